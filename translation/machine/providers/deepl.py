"""DeepL: its API, version 2.

From its documentation: texts as JSON, at most 50 of them and 128 KiB a request; tags are kept with ``tag_handling``, what stands in
one of the ``ignore_tags`` is left alone; 429 and 503 ask for patience, 456 says that the allowance is used up. Keys of the
free plan end with ``:fx`` and have a host of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from requests import PreparedRequest
from requests.auth import AuthBase

from translation.machine.providers.http import ask_for_json, texts_in
from translation.machine.providers.interface import FailureError, Limits
from translation.vocabularies import MachineReason

_TARGETS = {"en": "EN-GB", "pt": "PT-PT"}
"""It knows several of a language where it writes, one where it reads."""


@dataclass(frozen=True, slots=True)
class _Key(AuthBase):
    key: str

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        r.headers["Authorization"] = f"DeepL-Auth-Key {self.key}"
        return r


class DeepL:
    """Answers at once. ``options``: ``key`` and ``url``, which may be empty."""

    name: ClassVar[str] = "DeepL"
    # A letter with an accent takes six bytes of JSON, and the tags around what is kept come on top.
    limits: ClassVar[Limits] = Limits(texts=50, characters=18_000)
    shield: ClassVar[str] = '<x id="{}">'
    needs: ClassVar[tuple[str, ...]] = ("key",)

    def __init__(self, options: Mapping[str, str]) -> None:
        host = "https://api-free.deepl.com" if options["key"].endswith(":fx") else "https://api.deepl.com"
        self._address = f"{options['url'] or host}/v2/translate"
        self._auth = _Key(options["key"])

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """See ``Answering``. Raises FailureError."""
        body: dict[str, Any] = {
            "text": list(texts),
            "source_lang": source.upper(),
            "target_lang": _TARGETS.get(target, target.upper()),
            "tag_handling": "xml",
            "ignore_tags": ["x"],
        }
        found = ask_for_json(self._address, body, self._auth).get("translations")
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise FailureError(MachineReason.NONSENSE)
        return texts_in([one.get("text") for one in found])
