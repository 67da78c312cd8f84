"""Where visitors say that something about a centre has changed. The room that has the form registers it."""

from collections.abc import Callable
from urllib.parse import urlencode

FormUrl = Callable[[str], str]
"""Takes a language; gives the address of the form in it, ``""`` when there is none. At most one query."""

_forms: list[FormUrl] = []


def register(find: FormUrl) -> None:
    """Makes a form known; a second one takes the place of the first."""
    _forms[:] = [find]


def report_url(language: str, about: str) -> str:
    """The address of the form, already filled in for the page ``about`` (a path); ``""`` without a form."""
    url = _forms[0](language) if _forms else ""
    return f"{url}?{urlencode({'topic': 'change', 'about': about})}" if url else ""
