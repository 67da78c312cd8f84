"""Mistyped words: which of the spellings an index knows was meant."""

from collections.abc import Iterable

from search.expressions import Known

CHOICES = 3


def nearest(typed: str, candidates: Iterable[Known]) -> list[str]:
    """Return up to three spellings, the likeliest first; `typed` is folded."""
    best: dict[str, tuple[float, int]] = {}
    for one in candidates:
        # The first letter is seldom wrong: another one counts as half a slip more.
        rank = (one.distance + (one.word[0] != typed[0]) / 2, -one.documents)
        best[one.word] = min(best.get(one.word, rank), rank)
    return sorted(best, key=lambda word: (best[word], word))[:CHOICES]
