"""Opening hours: written by an editor as a weekly grid, stored in OpenStreetMap's syntax.

A grid covers what nearly every centre publishes: per day closed, not known, or one or two intervals, and whether
public holidays are days off. Hours outside that (seasons, every second Tuesday) stay as text and are kept as they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, ClassVar

import opening_hours
from babel.dates import get_day_names
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import read_time
from core.i18n.languages import active_language

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"
_TIME = r"(?:[01]\d|2[0-4]):[0-5]\d"
_INTERVAL = rf"{_TIME}-{_TIME}"
_RULE = re.compile(
    rf"(?P<days>(?:{'|'.join(DAYS)})(?:[-,](?:{'|'.join(DAYS)}))*) "
    rf"(?P<what>off|closed|unknown|{_INTERVAL}(?:,{_INTERVAL})?)"
)
_COMMENT = re.compile(r'"[^"]*"')
_NO_TIME_AT_ALL = re.compile(r"\b(\d{1,2}:\d{2})\s*-\s*\1(?!\d)")
_ENDS_WITH_HOURS = re.compile(
    r"(?i)(?:\d:[0-5]\d\)?\+?|\b(?:sunrise|sunset|dawn|dusk)|\b24/7)(?:\s+open)?\s*\Z|\b(?:off|closed|unknown)\s*\Z|\"\s*\Z"
)


@dataclass(frozen=True, slots=True)
class DayHours:
    """One weekday: ``state`` open, closed or unknown; ``intervals`` are pairs of ``HH:MM``."""

    state: str = UNKNOWN
    intervals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday; ``holidays_off``: public holidays are days off."""

    days: tuple[DayHours, ...] = field(default_factory=lambda: (DayHours(),) * 7)
    holidays_off: bool = False


def _day_numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        span = range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
        numbers.extend(span)
    return numbers


def parse_week(text: str) -> Week | None:
    """The grid behind an OSM expression; ``None`` when the expression says more than a grid can."""
    if not text.strip():
        return Week()
    days = [DayHours(CLOSED)] * 7
    holidays_off = False
    for rule in (part.strip() for part in text.split(";")):
        if rule in ("PH off", "PH closed"):
            holidays_off = True
            continue
        match = _RULE.fullmatch(rule)
        if match is None:
            return None
        what = match["what"]
        if what in ("off", "closed"):
            day = DayHours(CLOSED)
        elif what == "unknown":
            day = DayHours(UNKNOWN)
        else:
            pairs = [interval.split("-") for interval in what.split(",")]
            day = DayHours(OPEN, tuple((start, end) for start, end in pairs))
        for number in _day_numbers(match["days"]):
            days[number] = day
    return Week(tuple(days), holidays_off)


def _rule_text(day: DayHours) -> str:
    if day.state == OPEN:
        return ",".join(f"{start}-{end}" for start, end in day.intervals)
    return "off" if day.state == CLOSED else "unknown"


def format_week(week: Week) -> str:
    """The shortest plain OSM expression of a grid; ``""`` when nothing is known."""
    if all(day.state == UNKNOWN for day in week.days):
        return ""
    groups: list[tuple[int, int, str]] = []
    for number, day in enumerate(week.days):
        text = _rule_text(day)
        if groups and groups[-1][2] == text:
            groups[-1] = (groups[-1][0], number, text)
        else:
            groups.append((number, number, text))
    rules = [
        f"{DAYS[first]} {text}" if first == last else f"{DAYS[first]}-{DAYS[last]} {text}"
        for first, last, text in groups
    ]
    return "; ".join(rules + (["PH off"] if week.holidays_off else []))


def says_hours(text: str) -> bool:
    """Whether each rule of an expression says something of hours: times, closed, not known, or a condition in words.

    ``Mo``, ``Jan``, ``2025-2026`` and any number of four digits are valid in OpenStreetMap's syntax, and would mean
    open all day; a span that ends when it begins says nothing.
    """
    if not opening_hours.validate(text) or _NO_TIME_AT_ALL.search(text):
        return False
    rules = re.split(r";|\|\|", _COMMENT.sub('"', text))
    return all(_ENDS_WITH_HOURS.search(rule) for rule in rules)


def validate_hours(value: str) -> None:
    """Refuses text that is no OSM opening-hours expression, or says no hours: raises ValidationError."""
    if value and not says_hours(value):
        raise ValidationError(
            _("“%(value)s” cannot be read as opening hours. Write for instance Mo-Fr 09:00-17:00."),
            params={"value": value},
        )


def day_name(number: int) -> str:
    """The weekday in the active language; 0 is Monday."""
    return get_day_names("wide", "stand-alone", locale=active_language())[number]


class HoursWidget(forms.Widget):
    """The weekly grid. Without script: one row per day with a choice and four time fields."""

    template_name = "centres/widgets/hours.html"
    use_fieldset = True

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["centres/admin.css"]}
        js: ClassVar[list[Script]] = [Script("centres/hours.js", type="module")]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if f"{name}-text" in data:
            return str(data.get(f"{name}-text", ""))
        return {
            "days": [
                {
                    "state": str(data.get(f"{name}-{number}-state", UNKNOWN)),
                    "times": [str(data.get(f"{name}-{number}-{index}", "")) for index in range(4)],
                }
                for number in range(7)
            ],
            "holidays_off": bool(data.get(f"{name}-holidays")),
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-text" not in data and f"{name}-0-state" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-state" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        grid = value if isinstance(value, dict) else grid_of(str(value or ""))
        context["widget"]["text"] = None if grid else str(value)
        if grid:
            context["widget"]["days"] = [
                {"name": day_name(number), "number": number, "error": _day_error(number, day), **day}
                for number, day in enumerate(grid["days"])
            ]
            context["widget"]["holidays_off"] = grid["holidays_off"]
        context["widget"]["states"] = [(UNKNOWN, _("not known")), (OPEN, _("open")), (CLOSED, _("closed"))]
        return context


def grid_of(text: str) -> dict[str, Any] | None:
    """Stored hours as the widget has them: days (state, four times) and holidays_off; ``None``: no grid."""
    week = parse_week(text)
    if week is None:
        return None
    days = []
    for day in week.days:
        times = [time for pair in day.intervals for time in pair]
        days.append({"state": day.state, "times": (times + [""] * 4)[:4]})
    return {"days": days, "holidays_off": week.holidays_off}


def _clean_time(text: str, day: str) -> str:
    """``HH:MM`` from what people write: 9, 9:30, 9.30, 9h30, 09:30:00; 24:00 ends a day."""
    bare = text.strip()[:12]
    if re.fullmatch(r"24(?:[:.hH](?:00)?(?::00)?)?", bare):
        return "24:00"
    time = read_time(bare)
    if time is None or time.second:
        raise ValidationError(
            _("%(day)s: “%(time)s” is not a time. Write it as 09:30."), params={"day": day, "time": bare}
        )
    return f"{time:%H:%M}"


def _clean_day(number: int, raw: dict[str, Any]) -> DayHours:
    name = day_name(number)
    times = [time for time in raw["times"] if time.strip()]
    if raw["state"] != OPEN and not times:
        return DayHours(CLOSED if raw["state"] == CLOSED else UNKNOWN)
    if raw["state"] == CLOSED:
        raise ValidationError(_("%(day)s: choose “open”, or take the times away."), params={"day": name})
    if not times or len(times) % 2:
        raise ValidationError(_("%(day)s: write from when and until when."), params={"day": name})
    cleaned = [_clean_time(time, name) for time in times]
    cleaned = [("24:00" if time == "00:00" and index % 2 else time) for index, time in enumerate(cleaned)]
    if any(later <= earlier for earlier, later in pairwise(cleaned)):
        raise ValidationError(_("%(day)s: each time must be later than the one before."), params={"day": name})
    return DayHours(OPEN, tuple(zip(cleaned[::2], cleaned[1::2], strict=True)))


def _day_error(number: int, raw: dict[str, Any]) -> str:
    """What is wrong with one day, so that this day alone is marked; ``""`` when it can be read."""
    try:
        _clean_day(number, raw)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class HoursFormField(forms.Field):
    """Cleans the grid to OSM text; each mistake names its day."""

    widget = HoursWidget

    def to_python(self, value: Any) -> str:
        """The expression the grid says. Raises ValidationError when an hour cannot be read or a day has half a span."""
        if value is None or isinstance(value, str):
            text = (value or "").strip()
            validate_hours(text)
            return text
        errors, days = [], []
        for number, raw in enumerate(value["days"]):
            try:
                days.append(_clean_day(number, raw))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return format_week(Week(tuple(days), value["holidays_off"]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


class HoursField(models.CharField):
    """Opening hours in OSM syntax; ``""`` means not known. Edited as a weekly grid."""

    description = gettext_lazy("Opening hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        validate_hours(value)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return HoursFormField(
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )
