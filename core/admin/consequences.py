"""What else happens when pages are deleted, told before: rooms know it, the confirmation shows it."""

from collections.abc import Callable, Sequence

from wagtail.models import Page

Consequence = Callable[[Sequence[Page]], Sequence[str]]
"""Takes the pages that are to be deleted, with all below them; gives sentences in the active language."""

_consequences: dict[str, Consequence] = {}


def register(name: str, consequence: Consequence) -> None:
    """Adds what a room knows, under a name of its own. It calls this when it is ready."""
    _consequences[name] = consequence


def told_before_deleting(pages: Sequence[Page]) -> list[str]:
    """The sentences of all rooms."""
    return [line for consequence in _consequences.values() for line in consequence(pages)] if pages else []
