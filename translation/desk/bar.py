"""A bar of the passages by their state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translation.vocabularies import SegmentState

PARTS = (SegmentState.APPROVED, SegmentState.REVIEW, SegmentState.EDITING, SegmentState.MACHINE, SegmentState.MISSING)
"""From its start."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar that is 100 long."""

    state: SegmentState
    count: int
    start: float
    width: float


def parts_of(numbers: Mapping[SegmentState, int]) -> Sequence[Part]:
    """Of so many passages by state."""
    total, start, parts = sum(numbers.values()), 0.0, []
    for state in PARTS:
        width = 100 * numbers[state] / total if total else 0.0
        parts.append(Part(state, numbers[state], round(start, 2), round(width, 2)))
        start += width
    return parts
