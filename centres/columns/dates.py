"""Days, and dates of which only a year or a month is known."""

from datetime import date
from typing import Any

from django.db import models

from centres.columns.column import Column, Schema, Value, refused, too_long
from centres.columns.date_text import read_day, read_partial_day
from centres.columns.messages import Message
from centres.columns.reading import ANY_ROW, Reading, RowFacts


class Date(Column):
    """A day."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        return read_day(text, month_first=row.month_first, sure=row.order_is_known)

    def store(self, value: Any) -> date | None:
        return date.fromisoformat(value) if value else None

    def write(self, stored: date | None) -> Value:
        return stored.isoformat() if stored else None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


class PartialDate(Column):
    """A year, a month, a day, or a span of two of them."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        return read_partial_day(text, month_first=row.month_first, sure=row.order_is_known)

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value) or refused(self, owner, value)
