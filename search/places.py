"""Places people name in a search: the room that knows places registers how to look one up."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place. `label` is its name in the reader's language, `names` what it is called in ours, `written` what a form takes for it.

    `people` tells how well known it is. An area (region, country) has the codes of what it holds in `areas`; `lat`, `lng`
    are degrees (WGS 84), an area's those of its largest town.
    """

    label: str
    names: tuple[str, ...]
    written: str
    lat: float
    lng: float
    people: int
    areas: tuple[str, ...] = ()


_lookups: list[Callable[[str, str], Spot | None]] = []


def register(lookup: Callable[[str, str], Spot | None]) -> None:
    """Say how a place is looked up: from a name and the reader's language (ISO 639-1); `None` when nothing is called so."""
    _lookups[:] = [lookup]


def spot_named(name: str, language: str) -> Spot | None:
    """The best known place with exactly this name in any language; `None` without one, or when nobody knows places."""
    return _lookups[0](name, language) if _lookups else None
