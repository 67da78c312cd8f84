"""Places people name in a search: the room that knows places registers how to look one up."""

from dataclasses import dataclass
from typing import Protocol


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


class Lookup(Protocol):
    """From a name and the reader's language (ISO 639-1) to a place; `None` when nothing is called so."""

    def __call__(self, name: str, language: str) -> Spot | None:
        """Look one up; never raises."""
        ...


_lookups: dict[str, Lookup] = {}


def register(*, exact: Lookup, alike: Lookup) -> None:
    """Say how a place is looked up: by exactly its name, and by its name with one slip."""
    _lookups.update(exact=exact, alike=alike)


def spot_named(name: str, language: str) -> Spot | None:
    """The best known place with exactly this name in any language; `None` without one, or when nobody knows places."""
    return _lookups["exact"](name, language) if _lookups else None


def spot_alike(name: str, language: str) -> Spot | None:
    """A well known place that may be meant by a mistyped name."""
    return _lookups["alike"](name, language) if _lookups else None
