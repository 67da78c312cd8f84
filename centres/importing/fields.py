"""The fields a column of a file can be read as: our public columns, and a few that only an import has."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from centres.columns.column import Column
from centres.columns.public import COLUMNS
from centres.fields.hours import day_name
from core.i18n.languages import LANGUAGES, endonym

POINT, AGES, REFERENCE = "point", "ages", "reference"
ADDRESS, HOUSE_NUMBER, HOUSE_SUFFIX = "address", "house_number", "house_suffix"
STREET_TYPE, BOX, POSTCODE_END = "street_type", "box", "postcode_end"
PARTS = (ADDRESS, STREET_TYPE, HOUSE_NUMBER, HOUSE_SUFFIX, BOX, POSTCODE_END)
"""Pieces of an address, or all of one, in columns of their own."""
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
HOURS_OF_DAYS = tuple(f"{kind}_{day}" for day in DAYS for kind in ("hours", "opens", "closes"))
CONTACTS = ("phone", "email", "website")
SHARED = frozenset({*HOURS_OF_DAYS, *CONTACTS, "site"})
"""Fields that several columns may share, such as morning and afternoon of a day, or a second telephone."""
ONLY_IMPORT = (REFERENCE, POINT, AGES, *PARTS, *HOURS_OF_DAYS)
OF_OUR_EXPORTS = frozenset({"uid", "url", "updated_at"})
KEEPING_OUT = frozenset({"", "name", "country", "city", "uid", "status", REFERENCE})
"""A wrong cell keeps its row out: without it nobody knows which centre this is, where, or whether it is open. ``""``: the row."""
NAMES = frozenset({*(column.name for column in COLUMNS), *ONLY_IMPORT})


def is_ours(header: Iterable[str]) -> bool:
    """Whether a table with these columns is an export of this portal, in whatever form."""
    return {name.strip() for name in header} >= OF_OUR_EXPORTS


def _label(column: Column) -> str:
    """The label of the field in the active language, with the text's own language in brackets."""
    label = capfirst(str(column.model_field.verbose_name))
    return f"{label} ({endonym(column.language)})" if column.language else label


def _day_label(name: str) -> str:
    kind, day = name.split("_")
    words = {"hours": _("%(day)s: hours"), "opens": _("%(day)s: opens at"), "closes": _("%(day)s: closes at")}
    return words[kind] % {"day": day_name(DAYS.index(day))}


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups (title, [(field, label)]) for a choice of the field of a column, in the active language."""
    facts = [(column.name, _label(column)) for column in COLUMNS if not column.language]
    extra = [
        (REFERENCE, _("Number or code in the sender’s own list")),
        (POINT, _("Latitude and longitude in one column")),
        (AGES, _("Ages in one column")),
        (ADDRESS, _("Street, postcode and town in one column")),
        (STREET_TYPE, _("Kind of street, such as “rue”")),
        (HOUSE_NUMBER, _("House number")),
        (HOUSE_SUFFIX, _("Addition to the house number")),
        (BOX, _("Letter box or flat")),
        (POSTCODE_END, _("Second part of the postcode")),
    ]
    return [
        (_("Facts"), [*facts, *extra]),
        (_("Opening hours by day"), [(name, _day_label(name)) for name in HOURS_OF_DAYS]),
        *(
            (endonym(code), [(column.name, _label(column)) for column in COLUMNS if column.language == code])
            for code in LANGUAGES
        ),
    ]


def field_label(name: str) -> str:
    """The label of one field in the active language; the name itself when it is none of ours."""
    return next((label for _title, group in field_choices() for field, label in group if field == name), name)
