"""A centre as one flat row: the same named columns in every export, read back unchanged by the import.

A further column is a line in this list, a further kind of value a subclass of ``Column``.
"""

from collections.abc import Iterable

from centres import vocabularies
from centres.columns.codes import Accessible, Code, Codes
from centres.columns.column import Column, Value
from centres.columns.contact import Email, Links, Phone, Url
from centres.columns.countries import Country
from centres.columns.dates import Date, PartialDate
from centres.columns.degrees import Latitude, Longitude
from centres.columns.identifiers import MainCentre, Uid
from centres.columns.languages import Language
from centres.columns.numbers import NO, YES, Whole, YesNo
from centres.columns.opening_hours import Hours
from centres.columns.organisations import RunBy
from centres.columns.text import Text
from centres.models import Centre, CentreText
from core.i18n.languages import LANGUAGES

SEPARATOR = "; "
"""Between the values of a list where a format has none of its own (CSV, XLSX)."""

_FACTS: tuple[Column, ...] = (
    Uid("uid", "uid"),
    Text("name", "name"),
    Language("language", "language"),
    Text("other_names", "other_names"),
    Code("network", "network", vocabulary=vocabularies.Network),
    MainCentre("parent", "parent"),
    RunBy("run_by", "organisation"),
    Country("country", "country"),
    Text("region", "region"),
    Text("city", "city"),
    Text("district", "district"),
    Text("site", "site"),
    Text("street", "street"),
    Text("postcode", "postcode"),
    Code("address_level", "address_level", vocabulary=vocabularies.AddressLevel),
    Text("moves_to", "moves_to"),
    Latitude("lat", "latitude"),
    Longitude("lng", "longitude"),
    Code("point_precision", "point_precision", vocabulary=vocabularies.PointPrecision),
    Codes("needs", "needs", vocabulary=vocabularies.Need),
    Codes("access", "access", vocabulary=vocabularies.Access),
    Codes("services", "services", vocabulary=vocabularies.Service),
    Codes("audiences", "audiences", vocabulary=vocabularies.Audience),
    YesNo("everyone", "everyone"),
    Whole("age_from", "age_from"),
    Whole("age_to", "age_to"),
    Codes("speaks", "spoken", vocabulary=vocabularies.Spoken),
    YesNo("interpreters", "interpreters"),
    Accessible("accessible", "accessible", vocabulary=vocabularies.Accessibility),
    YesNo("free", "free"),
    YesNo("anonymous", "anonymous"),
    Hours("opening_hours", "hours"),
    PartialDate("hours_as_of", "hours_as_of"),
    Url("website", "website"),
    Phone("phone", "phone"),
    Email("email", "email"),
    Code("status", "status", vocabulary=vocabularies.Status),
    PartialDate("status_since", "status_since"),
    PartialDate("as_of", "as_of"),
    Date("checked_on", "checked_on"),
    Code("checked_by", "checked_by", vocabulary=vocabularies.CheckedBy),
    Links("sources", "sources"),
    Codes("unverified", "unverified", vocabulary=vocabularies.Fact),
)
_TEXT_FIELDS = ("name", "summary", "description", "access_note", "language_note", "papers", "transport", "status_note")
COLUMNS: tuple[Column, ...] = (
    *_FACTS,
    *(Text(f"{field}_{code}", field, code) for code in LANGUAGES for field in _TEXT_FIELDS),
)
"""All public columns in the order they are written: facts first, then the texts of each language."""
COLUMN: dict[str, Column] = {column.name: column for column in COLUMNS}
"""Public columns by name."""


_TEXTS = {code: tuple(column for column in COLUMNS if column.language == code) for code in LANGUAGES}
_NOTHING = dict.fromkeys(column.name for column in COLUMNS)


def facts(centre: Centre) -> dict[str, Value]:
    """The centre's facts by column name, without its texts; no query when ``parent`` and ``organisation`` are at hand."""
    return {column.name: column.value(centre) for column in _FACTS}


def flat(centre: Centre, texts: Iterable[CentreText] | None = None) -> dict[str, Value]:
    """The centre by column name; no query when its ``texts`` and its parent are at hand."""
    row: dict[str, Value] = _NOTHING | facts(centre)
    for text in centre.texts.all() if texts is None else texts:
        row.update((column.name, column.value(text)) for column in _TEXTS[text.language])
    return row


def written(value: Value) -> str | int | float:
    """A value as one cell: lists joined, yes or no for truth, ``""`` for nothing; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return SEPARATOR.join(value) if isinstance(value, list) else value
