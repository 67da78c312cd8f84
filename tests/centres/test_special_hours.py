"""Days with other hours and public holidays: what is evaluated, what the page says."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import opening_hours
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext

from centres.models import Centre, SpecialHours
from centres.opening import rules as special_hours
from centres.opening.coming_days import HolidaysAhead, holiday_gap, holidays_ahead, special_days
from centres.opening.public_holidays import is_holiday
from centres.opening.regional_holidays import are_known, part_of, regional_days
from centres.opening.schedule import is_open_at, schedule_of

WEEK = "Mo-Fr 09:00-17:00; Sa-Su off; PH off"
BRUSSELS = ZoneInfo("Europe/Brussels")
THURSDAY = date(2026, 12, 24)


def days(first: date, last: date | None = None, opens: int | None = None, closes: int = 0, **more: Any) -> SpecialHours:
    times = {} if opens is None else {"opens": time(opens), "closes": time(closes)}
    return SpecialHours(first_day=first, last_day=last or first, **times, **more)


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, 30, tzinfo=BRUSSELS)


def test_rules_are_valid_and_the_shorter_run_wins() -> None:
    entries = [
        days(THURSDAY, opens=9, closes=12),
        days(THURSDAY, opens=14, closes=16),
        days(date(2026, 12, 21), date(2027, 1, 3)),
        days(date(2026, 12, 31), opens=20, closes=0),
    ]
    rules = special_hours.as_rules(entries)
    assert rules == ("2026 Dec 21-2027 Jan 03 off; 2026 Dec 24 09:00-12:00,14:00-16:00; 2026 Dec 31 20:00-24:00")
    hours = special_hours.join(WEEK, rules)
    assert opening_hours.validate(hours)
    expected = {(18, 10): True, (21, 10): False, (24, 10): True, (24, 13): False, (24, 14): True, (31, 23): True}
    assert {key: is_open_at(hours, "BE", None, at(*key)) for key in expected} == expected
    assert not is_open_at(hours, "BE", None, datetime(2027, 1, 1, 10, 0, tzinfo=BRUSSELS))


def test_without_rules_nothing_changes_and_an_unknown_week_stays_unknown() -> None:
    assert special_hours.join(WEEK, "") == WEEK
    assert special_hours.join("", "") == ""
    only = special_hours.join("", special_hours.as_rules([days(THURSDAY, opens=9, closes=12)]))
    assert is_open_at(only, "BE", None, at(24, 10))
    assert not is_open_at(only, "BE", None, at(23, 10))


@pytest.mark.parametrize(
    ("country", "region", "city", "part"),
    [
        ("CH", "Ticino", "Bellinzona", "TI"),
        ("CH", "TI", "Bellinzona", "TI"),
        ("CH", "", "Genève", "GE"),
        ("DE", "", "Berlin", "BE"),
        ("IT", "Lombardia", "Milano", "MI"),
        ("IT", "Milano", "Legnano", ""),
        ("FR", "La Réunion", "Saint-Denis", "974"),
        ("FR", "", "Paris", ""),
        ("XK", "", "Prishtina", ""),
        ("??", "", "", ""),
    ],
)
def test_the_part_of_a_country_is_found_by_name(country: str, region: str, city: str, part: str) -> None:
    assert part_of(country, region, city) == part


def test_regional_holidays_count_as_those_of_the_country() -> None:
    assert not is_open_at(WEEK, "CH", None, at(8, 10), "TI")
    assert is_open_at(WEEK, "CH", None, at(8, 10))
    assert regional_days("CH", "Ticino", "", date(2026, 12, 1), date(2026, 12, 31)) == [
        date(2026, 12, 8),
        date(2026, 12, 26),
    ]
    assert is_holiday("CH", "Ticino", "", date(2026, 12, 8))
    assert is_holiday("BE", "", "", date(2026, 12, 25))
    assert not is_holiday("BE", "", "", date(2026, 12, 8))


def test_an_exception_opens_even_a_holiday() -> None:
    rules = special_hours.as_rules([days(date(2026, 12, 25), opens=10, closes=12)])
    assert is_open_at(special_hours.join(WEEK, rules), "BE", None, at(25, 10))


def test_a_run_of_other_hours_opens_no_holiday() -> None:
    rules = special_hours.as_rules([days(date(2026, 12, 21), date(2026, 12, 31), opens=10, closes=12)])
    hours = special_hours.join(WEEK, rules)
    assert is_open_at(hours, "BE", None, at(24, 10))
    assert not is_open_at(hours, "BE", None, at(25, 10))


def test_what_is_not_known_about_holidays_is_said() -> None:
    assert are_known("FR", "", "Paris")
    assert not are_known("CH", "", "Bellinzona")
    assert are_known("XK", "", "Prishtina")
    with translation.override("en"):
        assert "not taken into account" in holiday_gap(Centre(country="CH", hours=WEEK, status="open"))
        assert holiday_gap(Centre(country="CH", hours="", status="open")) == ""
        assert holiday_gap(Centre(country="CH", region="Ticino", hours=WEEK, status="open")) == ""


def test_a_special_day_replaces_its_day_in_the_week_and_is_named() -> None:
    centre = Centre(country="BE", hours=WEEK, status="open", checked_on=date(2026, 12, 1))
    special = [days(THURSDAY, opens=10, closes=12, reason="avant Noël"), days(date(2026, 12, 23))]
    with translation.override("en"):
        week = schedule_of(centre, at(23, 11), special=special)
    assert week is not None
    wednesday, thursday, friday = week.days[2:5]
    assert (wednesday.state, wednesday.special, wednesday.reason) == ("closed", True, "")
    assert (thursday.intervals, thursday.special, thursday.reason) == ((("10:00", "12:00"),), True, "avant Noël")
    assert (friday.state, friday.special, friday.holiday) == ("closed", False, True)
    assert week.sentence == "Closed today, next opening: Thursday 10:00"


def test_lines_of_the_list_know_exceptions_by_rules_alone() -> None:
    centre = Centre(country="BE", hours=WEEK, status="open")
    week = schedule_of(centre, at(24, 11), rules="2026 Dec 24 off")
    assert week is not None
    assert week.state == "closed"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "24 Dec – 3 Jan"), ("fr", "24 déc. – 3 janv."), ("hr", "24. pro – 03. sij")],
)
def test_coming_days_are_listed_for_sixty_days(language: str, expected: str) -> None:
    entries = [
        days(date(2026, 11, 1)),
        days(THURSDAY, date(2027, 1, 3), reason="congés"),
        days(date(2026, 12, 10), opens=14, closes=0),
        days(date(2026, 12, 10), opens=9, closes=12),
        days(date(2027, 3, 1)),
    ]
    with translation.override(language):
        lines = special_days(entries, date(2026, 12, 1))
        assert [line.hours for line in lines] == ["09:00–12:00, 14:00–24:00", gettext("closed")]
        # CLDR puts thin spaces around the dash.
        assert lines[1].when.replace("\u2009", " ") == expected
        assert [line.reason for line in lines] == ["", "congés"]


def test_public_holidays_ahead_are_named_with_what_is_known_of_them() -> None:
    with translation.override("en"):
        today = date(2026, 12, 1)
        days_off = ["Friday 25 December", "Friday 1 January"]
        assert holidays_ahead(Centre(country="BE", hours=WEEK, status="open"), today) == HolidaysAhead(days_off, True)
        not_known = holidays_ahead(Centre(country="BE", hours="Mo-Fr 09:00-17:00", status="open"), today)
        assert not_known == HolidaysAhead(days_off, False)
        said = Centre(country="BE", hours="Mo-Fr 09:00-17:00; PH 10:00-12:00", status="open")
        assert holidays_ahead(said, today) is None
        assert holidays_ahead(Centre(country="BE", hours="", status="open"), today) is None


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (days(THURSDAY, date(2026, 12, 1)), "last_day"),
        (SpecialHours(first_day=THURSDAY, last_day=THURSDAY, opens=time(9)), "closes"),
        (SpecialHours(first_day=THURSDAY, last_day=THURSDAY, closes=time(9)), "opens"),
        (days(THURSDAY, opens=12, closes=9), "closes"),
    ],
)
def test_mistakes_name_their_field(entry: SpecialHours, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        entry.full_clean(exclude=["centre"])
    assert list(error.value.message_dict) == [field]


@pytest.mark.django_db
def test_rules_of_many_centres_cost_one_query(seeded: None, max_queries: Any) -> None:
    today = timezone.localdate()
    first, second = Centre.objects.order_by("pk")[:2]
    for centre in (first, second):
        SpecialHours.objects.create(centre=centre, first_day=today)
        SpecialHours.objects.create(centre=centre, first_day=today - timedelta(days=60))
        SpecialHours.objects.create(centre=centre, first_day=today + timedelta(days=500))
    with max_queries(1):
        found = special_hours.rules()
    assert found.keys() == {first.pk, second.pk}
    assert found[first.pk].count("off") == 1
    assert special_hours.rules([second.pk]).keys() == {second.pk}
