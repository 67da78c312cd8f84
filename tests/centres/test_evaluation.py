"""Opening hours never say more than is known: conditions, school holidays, public holidays, seasons."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from centres.finder.openings import Timetable
from centres.models import Centre, SpecialHours
from centres.opening import syntax
from centres.opening.coming_days import differs_in_school_holidays
from centres.opening.schedule import Schedule, is_open_at, opens_this_week, schedule_of

PARIS = ZoneInfo("Europe/Paris")
MONDAY, SATURDAY, SUNDAY = 30, 28, 29
WEEK = "Mo-Fr 09:00-17:00"


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


def christmas(hour: int) -> datetime:
    """A Friday."""
    return datetime(2026, 12, 25, hour, tzinfo=PARIS)


def told(hours: str, now: datetime, **facts: str) -> Schedule:
    centre = Centre(**{"country": "FR", "city": "Nantes", "status": "open", "language": "fr"} | facts, hours=hours)
    with translation.override("en"):
        schedule = schedule_of(centre, now)
    assert schedule is not None
    return schedule


@pytest.mark.parametrize(
    ("hours", "now", "words"),
    [
        (f'{WEEK} || "on request"', november(SUNDAY, 3), "on request"),
        (f'{WEEK} || unknown "on request"', november(SUNDAY, 3), "on request"),
        ('Mo-Fr "on request"', november(MONDAY, 10), "on request"),
        ('"sur rendez-vous"', november(SUNDAY, 3), "sur rendez-vous"),
        ('24/7 "ask; then come"', november(SUNDAY, 3), "ask; then come"),
        (f'{WEEK}; Sa 09:00-12:00 "on request"', november(SATURDAY, 10), "on request"),
        (f'{WEEK}, Sa 09:00-12:00 "on request"', november(SATURDAY, 10), "on request"),
        ('Mo-Fr 09:00-17:00 open "op afspraak"', november(MONDAY, 10), "op afspraak"),
        (f'{WEEK}; Sa unknown "ask"', november(SATURDAY, 10), "ask"),
        (f"{WEEK}; SH off", november(MONDAY, 10), ""),
        (f"{WEEK}; SH,PH off", november(MONDAY, 10), ""),
        (f"{WEEK}; SH 10:00-12:00", november(MONDAY, 11), ""),
        ("SH Mo-Fr 10:00-12:00", november(MONDAY, 11), ""),
        ("Mo-Fr sunrise-sunset", november(MONDAY, 11), ""),
        ("Mo-Fr 09:00+", november(MONDAY, 11), ""),
    ],
)
def test_a_condition_is_ask_first(hours: str, now: datetime, words: str) -> None:
    assert not is_open_at(hours, "FR", 2.3, now)
    assert not Timetable(hours, "", "FR", None).is_open(now)
    schedule = told(hours, now)
    assert (schedule.state, schedule.sentence, schedule.words) == ("ask", "Ask first", words)


@pytest.mark.parametrize("hours", ["5000", "Mo", "Mo-Fr", "Jan", "2025-2026", "Mo 00:00-00:00", "no hours at all"])
def test_stored_text_that_says_no_hours_is_not_known(hours: str) -> None:
    assert not is_open_at(hours, "FR", None, november(MONDAY, 10))
    assert schedule_of(Centre(country="FR", hours=hours, status="open"), november(MONDAY, 10)) is None


def test_hours_without_their_condition_stay_open() -> None:
    hours = f'{WEEK} || "on request"'
    assert is_open_at(hours, "FR", None, november(MONDAY, 10))
    assert told(hours, november(MONDAY, 10)).sentence == "Open now until 17:00"
    assert told('Mo-Fr 09:00-17:00; We off "travaux"', datetime(2026, 12, 2, 10, tzinfo=PARIS)).state == "closed"


@pytest.mark.parametrize(
    "hours", [WEEK, "Mo-Su 08:00-20:00", "24/7", "Fr 09:00-17:00; Dec 24 off", "2026 Dec 20-2026 Dec 31 09:00-12:00"]
)
def test_a_public_holiday_without_a_rule_is_not_known(hours: str) -> None:
    assert not is_open_at(hours, "FR", None, christmas(10))
    schedule = told(hours, christmas(10))
    assert (schedule.state, schedule.sentence) == ("holiday", "Public holiday: hours not known, ask first")
    friday = schedule.days[4]
    assert (friday.state, friday.lines, friday.holiday) == ("holiday", ["not known"], True)


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [
        (f"{WEEK}; PH off", False),
        (f"{WEEK}; SH,PH off", False),
        (f"{WEEK}; PH 10:00-12:00", True),
        (f"{WEEK}; Dec 25 10:00-12:00", True),
        (f"{WEEK}; PH off; 2026 Dec 25 10:00-12:00", True),
        (f"{WEEK}; 2025 Dec 25 10:00-12:00", False),
        ("Mo-Th 09:00-17:00", False),
    ],
)
def test_a_rule_tells_what_is_on_a_public_holiday(hours: str, is_open: bool) -> None:
    assert is_open_at(hours, "FR", None, christmas(11)) is is_open


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("GB", date(2026, 1, 1)),
        ("XK", date(2026, 2, 17)),
        ("AL", date(2026, 12, 1)),
        ("NL", date(2026, 4, 3)),
        ("SE", date(2026, 6, 19)),
    ],
)
def test_a_day_that_any_source_calls_a_holiday_is_not_taken_for_an_ordinary_one(country: str, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    assert not is_open_at("Mo-Fr 09:00-17:00", country, None, now)
    assert not is_open_at("Mo-Fr 09:00-17:00; PH off", country, None, now)


def test_a_holiday_on_which_sources_differ_is_neither_open_nor_closed() -> None:
    good_friday = datetime(2026, 4, 3, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert told(f"{WEEK}; PH off", good_friday, country="NL", city="Utrecht").state == "holiday"
    assert told(f"{WEEK}; PH off", datetime(2026, 12, 25, 11, tzinfo=PARIS), country="NL").state == "closed"


def test_an_ordinary_day_off_stays_one_on_a_holiday() -> None:
    assert told("Mo-Th 09:00-17:00", christmas(10)).days[4].lines == ["closed"]


def test_holidays_of_a_region_without_a_rule_are_not_known_there() -> None:
    second_of_january = datetime(2026, 1, 2, 10, tzinfo=ZoneInfo("Europe/Zurich"))
    assert is_open_at(WEEK, "CH", None, second_of_january, "GE")
    assert not is_open_at(WEEK, "CH", None, second_of_january, "BE")
    assert not is_open_at(f"{WEEK}; PH 09:00-12:00", "CH", None, second_of_january, "BE")
    assert told(WEEK, second_of_january, country="CH", region="Bern", city="Thun").state == "holiday"


def test_the_next_opening_is_called_next_only_when_nothing_unknown_comes_before() -> None:
    evening = datetime(2026, 12, 24, 18, tzinfo=PARIS)
    assert told(WEEK, evening).sentence == "Closed now, next opening for certain: Monday 09:00"
    assert told(f"{WEEK}; PH off", evening).sentence == "Closed today, next opening: Monday 09:00"


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        ('Sa 09:00-12:00 "rdv"', ["09:00–12:00 (ask first)"]),
        ('Sa 09:00-12:00, Sa 14:00-16:00 "rdv"', ["09:00–12:00", "14:00–16:00 (ask first)"]),
        ('Sa "rdv"', ["ask first"]),
        ('24/7 "rdv"; Sa 09:00-12:00', ["09:00–12:00"]),
        ("Sa unknown", ["not known"]),
        ("Sa 09:00-12:00,14:00-16:00", ["09:00–12:00", "14:00–16:00"]),
        ('Sa off "rdv"', ["closed"]),
    ],
)
def test_a_day_in_lines(hours: str, lines: list[str]) -> None:
    assert told(hours, november(SATURDAY, 8)).days[5].lines == lines


@pytest.mark.parametrize(
    ("hours", "now", "saturday", "evening"),
    [
        ("Mo-Fr 08:00-18:00; Sep-Jun Sa 09:00-12:00", datetime(2026, 11, 24, tzinfo=UTC), True, False),
        ("Mo-Fr 08:00-18:00; Sep-Jun Sa 09:00-12:00", datetime(2026, 7, 7, tzinfo=UTC), False, False),
        ("24/7; Dec 24 off", datetime(2026, 11, 24, 10, tzinfo=UTC), True, True),
        ("Sa[1] 09:00-12:00", datetime(2026, 11, 24, tzinfo=UTC), False, False),
        ("Sa[1] 09:00-12:00", datetime(2026, 12, 1, tzinfo=UTC), True, False),
        ("Sa 09:00-12:00; 2026 Nov 28 off", datetime(2026, 11, 24, tzinfo=UTC), False, False),
        ("Th 14:00-20:00; 2026 Nov 26 off", datetime(2026, 11, 24, tzinfo=UTC), False, False),
        ('Sa 09:00-19:00 "rdv"', datetime(2026, 11, 24, tzinfo=UTC), False, False),
        # The Saturday of that week is All Saints' Day in 2025, and Assumption in 2026.
        ("Mo-Sa 09:00-19:00", datetime(2025, 10, 28, tzinfo=UTC), False, True),
        ("Sa 09:00-12:00; PH off", datetime(2026, 8, 11, tzinfo=UTC), False, False),
        ("Sa 09:00-12:00", datetime(2026, 8, 4, tzinfo=UTC), True, False),
    ],
)
def test_the_coming_week_itself_is_looked_at(hours: str, now: datetime, saturday: bool, evening: bool) -> None:
    assert opens_this_week(hours, "FR", None, now) == (saturday, evening)
    assert Timetable(hours, hours, "FR", None).this_week(now) == (saturday, evening)


def test_days_with_other_hours_come_after_conditions() -> None:
    closed = [SpecialHours(first_day=date(2026, 11, 29), last_day=date(2026, 11, 29))]
    centre = Centre(country="FR", hours=f'{WEEK} || "on request"', status="open")
    schedule = schedule_of(centre, november(SUNDAY, 10), special=closed)
    assert schedule is not None
    assert schedule.state == "closed"


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Mo 09:00-12:00; Dec 24 off", {(0, 12, 24)}),
        ("2026 Dec 24 off; 2026 Dec 26-2027 Jan 03 10:00-12:00", {(2026, 12, 24)}),
        ("Mar 01-Oct 31 Mo 09:00-12:00", set()),
        ("Dec 24-26 off", set()),
        ("Sep-Jun Sa 09:00-12:00", set()),
        ('Mo 09:00-12:00 "not on Dec 24"', set()),
    ],
)
def test_single_days_are_told_from_runs(hours: str, expected: set[tuple[int, int, int]]) -> None:
    assert syntax.single_days(hours) == expected


def test_holidays_in_a_comment_are_no_rule() -> None:
    assert not syntax.names_holidays('Mo 09:00-12:00 "PH off"')
    assert not syntax.closed_on_holidays('PH 10:00-12:00; Mo 09:00-12:00 "off"')
    assert syntax.closed_on_holidays("Mo 09:00-12:00; PH,SH off")


def test_school_holidays_are_named_where_the_hours_name_them() -> None:
    assert differs_in_school_holidays(Centre(hours=f"{WEEK}; SH off", status="open"))
    assert not differs_in_school_holidays(Centre(hours=f"{WEEK}; SH off", status="closed"))
    assert not differs_in_school_holidays(Centre(hours=WEEK, status="open"))
