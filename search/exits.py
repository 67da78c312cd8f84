"""Ways on for people whose search found nothing: rooms above register where else to look."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exit:
    """A link; the title is in the language asked for."""

    title: str
    url: str


_exits: dict[str, Callable[[str], Exit | None]] = {}
_order: dict[str, int] = {}


def register(name: str, find: Callable[[str], Exit | None], order: int = 0) -> None:
    """Add a way on. `find` gets a language (ISO 639-1) and may answer None; at most one query. The lowest `order` comes first."""
    _exits[name] = find
    _order[name] = order


def exit_named(name: str, language: str) -> Exit | None:
    """Return one way on; None when nobody registered it, or it leads nowhere in this language."""
    return _exits[name](language) if name in _exits else None


def exits(language: str) -> list[Exit]:
    """Return the ways on in a language."""
    return [way for name in sorted(_exits, key=lambda name: _order[name]) if (way := _exits[name](language))]
