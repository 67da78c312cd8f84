"""The pictures of a result. One rule draws them all, here and in assessment.js: a point lies at *origin + share × way*.

Only where nobody sees a difference numbers are rounded: to a tenth of a unit of the picture.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skills.assessment.scores import Score

RADIUS, CENTRE = 150, 200
"""Of the radar, in units of a picture of 400 × 400."""
LETTER = 180
"""How far from the centre the letter of an axis stands."""
TRACK = (14.0, 16.0, 372.0, 0.0)
"""Of a picture of 400 × 32: where the track begins, and its way."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The way of one row from ``x, y``; ``label_x, label_y``: where its letter stands."""

    key: str
    x: float
    y: float
    dx: float
    dy: float
    label_x: float = 0.0
    label_y: float = 0.0

    def point(self, share: float) -> tuple[float, float]:
        """Where a share between 0 and 1 lies."""
        return _round(self.x + share * self.dx), _round(self.y + share * self.dy)


def radar(keys: Sequence[str]) -> list[Axis]:
    """One axis each, clockwise from the top."""
    found = []
    for place, key in enumerate(keys):
        angle = 2 * math.pi * place / len(keys)
        x, y = math.sin(angle), -math.cos(angle)
        found.append(
            Axis(
                key,
                CENTRE,
                CENTRE,
                _round(RADIUS * x),
                _round(RADIUS * y),
                _round(CENTRE + LETTER * x),
                _round(CENTRE + LETTER * y),
            )
        )
    return found


def tracks(keys: Sequence[str]) -> list[Axis]:
    """One track each, from left to right."""
    return [Axis(key, *TRACK) for key in keys]


def polygon(axes: Sequence[Axis], known: Mapping[str, Score]) -> str:
    """The points of a radar; what has no score lies in the centre."""
    return " ".join("{:g},{:g}".format(*axis.point(known.get(axis.key, Score()).share)) for axis in axes)


def ring(axes: Sequence[Axis], share: float) -> str:
    """The points of a line that all axes cross at the same share."""
    return " ".join("{:g},{:g}".format(*axis.point(share)) for axis in axes)


def _round(value: float) -> float:
    return round(value, 1)
