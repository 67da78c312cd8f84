"""A centre as one flat row: the same named columns in every export, read back unchanged by the import.

A column's name is public: header of CSV and XLSX, property of GeoJSON, key of the JSON API.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import TextChoices

from centres import vocabularies as words
from core.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from centres.models import Centre, CentreText

Value = str | int | float | bool | list[str] | None
SEPARATOR = "; "
"""Between the values of a list where a format has none of its own (CSV, XLSX)."""
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Column:
    """One public column.

    ``kind``: text, codes, code, yesno, whole, degrees, date, partial_date, hours, lines, uid, url, email, phone, country
    or language. ``field``: attribute of the centre, or of its text in ``language`` when that is set.
    ``vocabulary``: the allowed codes of a ``code`` or ``codes`` column.
    """

    name: str
    kind: str
    field: str
    language: str = ""
    vocabulary: type[TextChoices] | None = None

    def value(self, owner: "Centre | CentreText") -> Value:
        """What the centre, or its text in this column's language, says here; ``None`` when nothing."""
        value = getattr(owner, self.field)
        if self.field == "parent":
            value = value.uid if value and value.live else None
        return value.splitlines() if self.kind == "lines" and value else _plain(value)


def _plain(value: Any) -> Value:
    if value == "":
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


_FACTS = (
    Column("uid", "uid", "uid"),
    Column("name", "text", "name"),
    Column("language", "language", "language"),
    Column("other_names", "text", "other_names"),
    Column("network", "code", "network", vocabulary=words.Network),
    Column("parent", "uid", "parent"),
    Column("country", "country", "country"),
    Column("region", "text", "region"),
    Column("city", "text", "city"),
    Column("district", "text", "district"),
    Column("site", "text", "site"),
    Column("street", "text", "street"),
    Column("postcode", "text", "postcode"),
    Column("address_level", "code", "address_level", vocabulary=words.AddressLevel),
    Column("moves_to", "text", "moves_to"),
    Column("lat", "degrees", "latitude"),
    Column("lng", "degrees", "longitude"),
    Column("point_precision", "code", "point_precision", vocabulary=words.PointPrecision),
    Column("needs", "codes", "needs", vocabulary=words.Need),
    Column("access", "codes", "access", vocabulary=words.Access),
    Column("services", "codes", "services", vocabulary=words.Service),
    Column("audiences", "codes", "audiences", vocabulary=words.Audience),
    Column("everyone", "yesno", "everyone"),
    Column("age_from", "whole", "age_from"),
    Column("age_to", "whole", "age_to"),
    Column("speaks", "codes", "spoken", vocabulary=words.Spoken),
    Column("interpreters", "yesno", "interpreters"),
    Column("accessible", "codes", "accessible", vocabulary=words.Accessibility),
    Column("free", "yesno", "free"),
    Column("anonymous", "yesno", "anonymous"),
    Column("opening_hours", "hours", "hours"),
    Column("hours_as_of", "partial_date", "hours_as_of"),
    Column("website", "url", "website"),
    Column("phone", "phone", "phone"),
    Column("email", "email", "email"),
    Column("status", "code", "status", vocabulary=words.Status),
    Column("status_since", "partial_date", "status_since"),
    Column("as_of", "partial_date", "as_of"),
    Column("checked_on", "date", "checked_on"),
    Column("checked_by", "code", "checked_by", vocabulary=words.CheckedBy),
    Column("sources", "lines", "sources"),
    Column("unverified", "codes", "unverified", vocabulary=words.Fact),
)
_TEXT_FIELDS = ("name", "summary", "description", "access_note", "language_note", "papers", "transport", "status_note")
COLUMNS: tuple[Column, ...] = (
    *_FACTS,
    *(Column(f"{field}_{code}", "text", field, language=code) for code in LANGUAGES for field in _TEXT_FIELDS),
)
"""All public columns in the order they are written: facts first, then the texts of each language."""


_TEXTS = {code: tuple(column for column in COLUMNS if column.language == code) for code in LANGUAGES}
_NOTHING = dict.fromkeys(column.name for column in COLUMNS)


def facts(centre: "Centre") -> dict[str, Value]:
    """The centre's facts by column name, without its texts; no query when ``parent`` is at hand."""
    return {column.name: column.value(centre) for column in _FACTS}


def flat(centre: "Centre", texts: "Iterable[CentreText] | None" = None) -> dict[str, Value]:
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


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheet programs take for a formula (OWASP, CSV injection)."""


def _is_risky(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_STARTS)


def neutralised(text: str) -> str:
    """A text cell no spreadsheet program runs: an apostrophe goes in front of what begins like a formula."""
    return f"'{text}" if _is_risky(text) else text


def restored(text: str) -> str:
    """The text ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and _is_risky(text) else text
