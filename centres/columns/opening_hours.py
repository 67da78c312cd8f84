"""Opening hours of a week."""

import re
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, refused, too_long
from centres.columns.date_text import day_and_month
from centres.columns.hours.text import read_hours
from centres.columns.messages import Message, shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, mended
from centres.columns.synonyms import on_request_words
from centres.gazetteer.fold import fold

_DAY_AND_TIME = re.compile(r"[^\W\d_].*\d|\d.*[^\W\d_]|24/7", re.S)  # a number alone may be a postcode

_ALWAYS = "24/7"
_DAY_OF_A_SPREADSHEET = (24, 7)
"""Spreadsheet programs take round the clock for July 24."""


class Hours(Column):
    """A week in the syntax of OpenStreetMap; read from it, or from what people write in eight languages."""

    evidence: ClassVar[float] = 0.8

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        if text.strip() != _ALWAYS and day_and_month(text) == _DAY_OF_A_SPREADSHEET:
            return mended(
                _ALWAYS,
                _(
                    "“%(value)s” is what a spreadsheet makes of %(hours)s, and was read so. Write the hours if a day was meant."
                ),
                {"value": shown(text), "hours": _ALWAYS},
            )
        if fold(text) in on_request_words():
            return Reading(f'"{text.strip()}"')  # a comment alone: ask first
        return read_hours(text, row.language)

    def looks_like(self, text: str) -> bool:
        return _DAY_AND_TIME.search(text) is not None and self.read(text).has_value

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value) or refused(self, owner, value)
