"""What a result comes to: in how many statements of each kind or competence somebody recognises the own work."""

from collections.abc import Iterable
from dataclasses import dataclass

from skills.assessment.results import Answer, Result
from skills.vocabularies import RECOGNISED, DescriptorKind

STRONG, WEAK = 0.75, 0.5
"""Shares of statements recognised: from the one on it is a strength, below the other there is room to grow."""


@dataclass(frozen=True, slots=True)
class Score:
    """``recognised`` of ``answered`` statements."""

    recognised: int = 0
    answered: int = 0

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.recognised / self.answered if self.answered else 0.0


def score(answers: Iterable[Answer]) -> Score:
    """Of these answers."""
    steps = [answer.step for answer in answers]
    return Score(sum(step in RECOGNISED for step in steps), len(steps))


def rows(result: Result) -> list[str]:
    """What the picture of a result shows one line of: of one competence its kinds of descriptor, of several themselves."""
    if len(result.codes) > 1:
        return result.codes
    kinds = {answer.kind for answer in result.answers.values()}
    return [kind for kind in DescriptorKind.values if kind in kinds]


def scores(result: Result, wanted: Iterable[str], code: str = "") -> dict[str, Score]:
    """The score of each row (``rows``); ``code``: of this competence alone. Without an answer there is no score."""
    answers = [one for one in result.answers.values() if not code or one.competence == code]
    found = {row: score(one for one in answers if row in (one.competence, one.kind)) for row in wanted}
    return {row: one for row, one in found.items() if one.answered}


def strong(known: dict[str, Score]) -> list[str]:
    """The strengths, the greatest first."""
    return sorted((row for row, one in known.items() if one.share >= STRONG), key=lambda row: -known[row].share)


def weak(known: dict[str, Score]) -> list[str]:
    """Where there is room to grow, most of it first."""
    return sorted((row for row, one in known.items() if one.share < WEAK), key=lambda row: known[row].share)
