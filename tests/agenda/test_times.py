"""When an event is: zones, summer time, whole days, and the border between past and coming."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from agenda.models import EventPage
from agenda.times import Period, days_label, hours_label, zone_label


def period(**changes: object) -> Period:
    values: dict = {
        "start_date": date(2026, 7, 1),
        "end_date": date(2026, 7, 1),
        "start_time": time(10),
        "end_time": time(12, 30),
        "time_zone": "Europe/Zagreb",
    }
    return Period(**{**values, **changes})


def test_the_clock_of_the_place_gives_the_moment_in_summer_and_winter() -> None:
    winter = date(2026, 1, 15)

    assert period().starts_at == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert period(start_date=winter, end_date=winter).starts_at == datetime(2026, 1, 15, 9, tzinfo=UTC)
    assert period(time_zone="Europe/Lisbon").starts_at == datetime(2026, 7, 1, 9, tzinfo=UTC)


def test_an_event_over_the_change_of_clocks_keeps_its_wall_times() -> None:
    over = period(start_date=date(2026, 3, 28), end_date=date(2026, 3, 29), start_time=time(20), end_time=time(10))

    assert (over.ends_at - over.starts_at).total_seconds() == 13 * 3600
    assert over.local_end.hour == 10


def test_whole_days_end_at_midnight_of_the_place() -> None:
    whole = period(start_time=None, end_time=None, end_date=date(2026, 7, 2))

    assert whole.all_day
    assert whole.starts_at == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert whole.ends_at == datetime(2026, 7, 2, 22, tzinfo=UTC)
    assert hours_label(whole) == ""


def test_without_an_end_it_lasts_an_hour_for_the_calendar() -> None:
    assert (period(end_time=None).ends_at - period(end_time=None).starts_at).total_seconds() == 3600
    assert hours_label(period(end_time=None)) == "10:00"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Zagreb, UTC+2"), ("hr", "Zagreb, UTC+2"), ("fr", "Zagreb, UTC+2")],
)
def test_the_zone_is_named_by_its_city(language: str, expected: str) -> None:
    with translation.override(language):
        assert zone_label(period()) == expected


def test_the_city_speaks_the_readers_language() -> None:
    brussels = period(time_zone="Europe/Brussels")
    with translation.override("fr"):
        assert zone_label(brussels).startswith("Bruxelles")
    with translation.override("nl"):
        assert zone_label(brussels).startswith("Brussel,")
    with translation.override("en"):
        assert zone_label(period(time_zone="UTC")) == "UTC"


def test_days_are_written_as_in_europe() -> None:
    with translation.override("en"):
        assert days_label(period()) == "1 July 2026"
        assert days_label(period(start_date=date(2019, 9, 23), end_date=date(2019, 9, 24))) == "23–24 Sept 2019"
    with translation.override("hr"):
        assert days_label(period()) == "1. srpnja 2026."


def event(**changes: object) -> EventPage:
    values: dict = {
        "title": "T",
        "slug": "t",
        "summary": "S",
        "start_date": date(2026, 7, 1),
        "start_time": time(10),
        "end_time": time(12),
    }
    return EventPage(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_date": date(2026, 6, 30)}, "end_date"),
        ({"start_time": None}, "start_time"),
        ({"end_time": time(9)}, "end_time"),
    ],
)
@pytest.mark.django_db
def test_impossible_times_are_refused_at_their_field(changes: dict, field: str) -> None:
    wrong = event(**changes)
    wrong.starts_at, wrong.ends_at = wrong.period.starts_at, wrong.period.ends_at

    with pytest.raises(ValidationError) as caught:
        wrong.clean()
    assert field in caught.value.message_dict


@pytest.mark.django_db
def test_an_event_of_one_day_with_a_later_end_is_fine() -> None:
    right = event(end_date=date(2026, 7, 2), end_time=time(9))
    right.starts_at, right.ends_at = right.period.starts_at, right.period.ends_at
    right.clean()
