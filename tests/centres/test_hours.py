"""Opening hours: the grid, its mistakes, and what they mean at a moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from centres.fields.hours import CLOSED, OPEN, UNKNOWN, HoursFormField, HoursWidget, format_week, grid_of, parse_week
from centres.models import Centre
from centres.opening.schedule import is_open_at, opens_this_week, schedule_of
from centres.opening.zones import zone_of

BELLINZONA = "Mo-We,Fr 12:00-18:00; Th 14:00-20:00; Sa 09:00-12:00"
ZURICH = ZoneInfo("Europe/Zurich")


def grid(**days: tuple[str, list[str]]) -> dict:
    rows = [{"state": UNKNOWN, "times": [""] * 4} for _ in range(7)]
    for name, (state, times) in days.items():
        index = ("mo", "tu", "we", "th", "fr", "sa", "su").index(name)
        rows[index] = {"state": state, "times": (times + [""] * 4)[:4]}
    return {"days": rows, "holidays_off": False}


def test_stored_hours_come_back_as_the_same_grid() -> None:
    week = parse_week(BELLINZONA)
    assert week is not None
    assert [day.state for day in week.days] == [OPEN] * 6 + [CLOSED]
    assert parse_week(format_week(week)) == week
    assert HoursFormField().to_python(grid_of(BELLINZONA)) == format_week(week)


def test_unknown_days_stay_unknown() -> None:
    text = HoursFormField().to_python(grid(mo=(OPEN, ["9", "12.30", "13h30", "17:00"]), su=(CLOSED, [])))
    assert text == "Mo 09:00-12:30,13:30-17:00; Tu-Sa unknown; Su off"
    assert HoursFormField().to_python(grid()) == ""


def test_an_expression_beyond_the_grid_is_kept_as_text() -> None:
    text = "Jan-Mar Mo 10:00-12:00"
    assert parse_week(text) is None
    assert HoursFormField().to_python(text) == text
    assert HoursWidget().get_context("hours", text, {"id": "id_hours"})["widget"]["text"] == text


@pytest.mark.parametrize(
    "value",
    [
        grid(mo=(OPEN, [])),
        grid(mo=(OPEN, ["09:00"])),
        grid(mo=(OPEN, ["12:00", "09:00"])),
        grid(mo=(OPEN, ["25:00", "26:00"])),
        grid(mo=(OPEN, ["<script>", "x"])),
        grid(mo=(CLOSED, ["09:00", "10:00"])),
        grid(mo=(OPEN, ["09:00", "12:00", "11:00", "13:00"])),
        "lun-ven 9h-17h",
        "Mo",
        "Jan",
        "Mo-Fr",
        "Mo-Fr open",
        "Mo-Fr 09:00-12:00, Sa",
        "2025-2026",
        "5000",
        "Mo 00:00-00:00",
        "x" * 8000,
    ],
)
def test_mistakes_are_refused_with_a_reason(value: object) -> None:
    with pytest.raises(ValidationError) as error:
        HoursFormField().clean(value)
    assert error.value.messages[0]


def test_a_mistake_names_its_day_in_the_editors_language() -> None:
    with translation.override("hr"), pytest.raises(ValidationError) as error:
        HoursFormField().clean(grid(tu=(OPEN, ["99:00", "10:00"])))
    assert "utorak" in error.value.messages[0]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 23, 12, 0), True),
        (datetime(2026, 11, 23, 11, 59), False),
        (datetime(2026, 11, 26, 19, 30), True),
        (datetime(2026, 11, 29, 10, 0), False),
    ],
)
def test_open_at_the_clock_of_the_place(moment: datetime, expected: bool) -> None:
    there = moment.replace(tzinfo=ZURICH)
    assert is_open_at(BELLINZONA, "CH", 9.0, there.astimezone(ZoneInfo("UTC"))) is expected


def test_public_holidays_of_the_country_count() -> None:
    hours = f"{BELLINZONA}; PH off"
    swiss_national_day = datetime(2025, 8, 1, 13, 0, tzinfo=ZURICH)
    assert not is_open_at(hours, "CH", 9.0, swiss_national_day)
    assert is_open_at(hours, "FR", 2.0, datetime(2025, 8, 1, 13, 0, tzinfo=ZoneInfo("Europe/Paris")))


def test_saturday_and_evening() -> None:
    now = datetime(2026, 11, 24, 10, 0, tzinfo=ZURICH)
    assert opens_this_week(BELLINZONA, "CH", None, now) == (True, True)
    assert opens_this_week("Mo-Fr 09:00-17:00", "CH", None, now) == (False, False)
    assert opens_this_week("no hours", "CH", None, now) == (False, False)


def test_a_week_with_today_marked_and_a_sentence() -> None:
    centre = Centre(country="CH", hours=BELLINZONA, status="open", hours_as_of="2020-01")
    sunday = schedule_of(centre, datetime(2026, 11, 29, 10, 0, tzinfo=ZURICH))
    assert sunday is not None
    assert [day.today for day in sunday.days] == [False] * 6 + [True]
    assert sunday.sentence == "Closed today, next opening: Monday 12:00"
    assert not sunday.confirmed
    assert "January 2020" in sunday.note
    thursday = schedule_of(centre, datetime(2026, 11, 26, 15, 0, tzinfo=ZURICH))
    assert thursday is not None
    assert thursday.sentence == "Open now until 20:00"


def test_nothing_is_claimed_without_hours_or_when_nobody_is_there() -> None:
    assert schedule_of(Centre(country="CH", hours="", status="open")) is None
    assert schedule_of(Centre(country="CH", hours=BELLINZONA, status="closed")) is None


def test_overseas_clocks() -> None:
    assert zone_of("FR", 55.5).key == "Indian/Reunion"
    assert zone_of("ES", -15.4).key == "Atlantic/Canary"
    assert zone_of("FR").key == "Europe/Paris"
