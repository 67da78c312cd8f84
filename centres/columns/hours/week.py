"""Steps of written opening hours → what they say of a week.

People say more and more of a day: later times add to earlier ones, and what is closed, a day or half of it, is taken
away from what is open, whichever was said first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from centres.columns.hours.steps import Interval, NotReadError, Step
from centres.fields.hours import CLOSED, OPEN, UNKNOWN, DayHours

_NOON, _LUNCH_IS_OVER = "12:00", "14:00"
"""A morning begins before noon and ends with lunch at the latest; an afternoon begins at noon or later."""


def is_in(half: str, interval: Interval) -> bool:
    """Whether an interval is one of the ``morning``, or of the ``afternoon``. Raises ``NotReadError`` when it is both."""
    opens, shuts = interval
    if opens < _NOON and shuts > _LUNCH_IS_OVER:
        raise NotReadError(half)
    return (opens < _NOON) == (half == "morning")


@dataclass(slots=True)
class Said:
    """What a text has said so far; days from 0 for Monday. ``holidays_off``: public holidays are days off."""

    opened: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    closed: set[int] = field(default_factory=set)
    halves: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    holidays_off: bool = False

    def open(self, days: Iterable[int], intervals: Iterable[Interval]) -> None:
        """Adds times to days. Raises ``NotReadError`` where they overlap others: which of them hold is not said."""
        for interval in intervals:
            for day in days:
                known = self.opened[day]
                if interval in known:
                    continue
                if any(interval[0] < shuts and opens < interval[1] for opens, shuts in known):
                    known.clear()
                    raise NotReadError("-".join(interval))
                known.append(interval)

    def day(self, number: int) -> DayHours | None:
        """The hours of a day, ``None`` when nothing was said of it. Raises ``NotReadError`` as ``is_in`` does."""
        if number in self.closed:
            return DayHours(CLOSED)
        halves = self.halves.get(number, set())
        open_ = self.opened.get(number, [])
        left = sorted(one for one in open_ if not any(is_in(half, one) for half in halves))
        if left:
            return DayHours(OPEN, tuple(left))
        if open_ or len(halves) == 2:
            return DayHours(CLOSED)
        return DayHours(UNKNOWN) if halves else None

    def days(self) -> dict[int, DayHours]:
        """What was said, by day. Raises ``NotReadError`` when a half is closed that the times do not tell apart."""
        found = {number: self.day(number) for number in range(7)}
        return {number: day for number, day in found.items() if day is not None}

    @property
    def says_anything(self) -> bool:
        return bool(self.closed or self.halves or any(self.opened.values()))


@dataclass(slots=True)
class Segment:
    """Days and what is said about them, while it is being read.

    ``shut``: the days of a closing that no half has followed yet; ``halves``: those with their half; ``last``: the step
    of days that was read last.
    """

    days: list[int] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    closed: bool = False
    holidays: bool = False
    times_first: bool = False
    always: bool = False
    half: str = ""
    shut: list[tuple[int, ...]] = field(default_factory=list)
    halves: list[tuple[tuple[int, ...], str]] = field(default_factory=list)
    last: Step | None = None

    @property
    def said(self) -> bool:
        return self.closed or bool(self.intervals)

    @property
    def has_days(self) -> bool:
        return bool(self.days) or self.holidays

    def begins_anew(self, step: Step) -> bool:
        """Days after hours begin the next segment, unless hours stand first: "9-17 Monday to Friday"."""
        if step.kind in ("days", "holidays"):
            return self.said and (self.has_days or bool(self.halves)) and not self.times_first
        if step.kind == "closed":
            return bool(self.intervals) or (self.closed and self.has_days)
        return step.kind != "half" and self.times_first and self.has_days

    def take(self, step: Step) -> None:
        """Adds a step. Raises ``NotReadError`` when it does not fit what was said."""
        match step.kind:
            case "days" | "holidays":
                self._take_days(step)
            case "half":
                self._take_half(step)
            case "closed":
                self._take_closed(step)
            case _:
                self._take_times(step)

    def _take_days(self, step: Step) -> None:
        self.times_first = self.times_first or (self.said and not self.days)
        if step.kind == "holidays":
            self.holidays = True
        self.days += step.days
        if step.days:
            self.shut.append(step.days)
            self.last = step

    def split(self) -> "tuple[Segment, int] | None":
        """Times after "closed on Monday, Tuesday to Friday" are those of the last days: (their segment, its first token)."""
        if not (self.closed and self.shut and self.last and self.last.apart) or len(self.shut) + len(self.halves) < 2:
            return None
        days = self.shut.pop()
        del self.days[-len(days) :]
        return Segment(days=list(days), shut=[days]), self.last.at

    def _take_closed(self, step: Step) -> None:
        """After a half it closes that half: "Friday afternoon closed"; of several days it is not plain which."""
        self.closed = True
        if self.half:
            if len(self.shut) > 1:
                raise NotReadError(step.text)
            self.halves, self.shut = [(tuple(self.days), self.half)], []

    def _take_half(self, step: Step) -> None:
        if self.closed:
            if len(self.shut) != 1:
                raise NotReadError(step.text)
            self.halves.append((self.shut.pop(), step.half))
        elif self.intervals and _fits(step.half, self.intervals[-1]):
            self.half = ""  # A label of the times before it: "9-12 in the morning".
        else:
            self.half = step.half

    def _take_times(self, step: Step) -> None:
        wrong_half = self.half and step.kind == "interval" and not _fits(self.half, step.interval)
        if self.closed or wrong_half:
            raise NotReadError("-".join(step.interval))
        self.always = self.always or step.kind == "always"
        self.intervals.append(step.interval)
        self.half = ""


def _fits(half: str, interval: Interval) -> bool:
    """Whether times that follow the word "morning" or "afternoon" can be meant by it."""
    return interval[0] < _NOON if half == "morning" else interval[1] > _NOON


class WeekReader:
    """Reads steps into ``said``. ``read_to``: number of the first token that is not safely read, when reading stops."""

    def __init__(self) -> None:
        self.said = Said()
        self.read_to = 0
        self._segment = Segment()
        self._start = 0
        self._before: Sequence[int] = ()
        self._finishing = False

    def read(self, steps: Iterable[Step]) -> None:
        """Raises ``NotReadError`` at the first thing that is not understood; what came before it is kept."""
        last = 0
        try:
            for step in steps:
                if step.kind in ("interval", "always") and (following := self._segment.split()):
                    self._go_on(*following)
                elif self._segment.begins_anew(step):
                    self._next_segment(step)
                self._segment.take(step)
                last = step.after
            self._finish()
        except NotReadError:
            self.read_to = self._start
            if self._segment.intervals and self._segment.days and not self._finishing:
                self.said.open(self._segment.days, self._segment.intervals)
                self.read_to = last
            raise

    def _next_segment(self, step: Step) -> None:
        """A half that no time followed belongs to the closing after it: "Friday 9-12, afternoon closed"."""
        half = self._segment.half if step.kind == "closed" else ""
        if half:
            self._segment.half = ""
        self._go_on(Segment(half=half), step.at)

    def _go_on(self, following: Segment, start: int) -> None:
        self._finish()
        self._before = self._segment.days or self._before
        self._segment, self._start = following, start

    def _finish(self) -> None:
        """Writes the segment into the week."""
        self._finishing = True
        segment = self._segment
        if segment.holidays and not segment.closed:
            raise NotReadError("PH")
        if (segment.has_days and not segment.said) or (segment.intervals and segment.half):
            raise NotReadError("…")
        if segment.closed:
            self._close(segment)
        elif segment.days or segment.always:
            self.said.open(segment.days or range(7), segment.intervals)
        elif segment.intervals and self.said.says_anything:
            raise NotReadError(", ".join("-".join(pair) for pair in segment.intervals))
        self._finishing = False

    def _close(self, segment: Segment) -> None:
        said = self.said
        if segment.halves:
            if segment.shut or segment.holidays:
                # "closed on Wednesday and Friday afternoon": is Wednesday closed all day?
                raise NotReadError("…")
            for days, half in segment.halves:
                if not (days or self._before):
                    raise NotReadError("…")
                for day in days or self._before:
                    said.halves[day].add(half)
        elif segment.has_days:
            said.closed.update(segment.days)
        elif said.says_anything:
            raise NotReadError("…")
        else:
            said.closed.update(range(7))
        said.holidays_off = said.holidays_off or segment.holidays
