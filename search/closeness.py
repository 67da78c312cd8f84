"""Words of a question that stand close together say more than the same words far apart: of the texts that hold only some of them,
those with the rarest close together come first. Decided above the engines, on the texts of one page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search import weights
from search.expressions import Clause, Match, Word
from search.spotting import Spot, Spotter, spotter, telling

POOL = 20
"""So many texts are put in another order: what is not among them is too weak an answer."""

_SCANNED = 12_000
_STRETCHES = (40, 160, _SCANNED)
"""Characters: about six words, a sentence or two, the whole text."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How much of what was asked for stands close together. `rarity`: what each thing counts, one for one with `clauses`."""

    spotter: Spotter
    rarity: tuple[float, ...]

    @classmethod
    def to(cls, clauses: Sequence[Clause], rarity: Sequence[float]) -> "Closeness":
        """Return that to clauses of different rarity (one for one)."""
        return cls(spotter(tuple(map(_words, clauses))), tuple(rarity))

    def of(self, match: Match) -> float:
        """Return 0 for a text with none of the words to 1 for one that has all of them in one place."""
        text = "\n".join((match.title, match.summary, match.body))[:_SCANNED]
        spots = list(self.spotter.spots(text, match.language))
        most = sum(self.rarity) * len(_STRETCHES)
        return sum(_most(spots, self.rarity, length) for length in _STRETCHES) / most if most else 0.0

    def ordered(self, matches: Sequence[Match], language: str) -> tuple[Match, ...]:
        """Return matches with the first of them in another order: those in `language` before the others, as they were."""

        def place(match: Match) -> tuple[bool, float]:
            return match.language != language, -match.score * (weights.APART + self.of(match))

        return (*sorted(matches[:POOL], key=place), *matches[POOL:])


def _words(clause: Clause) -> frozenset[str]:
    parts = (part for alternative in clause.any_of for part in alternative)
    return telling(word for part in parts for word in ((part.text,) if isinstance(part, Word) else part.words))


def _most(spots: Sequence[Spot], rarity: Sequence[float], length: int) -> float:
    """Return the largest sum of different things that begin within so many characters."""
    inside: Counter[int] = Counter()
    best = now = 0.0
    first = 0
    for start, _, things in spots:
        for thing in things:
            inside[thing] += 1
            now += rarity[thing] if inside[thing] == 1 else 0.0
        while spots[first][0] < start - length:
            for thing in spots[first][2]:
                inside[thing] -= 1
                now -= 0.0 if inside[thing] else rarity[thing]
            first += 1
        best = max(best, now)
    return best
