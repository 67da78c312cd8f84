"""What an answer shows: views note it on the answer, so that whoever hands it out, a cache of pages too, can count it."""

from typing import Any, NamedTuple

from django.http import HttpResponseBase

PAGE = "page"
"""The kind of Wagtail's pages; rooms have kinds of their own for what stands below a page."""
_NOTE = "visited"


class Thing(NamedTuple):
    """One thing visitors open. ``key``: its number among those of its kind."""

    kind: str
    key: int


def mark(response: HttpResponseBase, kind: str, key: int) -> None:
    """Notes what the answer shows. It stays with an answer that is pickled, as Django's caches do."""
    note: Any = response
    setattr(note, _NOTE, Thing(kind, key))


def marked(response: HttpResponseBase) -> Thing | None:
    """What the answer shows; ``None`` when nobody has said so."""
    return getattr(response, _NOTE, None)
