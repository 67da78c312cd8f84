"""Centres that come before all texts: those of the place somebody asked for, or for what happened to the visitor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from search import interface, weights
from search.expressions import Boost, Match, Matches, Request
from search.interface import Query
from search.places import Spot
from search.understanding import Meaning

RADIUS_KM = 25
"""So far around a town a centre counts as being there."""
_SHOWN_THERE, _SHOWN, _SPARE = 8, 5, 3
_CENTRE = "centre"


class Index(Protocol):
    """What is needed of an engine."""

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        ...


@dataclass(frozen=True, slots=True)
class Nearby:
    """The nearest first; without a place the centres for the need. `elsewhere`: none is there, these are the nearest for the need.

    `spare`: the nearest ones, when none is there and no need was named; no answer, but a way on.
    """

    matches: tuple[Match, ...] = ()
    elsewhere: bool = False
    spare: tuple[Match, ...] = ()


def centres_for(index: Index, meaning: Meaning, query: Query) -> Nearby:
    """Find the centres of the place that is meant, or for what happened to the visitor. Two requests at most; may raise EngineError."""
    kinds = query.filters.get("kind")
    if kinds and _CENTRE not in kinds:
        return Nearby()
    codes = {kind: codes for kind, codes in meaning.codes.items() if kind in (interface.NEED, interface.SERVICE)}
    if meaning.place is None:
        return Nearby(_for_the_need(index, meaning, query, codes)) if meaning.event and codes else Nearby()
    if found := index.match(_there(meaning.place, query)).hits:
        return Nearby(found)
    anywhere = replace(_request(query, codes), lat=meaning.place.lat, lng=meaning.place.lng, nearest=True)
    found = _open_first(index.match(anywhere))
    return Nearby(found, elsewhere=True) if codes else Nearby(spare=found[:_SPARE])


def without_centres(filters: Mapping[str, tuple[str, ...]], kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The filters of everything else, out of all `kinds`; centres are left to `centres_for`."""
    chosen = filters.get("kind") or kinds
    return {**filters, "kind": tuple(kind for kind in chosen if kind != _CENTRE) or ("",)}


def _open_first(found: Matches) -> tuple[Match, ...]:
    return tuple(sorted(found.hits, key=lambda match: "faded" in match.boosts))


def _request(query: Query, filters: Mapping[str, tuple[str, ...]]) -> Request:
    return Request(
        language=query.language,
        everything=True,
        filters={**query.filters, **filters, "kind": (_CENTRE,)},
        boosts=(
            Boost(name="faded", factor=weights.FADED, facet=(interface.FADED, ("1",))),
            Boost(name="speaks", factor=weights.SPEAKS, facet=(interface.SPEAKS, (query.language,))),
        ),
        per_page=_SHOWN,
    )


def _for_the_need(
    index: Index, meaning: Meaning, query: Query, codes: Mapping[str, tuple[str, ...]]
) -> tuple[Match, ...]:
    """Centres for the need. Who cannot speak with everybody is shown those who speak with them, for the need first."""
    spoken = meaning.spoken
    wanted = spoken.wanted or (frozenset({query.language}) - spoken.ruled_out if spoken.ruled_out else frozenset())
    if wanted:
        request = _request(query, {interface.SPEAKS: tuple(sorted(wanted))})
        needed = tuple(Boost(name=name, factor=weights.NEEDED, facet=(name, found)) for name, found in codes.items())
        first = Boost(name="first", factor=1.0, facet=(interface.SPEAKS, tuple(sorted(wanted))))
        if found := _open_first(index.match(replace(request, boosts=(*request.boosts, *needed, first)))):
            return found
    return _open_first(index.match(_request(query, codes)))


def _there(spot: Spot, query: Query) -> Request:
    area = {interface.AREA: spot.areas} if spot.areas else {}
    radius = None if spot.areas else RADIUS_KM
    return replace(
        _request(query, area), lat=spot.lat, lng=spot.lng, radius_km=radius, nearest=True, per_page=_SHOWN_THERE
    )
