"""Languages by their ISO 639-1 code."""

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column
from centres.columns.lookups import language_lookup
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong


class Language(Column):
    """An ISO 639-1 code; read from the code or a name of the language."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        code = language_lookup().find(text) or language_lookup().find(text.replace("_", "-").split("-")[0])
        return Reading(code) if code else no_language(text)


def no_language(text: str) -> Reading:
    """Says that a word names no language, and which comes nearest."""
    return wrong(
        _("“%(value)s” is not a language we know. Write its name or its two-letter code, such as hr."),
        {"value": shown(text)},
        language_lookup().nearest(text),
    )
