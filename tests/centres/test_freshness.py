"""How long a check counts: the same answer in Python and in SQL, for every interval."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from centres.fields.partial_dates import months_before
from centres.models import Centre
from centres.telling.freshness import is_fresh, last_check, to_confirm

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 24), 12, date(2025, 11, 24)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 1, 15), 24, date(2024, 1, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("months", [None, 3, 6, 12, 24, 7])
def test_sql_and_python_agree_on_the_last_day(seeded: None, months: int | None, max_queries: Any) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    counted = months if months in (3, 6, 12, 24) else 12
    limit = months_before(TODAY, counted)
    for checked_on, fresh in [(limit, True), (limit - timedelta(days=1), False), (None, False)]:
        Centre.objects.filter(pk=centre.pk).update(checked_on=checked_on, review_months=months)
        centre.refresh_from_db()
        assert is_fresh(centre, TODAY) is fresh
        assert to_confirm(centre, TODAY) is not fresh
        with max_queries(1):
            assert (centre.pk in set(Centre.objects.to_confirm(TODAY).values_list("pk", flat=True))) is not fresh


@pytest.mark.django_db
def test_what_needs_care_is_asked_in_sql(seeded: None) -> None:
    centres = list(Centre.objects.all())
    there = [centre for centre in centres if centre.status not in ("closed", "suspended", "planned")]
    without_hours = {centre.pk for centre in there if not centre.hours}
    assert 0 < len(without_hours) < len(there)
    assert set(Centre.objects.without_hours().values_list("pk", flat=True)) == without_hours
    unverified = {c.pk for c in centres if c.status != "closed" and (c.unverified or c.status == "unverified")}
    assert set(Centre.objects.unverified().values_list("pk", flat=True)) == unverified
    sure = Centre.objects.get(pk=next(iter(unverified)))
    Centre.objects.filter(pk=sure.pk).update(unverified=[], status="open")
    assert not Centre.objects.unverified().filter(pk=sure.pk).exists()


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("owner", "Checked on 3 May 2026 by the centre itself"),
        ("editor", "Checked on 3 May 2026 by an editor"),
        ("source", "Checked on 3 May 2026 with a public source"),
        ("", "Checked on 3 May 2026"),
    ],
)
def test_it_says_who_checked(by: str, sentence: str) -> None:
    with translation.override("en"):
        assert last_check(Centre(checked_on=date(2026, 5, 3), checked_by=by)) == sentence
        assert last_check(Centre(as_of="2024-08")) == "Last information: August 2024"
        assert last_check(Centre()) == "Last information: undated"
