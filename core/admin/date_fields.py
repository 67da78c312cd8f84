"""Date fields of the admin: what is typed is read by ``core.dates``, or refused with an example; it is never replaced.

Every one gets this at start, those of Wagtail's filters and of its schedule too. Its calendar window wrote today into a field
it could not read, and could read one way of writing only. How a day is shown and written back stands in ``core.formats``.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.forms.widgets import DateTimeBaseInput
from django.utils import timezone
from django.utils.formats import get_format, localize_input
from django.utils.translation import gettext as _
from wagtail.admin.datetimepicker import to_datetimepicker_format
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from core.dates import read_day, read_moment, read_time


def _example(name: str, value: date | time) -> str:
    return localize_input(value, get_format(name)[0])


def _day_refused(field: forms.Field, text: str) -> str:
    example = _example("DATE_INPUT_FORMATS", date(timezone.localdate().year, 12, 31))
    return _("“%(value)s” is not a day we can read. Write it such as %(example)s.") % {
        "value": text,
        "example": example,
    }


def _time_refused(field: forms.Field, text: str) -> str:
    example = _example("TIME_INPUT_FORMATS", time(18, 30))
    return _("“%(value)s” is not a time we can read. Write it such as %(example)s.") % {
        "value": text,
        "example": example,
    }


def _moment_refused(field: forms.Field, text: str) -> str:
    if isinstance(field.widget, forms.DateInput):
        return _day_refused(field, text)
    example = _example("DATETIME_INPUT_FORMATS", datetime(timezone.localdate().year, 12, 31, 18, 30))
    return _("“%(value)s” is not a day with a time we can read. Write both such as %(example)s.") % {
        "value": text,
        "example": example,
    }


def _read_by(
    field: type[forms.Field], read: Callable[[forms.Field, str], Any], refused: Callable[[forms.Field, str], str]
) -> None:
    """Lets a kind of form field read what people type; what is no text is left to the field itself."""
    plain = field.to_python

    def to_python(self: forms.Field, value: Any) -> Any:
        if not isinstance(value, str) or not (text := value.strip()):
            return plain(self, value)
        if (found := read(self, text)) is None:
            raise ValidationError(refused(self, text[:80]), code="invalid")
        return found

    field.to_python = to_python  # ty: ignore[invalid-assignment]


def _moment(field: forms.Field, text: str) -> datetime | None:
    """With the site's time zone. A field that shows days, as one of Wagtail's reports has it, takes days."""
    day = read_day(text) if isinstance(field.widget, forms.DateInput) else None
    moment = datetime.combine(day, time.min) if day else read_moment(text)
    return from_current_timezone(moment) if moment else None


def _write_by_language(widget: type[DateTimeBaseInput]) -> None:
    """Lets a widget of the admin show and write values in the form of the reader's language, and leave alone what was typed."""
    plain = widget.get_config

    def format_value(self: DateTimeBaseInput, value: Any) -> str:
        return localize_input(value, get_format(self.format_key)[0])

    def get_config(self: DateTimeBaseInput) -> dict[str, Any]:
        return plain(self) | {
            "format": to_datetimepicker_format(get_format(self.format_key)[0]),
            "validateOnBlur": False,
        }

    widget.format_value = format_value  # ty: ignore[invalid-assignment]
    widget.get_config = get_config


def connect() -> None:
    """Called once when the app is ready."""
    _read_by(forms.DateField, lambda _field, text: read_day(text), _day_refused)
    _read_by(forms.TimeField, lambda _field, text: read_time(text), _time_refused)
    _read_by(forms.DateTimeField, _moment, _moment_refused)
    for widget in (AdminDateInput, AdminTimeInput, AdminDateTimeInput):
        _write_by_language(widget)
