"""One question over HTTP, and every way in which it may fail, in the words of ``FailureError``. Neither texts nor keys are logged."""

import json
import logging
from collections.abc import Mapping
from typing import Any

import requests
import urllib3
from requests.auth import AuthBase

from translation.machine.providers.interface import FailureError
from translation.vocabularies import MachineReason

logger = logging.getLogger(__name__)
CONNECT, READ = 5, 60
"""Seconds to reach a service, and for it to say something."""
MOST = 5_000_000
"""Bytes of an answer."""
LONGEST = 3_600
"""Seconds a service may ask to be left alone."""
_KEY, _TOO_MUCH, _QUOTA = (401, 403), (408, 425, 429, 503, 529), 456


def ask(address: str, body: Mapping[str, Any], auth: AuthBase | None = None) -> str:
    """Posts JSON and returns the text of the answer. Raises FailureError."""
    try:
        with requests.post(
            address, json=body, auth=auth, timeout=(CONNECT, READ), allow_redirects=False, stream=True
        ) as answer:
            content = answer.raw.read(MOST + 1, decode_content=True)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        logger.warning("The translation service cannot be asked: %s", type(error).__name__)
        raise FailureError(MachineReason.UNREACHABLE, again=True) from None
    if answer.status_code != 200:
        logger.warning("The translation service answers with status %s", answer.status_code)
        raise _refusal(answer)
    try:
        return _whole(content).decode()
    except UnicodeDecodeError:
        raise FailureError(MachineReason.NONSENSE) from None


def ask_for_json(address: str, body: Mapping[str, Any], auth: AuthBase | None = None) -> dict[str, Any]:
    """The object an answer is. Raises FailureError."""
    try:
        found = json.loads(ask(address, body, auth))
    except ValueError:
        raise FailureError(MachineReason.NONSENSE) from None
    if not isinstance(found, dict):
        raise FailureError(MachineReason.NONSENSE)
    return found


def texts_in(found: object) -> list[str]:
    """A list of texts. Raises FailureError for anything else."""
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise FailureError(MachineReason.NONSENSE)
    return found


def _whole(content: bytes) -> bytes:
    if len(content) > MOST:
        raise FailureError(MachineReason.NONSENSE)
    return content


def _refusal(answer: requests.Response) -> FailureError:
    status, after = answer.status_code, answer.headers.get("Retry-After", "")
    if status in _KEY:
        return FailureError(MachineReason.KEY)
    if status == _QUOTA:
        return FailureError(MachineReason.QUOTA)
    if status in _TOO_MUCH or status >= 500:
        wait = min(int(after), LONGEST) if after.isascii() and after.isdigit() and len(after) < 9 else 0
        return FailureError(MachineReason.BUSY, again=True, after=wait)
    return FailureError(MachineReason.REJECTED)
