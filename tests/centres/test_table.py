"""The finder's table in memory: a few changes are read alone, and the result is that of reading everything."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from centres.finder import current as finder_table
from centres.finder.current import current
from centres.finder.reading import read
from centres.finder.table import Table
from centres.models import Centre, CentreText, DirectoryStamp, SpecialHours
from centres.models.stamp import KEPT_CHANGES, MAX_CHANGES, DirectoryChange, changed_since

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
HOURS = ["", "Mo-Fr 09:00-17:00", "Tu 10:00-19:00; PH off", "Sa 09:00-12:00", "Mo-Su 00:00-24:00"]


def facts(table: Table) -> dict[str, object]:
    """All a table says, in a form that can be compared."""
    return {
        "keys": [table.key(row) for row in range(len(table))],
        "ids": table.ids.tolist(),
        "slugs": table.slugs.tolist(),
        "points": np.stack([table.lat, table.lng]).round(6).astype(str).tolist(),
        "flags": np.stack([table.planned, table.closed, table.working, table.on_map]).tolist(),
        "addresses": [table.addresses.different[number] for number in table.addresses.numbers],
        "special": table.special,
        "networks": {code: table.of_network(code) for code in table.network.codes},
        "groups": {name: (group.codes, group.values.tolist()) for name, group in table.groups.items()},
        "timetables": [table.openings.timetables[number] for number in table.openings.numbers],
    }


def compare_with_a_full_reading() -> None:
    """The table of this moment must be what reading everything gives."""
    fresh = read(DirectoryStamp.current())
    fresh.refresh_openings(NOW)
    now = current(NOW)
    assert facts(now) == facts(fresh)
    for pk, centre in now.kept.items():
        assert centre.name == Centre.objects.get(pk=pk).name
        assert {t.summary for t in centre.texts.all()} == set(
            CentreText.objects.filter(centre=pk).values_list("summary", flat=True)
        )


def edit(chance: random.Random, centre: Centre) -> None:
    """Changes something about a centre, as an editor might."""
    centre.name = chance.choice(["Aachen", "Zug", "Été", centre.name])
    centre.status = chance.choice(["open", "closed", "planned", "unverified"])
    centre.country = chance.choice(["FR", "HR", "IS", "PT"])
    centre.network = chance.choice(["cisok", "other", "ohjaamo"])
    centre.spoken = chance.sample(["fr", "hr", "is", "sw"], chance.randrange(3))
    centre.needs = chance.sample(["orient", "work"], chance.randrange(3))
    centre.everyone = chance.random() < 0.5
    centre.hours = chance.choice(HOURS)
    centre.latitude, centre.longitude = chance.choice([(None, None), (45.5, 15.25), (38.5, -28.0)])
    centre.save()


def one_step(chance: random.Random) -> None:
    """One of the ways the directory changes."""
    centre = chance.choice(list(Centre.objects.all()))
    step = chance.randrange(7)
    if step == 0:
        centre.delete()
    elif step == 1:
        Centre.objects.create(name=chance.choice("ÀBc"), country="IS", spoken=["is"], live=chance.random() < 0.7)
    elif step == 2:
        centre.live = not centre.live
        centre.save()
    elif step == 3:
        CentreText.objects.filter(centre=centre).delete()
        CentreText.objects.create(centre=centre, language="en", summary=f"New {chance.random()}")
    elif step == 4:
        SpecialHours.objects.create(centre=centre, first_day=NOW.date(), last_day=NOW.date() + timedelta(days=4))
    elif step == 5:
        chosen = list(Centre.objects.values_list("pk", flat=True)[:3])
        Centre.objects.filter(pk__in=chosen).update(needs=["create"], country="HR")
        DirectoryStamp.renew(chosen)
    else:
        edit(chance, centre)


@pytest.mark.parametrize("seed", range(6))
def test_changes_alone_lead_to_the_same_table_as_everything(seeded: None, seed: int, monkeypatch: object) -> None:
    Centre.objects.first().save()
    chance = random.Random(seed)
    current(NOW).centres([int(pk) for pk in current(NOW).ids[:20]])
    full: list[object] = []
    monkeypatch.setattr(finder_table, "read", lambda stamp: full.append(stamp) or read(stamp))
    for _round in range(8):
        for _step in range(chance.randrange(1, 4)):
            one_step(chance)
        compare_with_a_full_reading()
    assert not full, "a few changes must not read the whole directory"


def test_one_save_costs_the_finder_few_queries(seeded: None) -> None:
    Centre.objects.get(slug="cisok-cakovec").save()
    current()
    Centre.objects.get(slug="cisok-cakovec").save()
    with CaptureQueriesContext(connection) as queries:
        current()
    assert len(queries) == 4
    assert all("IN (" in query["sql"] for query in queries.captured_queries[2:])


def test_written_lines_of_unchanged_centres_stay(seeded: None) -> None:
    first, second = Centre.objects.public()[:2]
    first.save()
    table = current()
    table.centres([first.pk, second.pk])
    table.written = {(first.pk, "en", ""): "one", (second.pk, "en", ""): "two", ("facets", "en"): "all"}
    first.save()
    renewed = current()
    assert set(renewed.kept) == {second.pk}
    assert set(renewed.written) == {(second.pk, "en", "")}


def test_a_branch_is_read_again_with_its_main_centre(seeded: None) -> None:
    branch = Centre.objects.public().exclude(parent=None)[0]
    branch.save()
    current().centres([branch.pk])
    parent = branch.parent
    parent.name = "Renamed"
    parent.save()
    assert current().centres([branch.pk])[0].parent.name == "Renamed"


@pytest.mark.parametrize("pks", [None, range(1, MAX_CHANGES + 2)])
def test_anything_or_too_much_reads_everything(seeded: None, pks: object) -> None:
    Centre.objects.first().save()
    token = DirectoryStamp.current()
    Centre.objects.filter(slug="cisok-cakovec").update(needs=["create"])
    DirectoryStamp.renew(pks)
    assert changed_since(token) is None
    compare_with_a_full_reading()


def test_a_rolled_back_change_is_forgotten(seeded: None) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.save()
    current(NOW)

    def change() -> None:
        centre.name = "Never"
        centre.save()
        assert "never" in current(NOW).names
        raise InterruptedError

    with pytest.raises(InterruptedError), transaction.atomic():
        change()
    assert changed_since(current(NOW).stamp) is not None
    compare_with_a_full_reading()


def test_nothing_changed_is_nothing_to_renew(seeded: None) -> None:
    before = DirectoryStamp.current()
    DirectoryStamp.renew([])
    assert DirectoryStamp.current() == before


def test_old_changes_are_forgotten_and_then_everything_is_read(seeded: None) -> None:
    Centre.objects.first().save()
    token = DirectoryStamp.current()
    some = range(1, MAX_CHANGES)
    for _time in range(KEPT_CHANGES // len(some) + 2):
        DirectoryStamp.renew(some)
    assert DirectoryChange.objects.count() <= KEPT_CHANGES + len(some)
    assert changed_since(token) is None


def test_while_one_thread_renews_the_others_answer(seeded: None) -> None:
    table = current()
    Centre.objects.first().save()
    with finder_table._renewing:
        assert current().stamp == table.stamp
    assert current().stamp != table.stamp


def test_days_with_other_hours_decide_what_is_open(seeded: None) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.hours, centre.status = "Tu-Sa 08:00-19:00", "open"
    centre.save()

    def opens(now: datetime) -> list[bool]:
        table = current(now)
        return table.groups["open"].values[:3, table.ids.tolist().index(centre.pk)].tolist()

    assert opens(NOW) == [True, True, True]
    SpecialHours.objects.create(centre=centre, first_day=date(2026, 11, 24), last_day=date(2026, 11, 28))
    assert opens(NOW) == [False, False, False]
    assert opens(NOW + timedelta(days=7)) == [True, True, True]


def test_a_new_day_is_noticed(seeded: None, count_queries: Callable) -> None:
    table = current(timezone.now())
    assert count_queries(lambda: current(timezone.now() + timedelta(days=1))) == 1
    assert current() is table
