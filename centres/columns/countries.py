"""Countries by their ISO 3166-1 code."""

from typing import ClassVar

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column
from centres.columns.lookups import country_lookup
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong


class Country(Column):
    """An ISO 3166-1 code of a country of the directory; read from a code of two or three letters, or a name."""

    evidence: ClassVar[float] = 0.75

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        if code := country_lookup().find(text):
            return Reading(code)
        return wrong(
            _("“%(value)s” is not a country of the directory. Write its name or its two-letter code, such as HR."),
            {"value": shown(text)},
            country_lookup().nearest(text),
        )

    def looks_like(self, text: str) -> bool:
        return country_lookup().find(text) is not None
