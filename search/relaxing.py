"""Not every word need be there: a text is let in by the weight of the words it holds, not by their number."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search import weights
from search.expressions import Boost, Clause, FacetCount, Match, Matches, Request

_LOOKED_AT = 100
"""The best texts with any of the words, of which those with enough of them are kept."""


class Index(Protocol):
    """What is needed of an engine."""

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        ...


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The texts let in, best first; the first `complete` of them hold every word. `facets` count texts with any of the words."""

    matches: tuple[Match, ...]
    complete: int
    facets: dict[str, tuple[FacetCount, ...]]
    partial: bool = False


def relaxed(
    index: Index, request: Request, kept: Sequence[bool], documents: Sequence[int], total: int
) -> Relaxed:
    """Let in texts that lack some of the clauses. `kept` says which must be there; `documents` is how many texts have each, of
    `total`. One request; may raise EngineError."""
    share = [math.log(1 + total / (1 + number)) for number in documents]
    weight = [part / sum(share) for part in share]
    enough = next(least for most, least in weights.SHARES if len(weight) <= most)
    boosts = tuple(
        Boost(name=_name(at), factor=1 + weights.COVERED * weight[at], clauses=(clause,))
        for at, clause in enumerate(request.clauses)
    )
    any_word = replace(request, at_least=1, boosts=(*request.boosts, *boosts), page=1, per_page=_LOOKED_AT)
    found = index.match(any_word)

    def covered(match: Match) -> float:
        held = {at for at in range(len(weight)) if _name(at) in match.boosts}
        if any(must and at not in held for at, must in enumerate(kept)):
            return 0.0
        return sum(weight[at] for at in held)

    enough_of = [(covered(match), match) for match in found.hits]
    complete = [match for part, match in enough_of if part > 1 - 1e-9]
    some = [match for part, match in enough_of if enough - 1e-9 <= part <= 1 - 1e-9]
    return Relaxed((*complete, *some), len(complete), dict(found.facets), found.partial)


def _name(at: int) -> str:
    return f"word {at}"


def everything(request: Request) -> Request:
    """A request that counts all texts."""
    return Request(language=request.language, everything=True, until=request.until)


def only(request: Request, clause: Clause) -> Request:
    """A request that counts the texts with one clause."""
    return Request(language=request.language, clauses=(clause,), until=request.until)
