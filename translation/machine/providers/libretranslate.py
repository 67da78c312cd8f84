"""LibreTranslate, on a server of one's own or somebody else's.

From its documentation: ``/translate`` takes one text or a list as ``q``, HTML with ``format``, a key where the server asks for one,
and answers with ``translatedText``; an error is a status with a JSON ``error``. What is marked ``translate="no"`` is left alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from translation.machine.providers.http import ask_for_json, texts_in
from translation.machine.providers.interface import Limits


class LibreTranslate:
    """Answers at once. ``options``: ``url``, and ``key``, which may be empty."""

    name: ClassVar[str] = "LibreTranslate"
    # Servers limit both as they like; these are small enough for the usual ones, and for the time a small machine takes.
    limits: ClassVar[Limits] = Limits(texts=20, characters=5_000)
    shield: ClassVar[str] = '<span translate="no" id="x{}">'
    needs: ClassVar[tuple[str, ...]] = ("url",)

    def __init__(self, options: Mapping[str, str]) -> None:
        self._address, self._key = f"{options['url']}/translate", options["key"]

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """See ``Answering``. Raises FailureError."""
        body: dict[str, Any] = {"q": list(texts), "source": source, "target": target, "format": "html"}
        if self._key:
            body["api_key"] = self._key
        return texts_in(ask_for_json(self._address, body).get("translatedText"))
