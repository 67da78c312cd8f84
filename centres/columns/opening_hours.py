"""Opening hours of a week."""

import re
from typing import Any, ClassVar

from django.db import models

from centres.columns.column import Column, refused, too_long
from centres.columns.hours.text import read_hours
from centres.columns.messages import Message
from centres.columns.reading import ANY_ROW, Reading, RowFacts

_DAY_AND_TIME = re.compile(r"[^\W\d_].*\d|\d.*[^\W\d_]|24/7", re.S)  # a number alone may be a postcode


class Hours(Column):
    """A week in the syntax of OpenStreetMap; read from it, or from what people write in eight languages."""

    evidence: ClassVar[float] = 0.8

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        return read_hours(text, row.language)

    def looks_like(self, text: str) -> bool:
        return _DAY_AND_TIME.search(text) is not None and self.read(text).has_value

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value) or refused(self, owner, value)
