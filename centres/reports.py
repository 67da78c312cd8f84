"""Where visitors say that something about the directory has changed.

A change of one centre has its own form below the centre's page. Everything else, such as a centre that is missing, goes to
the contact form, which the room that has one registers.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.cache import cache

SECONDS = 60

FormUrl = Callable[[str], str]
"""Takes a language; gives the address of the form in it, ``""`` when there is none. At most one query."""

_forms: list[FormUrl] = []


def register(find: FormUrl) -> None:
    """Makes a form known; a second one takes the place of the first."""
    _forms[:] = [find]


def report_url(language: str, about: str, topic: str = "change") -> str:
    """The address of the form, already filled in for ``topic`` and the page ``about`` (a path); ``""`` without a form."""
    if not _forms:
        return ""
    url = cache.get_or_set(f"centres/report/{language}", lambda: _forms[0](language), SECONDS)
    return f"{url}?{urlencode({'topic': topic, 'about': about})}" if url else ""
