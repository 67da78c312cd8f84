"""How well the search answers: queries with judged answers, measured through what visitors use.

A file `<language>.tsv` holds a header and rows of half (`tune` or `held`), kind, query and right answers: `address=grade`
separated by spaces, `a|b=3` for the same thing in several languages; `-` when nothing may be shown. Grades: 3 the answer,
2 a good answer, 1 useful.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from search.interface import Results

AT = 10
RIGHT = 2
"""From this grade an answer is right."""

Find = Callable[[str, str], Results]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One query and the grade of each address; alternatives share a number. No grades: nothing may be shown."""

    half: str
    kind: str
    query: str
    grades: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """What one query reached: nDCG@10, whether the first hit is right, whether nothing came though something is right."""

    judgement: Judgement
    ndcg: float
    right: bool
    empty: bool
    first: str


@dataclass(frozen=True, slots=True)
class Row:
    """The means over the queries of a language and a half."""

    language: str
    half: str
    queries: int
    ndcg: float
    right: float
    empty: float


def read(path: Path) -> list[Judgement]:
    """The judgements of a file. Raises OSError, and ValueError for a row that is none."""
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    return [_judgement(row) for row in rows if row.strip()]


def _judgement(row: str) -> Judgement:
    half, kind, query, right = row.split("\t")
    grades: dict[str, tuple[int, int]] = {}
    for number, answer in enumerate(() if right == "-" else right.split()):
        addresses, _, grade = answer.rpartition("=")
        grades.update((address, (number, int(grade))) for address in addresses.split("|"))
    return Judgement(half, kind, query, grades)


def score(judgement: Judgement, addresses: Sequence[str]) -> Score:
    """Measure the addresses found, best first."""
    first = addresses[0] if addresses else ""
    if not judgement.grades:
        return Score(judgement, float(not addresses), not addresses, empty=False, first=first)
    seen: set[int] = set()
    gains = []
    for address in addresses[:AT]:
        number, grade = judgement.grades.get(address, (-1, 0))
        gains.append(0 if number in seen else grade)
        seen.add(number)
    best = sorted(dict(judgement.grades.values()).values(), reverse=True)[:AT]
    right = bool(gains) and gains[0] >= RIGHT
    return Score(judgement, _gain(gains) / _gain(best), right, empty=not addresses, first=first)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def judge(path: Path, find: Find) -> Iterator[Score]:
    """Ask every query of a file (named after its language) and measure the answers. Raises OSError, ValueError, EngineError."""
    for judgement in read(path):
        yield score(judgement, [hit.url for hit in find(judgement.query, path.stem).hits])


def table(scores: dict[str, list[Score]]) -> list[Row]:
    """The means per language and half, and over all."""
    rows = []
    everything = [one for several in scores.values() for one in several]
    for language, several in (*scores.items(), ("all", everything)):
        for half in ("tune", "held"):
            if found := [one for one in several if one.judgement.half == half]:
                rows.append(
                    Row(
                        language,
                        half,
                        len(found),
                        fmean(one.ndcg for one in found),
                        fmean(one.right for one in found),
                        fmean(one.empty for one in found),
                    )
                )
    return rows
