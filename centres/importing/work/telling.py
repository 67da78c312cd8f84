"""How values and messages of an import are told to people: labels in the reader's language, never codes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from centres.columns.codes import Code
from centres.columns.countries import Country
from centres.columns.languages import Language
from centres.columns.messages import Message
from centres.columns.public import COLUMN
from core.countries import CODES, country_name
from core.i18n.languages import active_language, exonym


def say(field: str, value: Any) -> str:
    """A public value of a column, for people; ``""`` for nothing."""
    if isinstance(value, list):
        return "; ".join(say(field, one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return ""
    return label_of(field, str(value))


def label_of(field: str, code: str) -> str:
    """The label of a code of the column's vocabulary; anything else as it is."""
    column = COLUMN.get(field)
    if isinstance(column, Language):
        return exonym(code)
    if isinstance(column, Code):
        return str(dict(column.vocabulary.choices).get(code, code))
    if isinstance(column, Country) and code in CODES:
        return country_name(code, active_language())
    return code


def tell(kept: Mapping[str, Any]) -> str:
    """A kept message in the reader's language."""
    return str(Message(kept["text"], kept.get("params", {}))) if kept.get("text") else ""
