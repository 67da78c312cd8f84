"""When an event is: the wall clock of its place, the moment in the world, and the words for both."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date, format_interval, get_timezone_location

from agenda.vocabularies import zone
from core.i18n.languages import active_language


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day with the times the clocks at the place show. ``start_time`` ``None``: whole days."""

    start_date: date
    end_date: date
    start_time: time | None
    end_time: time | None
    time_zone: str

    @property
    def all_day(self) -> bool:
        return self.start_time is None

    @property
    def starts_at(self) -> datetime:
        """The first moment, in UTC."""
        return self._moment(self.start_date, self.start_time or time.min)

    @property
    def ends_at(self) -> datetime:
        """The moment it is over, in UTC: after whole days midnight; without an end time, one hour after the start."""
        if self.start_time is None:
            return self._moment(self.end_date + timedelta(days=1), time.min)
        if self.end_time is None:
            last = self._moment(self.end_date, self.start_time)
            return last + timedelta(hours=1) if self.end_date == self.start_date else last
        return self._moment(self.end_date, self.end_time)

    @property
    def local_start(self) -> datetime:
        """The first moment in the event's own zone."""
        return self.starts_at.astimezone(zone(self.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(zone(self.time_zone))

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=zone(self.time_zone)).astimezone(UTC)


def zone_label(period: Period) -> str:
    """``Brussels, UTC+1``: the city whose clocks are meant, in the active language, and what they are ahead of UTC."""
    offset = period.local_start.utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    shift = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"
    if period.time_zone == "UTC":
        return shift
    language = active_language()
    city = get_timezone_location(period.time_zone, Locale.parse(language), return_city=True)
    return f"{city}, {shift}"


def hours_label(period: Period) -> str:
    """``10:00–12:30``, or ``""`` for whole days."""
    if period.start_time is None:
        return ""
    start = f"{period.start_time:%H:%M}"
    return f"{start}–{period.end_time:%H:%M}" if period.end_time else start


def days_label(period: Period) -> str:
    """``6 December 2021`` or ``23–24 Sept 2019``: the days in the active language."""
    language = active_language()
    # Babel's plain English is American; a European portal writes the day first.
    locale = "en_GB" if language == "en" else language
    first, last = period.start_date, period.end_date
    if first == last:
        return format_date(first, "long", locale=locale)
    return format_interval(first, last, "yMMMd", locale=locale)
