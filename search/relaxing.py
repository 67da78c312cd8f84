"""Not every word need be there: a text is let in by the weight of the words it holds, not by their number."""

import math
from collections.abc import Sequence
from dataclasses import replace

from search import weights
from search.expressions import Clause, Request

_HEAVIEST = 3
"""A clause counts 1 to this, the rarer the more."""


def relaxed(request: Request, kept: Sequence[bool], rarity: Sequence[float]) -> Request:
    """The request for texts that may lack some of the clauses: each is repeated by its rarity, and a share of the sum must be held.
    `kept` says which must be there whatever."""
    count = [max(1, round(_HEAVIEST * part / max(rarity))) for part in rarity]
    free = sum(number for number, must in zip(count, kept, strict=True) if not must)
    share = next(share for most, share in weights.SHARES if len(count) <= most)
    # What must be there counts more than all the rest together.
    count = [free + 1 if must else number for number, must in zip(count, kept, strict=True)]
    must_have = sum(number for number, must in zip(count, kept, strict=True) if must)
    clauses = tuple(clause for clause, number in zip(request.clauses, count, strict=True) for _ in range(number))
    return replace(request, clauses=clauses, at_least=max(1, must_have + math.ceil(share * free - 1e-9)))


def rarities(documents: Sequence[int], total: int) -> list[float]:
    """Return what each thing counts that so many of `total` texts have (inverse document frequency)."""
    return [math.log(1 + max(1, total) / (1 + number)) for number in documents]


def everything(request: Request) -> Request:
    """A request that counts all texts."""
    return Request(language=request.language, everything=True, until=request.until)


def only(request: Request, clause: Clause) -> Request:
    """A request that counts the texts with one clause."""
    return Request(language=request.language, clauses=(clause,), until=request.until)
