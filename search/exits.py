"""Ways on for people whose search found nothing: rooms above register where else to look."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exit:
    """A link; the title is in the language asked for."""

    title: str
    url: str


_exits: dict[str, Callable[[str], Exit | None]] = {}


def register(name: str, find: Callable[[str], Exit | None]) -> None:
    """Add a way on. `find` gets a language (ISO 639-1) and may answer None; at most one query."""
    _exits[name] = find


def exits(language: str) -> list[Exit]:
    """Return the ways on in a language."""
    return [way for find in _exits.values() if (way := find(language))]
