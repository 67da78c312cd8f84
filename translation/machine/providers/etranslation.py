"""eTranslation, the European Commission's service for public administrations and projects.

From its documentation ("How to submit a translation request via the CEF eTranslation webservice") and from programs that use it: a
request is JSON with HTTP digest authentication; the answer is the number of the request, a negative one is an error. A document
is sent in base64 and comes back so, as the body of a POST to one of the ``httpDestinations``, with the request's number and the
language in the query; errors go to ``errorCallback``. Here the document is a page of HTML with one numbered part a passage.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from bs4 import BeautifulSoup
from requests.auth import HTTPDigestAuth

from translation.machine.providers.http import ask
from translation.machine.providers.interface import FailureError, Limits
from translation.vocabularies import MachineReason

_KEY = {-20006, -20007}
"""Errors that mean: this application is not known, or may not."""
_TOO_MUCH = {-20028}
"""Too many requests at once."""
_PART = '<div id="passage-{number}">{text}</div>'
_PAGE = '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title></title></head><body>{parts}</body></html>'


class ETranslation:
    """Calls back. ``options``: ``application`` and ``password`` as the Commission gave them, and ``url``, which may be empty."""

    name: ClassVar[str] = "eTranslation"
    limits: ClassVar[Limits] = Limits(texts=300, characters=60_000)
    shield: ClassVar[str] = '<span translate="no" class="notranslate" id="x{}">'
    needs: ClassVar[tuple[str, ...]] = ("application", "password")

    def __init__(self, options: Mapping[str, str]) -> None:
        self._address = f"{options['url'] or 'https://webgate.ec.europa.eu/etranslation/si'}/translate"
        self._application = options["application"]
        self._auth = HTTPDigestAuth(options["application"], options["password"])

    def send(self, texts: Sequence[str], source: str, target: str, answer_to: str, failure_to: str) -> None:
        """See ``CallingBack``. Raises FailureError."""
        parts = "".join(_PART.format(number=number, text=text) for number, text in enumerate(texts))
        page = _PAGE.format(language=source, parts=parts)
        body: dict[str, Any] = {
            "priority": 0,
            "callerInformation": {"application": self._application, "username": self._application},
            "documentToTranslateBase64": {
                "content": base64.b64encode(page.encode()).decode(),
                "format": "html",
                "fileName": "passages.html",
            },
            "sourceLanguage": source.upper(),
            "targetLanguages": [target.upper()],
            "domain": "GEN",
            "errorCallback": failure_to,
            "destinations": {"httpDestinations": [answer_to]},
        }
        number = ask(self._address, body, self._auth).strip()
        if not number.removeprefix("-").isdecimal() or len(number) > 20:
            raise FailureError(MachineReason.NONSENSE)
        if int(number) < 0:
            raise _refusal(int(number))

    def read(self, answer: bytes) -> Sequence[str]:
        """See ``CallingBack``. Raises FailureError."""
        try:
            page = base64.b64decode(answer, validate=False).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise FailureError(MachineReason.NONSENSE) from None
        soup = BeautifulSoup(page, "html.parser")
        found: list[str] = []
        while (part := soup.find(id=f"passage-{len(found)}")) is not None:
            found.append(part.decode_contents().strip())
        if not found:
            raise FailureError(MachineReason.NONSENSE)
        return found


def _refusal(number: int) -> FailureError:
    if number in _KEY:
        return FailureError(MachineReason.KEY)
    return FailureError(MachineReason.BUSY, again=True) if number in _TOO_MUCH else FailureError(MachineReason.REJECTED)
