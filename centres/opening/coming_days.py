"""Which days of the coming weeks differ from the week shown: days with other hours and public holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_interval, format_skeleton
from django.utils.translation import gettext as _

from centres.opening.public_holidays import is_certain, is_holiday
from centres.opening.regional_holidays import are_known
from centres.opening.syntax import closed_on_holidays, names_holidays, names_school_holidays
from centres.vocabularies import NOBODY_THERE
from core.i18n.languages import active_language

if TYPE_CHECKING:
    from centres.models import Centre, SpecialHours

AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class ComingDays:
    """One line: ``when`` (``24–31 Dec``), ``hours`` (``closed``), ``reason`` in the language of the centre's name."""

    when: str
    hours: str
    reason: str


def _locale() -> str:
    language = active_language()
    return "en_GB" if language == "en" else language


def _when(first: date, last: date) -> str:
    if first == last:
        return format_skeleton("MMMMEEEEd", first, locale=_locale())
    return format_interval(first, last, "MMMMd", locale=_locale())


def special_days(entries: Sequence["SpecialHours"], today: date) -> list[ComingDays]:
    """Days with other hours from ``today`` to sixty days ahead, those of the same days in one line."""
    found: dict[tuple[date, date], list[SpecialHours]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.first_day, entry.last_day, entry.interval or ())):
        if entry.last_day >= today and entry.first_day <= today + AHEAD:
            found.setdefault((entry.first_day, entry.last_day), []).append(entry)
    lines = []
    for (first, last), same_days in found.items():
        intervals = [f"{entry.interval[0]}–{entry.interval[1]}" for entry in same_days if entry.interval]
        reason = next((entry.reason for entry in same_days if entry.reason), "")
        lines.append(ComingDays(_when(first, last), ", ".join(intervals) or _("closed"), reason))
    return lines


@dataclass(frozen=True, slots=True)
class HolidaysAhead:
    """``days``: the public holidays of the next sixty days; ``closed``: the centre is, else nobody knows."""

    days: list[str]
    closed: bool

    @property
    def text(self) -> str:
        """The days in a row, to stand before a full stop: some languages end short months with one."""
        return " · ".join(self.days).removesuffix(".")


def holidays_ahead(centre: "Centre", today: date) -> HolidaysAhead | None:
    """Public holidays of country and region to come; ``None`` when there are none, or the hours say when it opens."""
    closed = closed_on_holidays(centre.hours)
    if not centre.hours or centre.status in NOBODY_THERE or (names_holidays(centre.hours) and not closed):
        return None
    days = (today + timedelta(days=number) for number in range(AHEAD.days + 1))
    counts = is_certain if closed else is_holiday
    found = [_when(day, day) for day in days if counts(centre.country, centre.region, centre.city, day)]
    return HolidaysAhead(found, closed) if found else None


def differs_in_school_holidays(centre: "Centre") -> bool:
    """Whether the hours say that school holidays are another matter; when those are is not known here."""
    return names_school_holidays(centre.hours) and centre.status not in NOBODY_THERE


def holiday_gap(centre: "Centre") -> str:
    """What is not known about the centre's public holidays, in words; ``""`` when nothing is missing."""
    if not centre.hours or centre.status in NOBODY_THERE or are_known(centre.country, centre.region, centre.city):
        return ""
    return _("Holidays of the region are not taken into account: ask the centre.")
