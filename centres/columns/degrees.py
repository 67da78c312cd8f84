"""Latitude and longitude."""

import re
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Schema, Value
from centres.columns.coordinates import to_degrees
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong

NORTH = 34.0
"""In Europe a number above it is a latitude, one below it a longitude."""
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{2,}°?")


class Degrees(Column):
    """Degrees with six decimals. An import reads both together and compares them with the address."""

    evidence: ClassVar[float] = 0.65
    between: ClassVar[tuple[float, float]]
    """From which degree, up to below which one, a number in Europe is plainly this one."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        degrees = to_degrees(text)
        if degrees is not None:
            return Reading(round(degrees, 6))
        return wrong(
            _("“%(value)s” is not a point. Write latitude and longitude in degrees, such as 45.815 and 15.982."),
            {"value": shown(text)},
        )

    def store(self, value: float | None) -> Decimal | None:
        return None if value is None else Decimal(f"{value:.6f}")

    def write(self, stored: Decimal | float | None) -> Value:
        return None if stored is None else float(stored)

    def looks_like(self, text: str) -> bool:
        if not _DECIMAL.fullmatch(text):
            return False
        degrees, (least, most) = to_degrees(text), self.between
        return bool(degrees) and least <= degrees < most  # 0 stands for what is not known

    def schema(self) -> Schema:
        return {"type": "number"}


class Latitude(Degrees):
    """Degrees north."""

    between: ClassVar[tuple[float, float]] = (NORTH, 72.0)


class Longitude(Degrees):
    """Degrees east."""

    between: ClassVar[tuple[float, float]] = (-32.0, NORTH)
