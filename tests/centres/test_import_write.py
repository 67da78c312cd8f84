"""An import of centres: rows land once, in whole batches, with a history, and can be taken back."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from centres.columns.public import flat
from centres.importing.work import passes, runner
from centres.importing.work.lease import Lease, LeaseLostError, halt
from centres.importing.work.runner import ask
from centres.models import Centre, DirectoryStamp, Import, Outcome, State
from centres.tasks import resume_imports
from core.work.models import Job
from core.work.runner import LEASE, run, run_due
from core.work.vocabularies import State as JobState
from search.models import IndexTask
from tests.centres.imports import BASE, as_csv, do, go_on, imported, received, some

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content(seeded: None) -> None:
    """Each test begins with the demo content."""


def test_a_row_becomes_a_published_centre_with_history(client: Any) -> None:
    user = get_user_model().objects.get(username="editor")
    batch = received(as_csv([BASE]))
    Import.objects.filter(pk=batch.pk).update(user=user)
    batch.refresh_from_db()
    do(do(batch, State.CHECKING), State.RUNNING)
    centre = Centre.objects.get(name=BASE["name"])
    assert batch.counters == {"create": 1}
    assert (centre.live, centre.slug, centre.address_level) == (True, "kuca-karijera-sunce", "address")
    assert [float(centre.latitude or 0), float(centre.longitude or 0)] == [45.3271, 14.4422]
    assert (centre.needs, centre.texts.get().summary) == (["orient", "work"], BASE["summary_hr"])
    assert centre.latest_revision == centre.live_revision is not None
    assert centre.latest_revision.as_object().texts.get().summary == BASE["summary_hr"]
    entry = ModelLogEntry.objects.for_instance(centre).get()
    assert entry.user == user
    assert entry.message == "Added by import of “centres.csv” (Partner)"
    assert IndexTask.objects.filter(source="centres", object_id=str(centre.pk)).exists()
    assert client.get(f"/hr/centri/{centre.slug}/").status_code == 200


def test_the_check_writes_nothing_into_the_directory() -> None:
    before, stamp = Centre.objects.count(), DirectoryStamp.current()
    batch = do(received(as_csv(some(3))), State.CHECKING)
    assert (batch.state, batch.counters) == (State.CHECKED, {"create": 3})
    assert (Centre.objects.count(), DirectoryStamp.current()) == (before, stamp)


def test_the_same_file_twice_changes_nothing() -> None:
    content = as_csv(some(12))
    imported(content)
    stamp, versions, entries = DirectoryStamp.current(), Revision.objects.count(), ModelLogEntry.objects.count()
    waiting = IndexTask.objects.count()
    again = imported(content)
    assert again.counters == {"same": 12}
    assert DirectoryStamp.current() == stamp
    assert (Revision.objects.count(), ModelLogEntry.objects.count()) == (versions, entries)
    assert IndexTask.objects.count() == waiting


def test_a_changed_row_changes_what_it_names_and_nothing_else() -> None:
    first = some(3)
    imported(as_csv(first))
    centre = Centre.objects.get(name=first[1]["name"])
    columns = ("name", "country", "postcode", "phone", "website")
    second = [{name: row[name] for name in columns} for row in first]
    second[1]["phone"], second[2]["website"] = "+385 21 555 666", ""
    batch = imported(as_csv(second))
    assert batch.counters == {"same": 2, "change": 1}
    assert batch.rows.get(outcome="change").changes == {"phone": [BASE["phone"], "+385 21 555 666"]}
    centre.refresh_from_db()
    assert (centre.phone, centre.street) == ("+385 21 555 666", first[1]["street"])
    assert Revision.objects.for_instance(centre).count() == 2
    assert ModelLogEntry.objects.for_instance(centre).first().message == "Changed by import of “centres.csv” (Partner)"
    emptied = imported(as_csv(second), empties=True)
    assert emptied.rows.get(outcome="change").changes == {"website": [first[2]["website"], None]}


def test_new_centres_can_wait_as_drafts(client: Any) -> None:
    imported(as_csv([BASE]), publish=False)
    centre = Centre.objects.get(name=BASE["name"])
    assert not centre.live
    assert client.get(f"/hr/centri/{centre.slug}/").status_code == 404
    changed = imported(as_csv([BASE | {"phone": "+385 51 999 999"}]), publish=False)
    assert changed.counters == {"change": 1}
    centre.refresh_from_db()
    centre.get_latest_revision().publish()
    assert Centre.objects.get(pk=centre.pk).phone == "+385 51 999 999"


def test_unpublished_words_and_locks_are_respected() -> None:
    rows = some(2)
    imported(as_csv(rows))
    drafted, locked = (Centre.objects.get(name=row["name"]) for row in rows)
    drafted.street = "Draft street 9"
    drafted.save_revision(user=get_user_model().objects.get(username="editor"))
    Centre.objects.filter(pk=locked.pk).update(locked=True)
    batch = imported(as_csv([row | {"phone": "+385 1 222 333"} for row in rows]))
    assert batch.counters == {"skipped": 2}
    reasons = [row.problems[0]["text"] for row in batch.rows.all()]
    assert "unpublished changes" in reasons[0]
    assert batch.rows.first().problems[0]["params"] == {"who": "editor"}
    assert "locked" in reasons[1]
    assert not Centre.objects.filter(phone="+385 1 222 333").exists()


def test_near_and_alike_waits_as_a_pair_until_somebody_decides() -> None:
    imported(as_csv([BASE]), source="Another partner")
    twin = BASE | {"name": "Sunce, kuća karijera", "lat": "45.327400", "website": "", "phone": "+385 51 777 888"}
    batch = do(received(as_csv([twin])), State.CHECKING)
    known = Centre.objects.get(name=BASE["name"])
    row = batch.rows.get()
    assert (row.outcome, row.centre) == (Outcome.DUPLICATE, known)
    do(batch, State.RUNNING)
    assert Centre.objects.filter(city="Rijeka", name__icontains="sunce").count() == 1
    batch.decisions = {"2": f"same:{known.pk}"}
    batch.save()
    do(do(batch, State.CHECKING), State.RUNNING)
    known.refresh_from_db()
    assert (known.name, known.phone) == (twin["name"], twin["phone"])
    assert imported(as_csv([twin])).counters == {"same": 1}


def test_two_rows_of_one_file_can_be_a_pair_too() -> None:
    rows = [BASE, BASE | {"name": "Kuća karijera „Sunce“ (Rijeka)", "street": "Korzo 1a", "website": ""}]
    batch = do(received(as_csv(rows)), State.CHECKING)
    assert batch.counters == {"create": 1, "duplicate": 1}
    assert batch.rows.get(line=3).problems == [{"twin": -2}]
    batch.decisions = {"3": "other"}
    batch.save()
    do(do(batch, State.CHECKING), State.RUNNING)
    assert batch.counters == {"create": 2}
    assert imported(as_csv(rows)).counters == {"same": 2}


def test_a_pair_never_blocks_a_known_row() -> None:
    content = as_csv([BASE])
    imported(content)
    Centre.objects.create(
        name="Kuća karijera Sunce 2", country="HR", city="Rijeka", latitude="45.3271", longitude="14.4422"
    )
    assert imported(as_csv([BASE | {"phone": "+385 51 777 000"}])).counters == {"change": 1}


def test_an_identifier_that_stands_twice_is_named() -> None:
    uid = "0b1e6b1e-6a61-4c5e-9d2b-5a8e1f5f4a10"
    rows = [{"uid": uid} | BASE, {"uid": uid} | BASE | {"name": "Somebody else", "city": "Split"}]
    batch = imported(as_csv(rows))
    assert batch.counters == {"create": 1, "error": 1}
    problem = batch.rows.get(line=3).problems[0]
    assert (problem["field"], problem["params"]) == ("uid", {"other": 2})


def test_a_description_without_a_summary_lends_its_first_sentence_and_too_long_words_are_named() -> None:
    rows = [
        BASE | {"description_fr": "Un lieu pour tous. On y vient sans rendez-vous.", "summary_fr": ""},
        BASE | {"name": "Y", "city": "Split", "description_fr": "", "summary_fr": "x" * 301},
    ]
    batch = do(received(as_csv(rows)), State.CHECKING)
    assert batch.counters == {"create": 2}
    found = {
        row.line: [(problem["field"], problem["severity"]) for problem in row.problems] for row in batch.rows.all()
    }
    assert found == {2: [("summary_fr", "warning")], 3: [("summary_fr", "dropped")]}
    assert batch.rows.get(line=2).changes["summary_fr"] == [None, "Un lieu pour tous."]


def test_what_is_proposed_never_replaces_what_somebody_wrote() -> None:
    imported(as_csv([BASE]))
    row = {name: value for name, value in BASE.items() if name != "summary_hr"}
    rows = [row | {"description_hr": "Opis kuće karijera za sve. Druga rečenica.", "phone": "+385 51 123 456 (ured)"}]
    batch = imported(as_csv(rows), language="hr")
    changes = batch.rows.get().changes
    assert "summary_hr" not in changes
    assert changes["access_note_hr"] == [None, "phone: ured"]
    assert imported(as_csv(rows), language="hr").counters == {"same": 1}


def test_a_table_that_lost_its_typography_says_nothing_new() -> None:
    imported(as_csv([BASE]))
    row = Centre.objects.get(name=BASE["name"]).texts.get()
    row.summary = BASE["summary_hr"].replace(" ", "\u00a0")
    row.save()
    assert imported(as_csv([BASE])).counters == {"same": 1}
    assert imported(as_csv([BASE | {"phone": "+385 51 000 222"}])).counters == {"change": 1}
    row.refresh_from_db()
    assert "\u00a0" in row.summary


class Killed(BaseException):
    """What a kill looks like from inside."""


def test_what_was_checked_is_written_as_it_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing has changed since the check no row is planned twice; planning again gives the same centres."""
    head = Centre.objects.exclude(network="").filter(live=True).first()
    known = some(
        7, parent=str(head.uid), services="information", age_from="16", free="yes", sources="https://a.example/"
    )
    contents = [as_csv(known[:4]), as_csv([row | {"phone": "", "free": "no", "lat": "", "lng": ""} for row in known])]

    def facts(renewed: bool) -> list[Any]:
        for content in contents:
            batch = do(received(content, empties=True), State.CHECKING)
            if renewed:
                DirectoryStamp.renew()
            do(batch, State.RUNNING)
        assert batch.counters == {"change": 4, "create": 3}
        shown = [list(batch.rows.values_list("outcome", "changes", "written"))]
        centres = Centre.objects.filter(pk__in=batch.rows.values("centre")).order_by("name")
        shown += [flat(centre) | {"uid": None} for centre in centres]
        for centre in centres:
            centre.delete()
        return shown

    anew = facts(renewed=True)
    monkeypatch.setattr(passes, "_write_planned_anew", None)
    assert facts(renewed=False) == anew


def test_a_main_centre_knows_the_branches_an_import_gave_it() -> None:
    heads = Centre.objects.filter(live=True).order_by("pk")[:2]
    usual = [ReferenceIndex.get_references_to(head).count() for head in heads]
    for number in range(2):
        imported(as_csv(some(2, parent=str(heads[number].uid))))
        branches = [ReferenceIndex.get_references_to(head).count() for head in heads]
        assert branches == [count + 2 * (place == number) for place, count in enumerate(usual)]


def test_what_has_changed_since_the_check_is_planned_anew() -> None:
    checked = do(received(as_csv(some(3))), State.CHECKING)
    imported(as_csv(some(1, phone="+385 51 111 111")), source="Somebody else")
    do(checked, State.RUNNING)
    assert checked.counters == {"create": 2, "duplicate": 1}
    answered = do(received(as_csv(some(5)[3:])), State.CHECKING)
    answered.corrections = {"2:0": "Another name"}
    answered.save()
    do(answered, State.RUNNING)
    assert Centre.objects.filter(name="Another name").exists()


@pytest.mark.parametrize("renewed", [False, True])
def test_killed_in_a_batch_and_continued(renewed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BATCH", 10)
    content = as_csv(some(35))
    batch = do(received(content), State.CHECKING)
    if renewed:
        DirectoryStamp.renew()
    before = Centre.objects.count()
    original, calls = passes.mark_written, []

    def dies(*args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Killed
        original(*args, **kwargs)

    monkeypatch.setattr(passes, "mark_written", dies)
    assert ask(batch, State.RUNNING)
    with pytest.raises(Killed):
        go_on(batch)
    monkeypatch.setattr(passes, "mark_written", original)
    batch.refresh_from_db()
    assert (batch.position, Centre.objects.count() - before) == (20, 20)
    Import.objects.filter(pk=batch.pk).update(heartbeat=None)
    assert list(Import.objects.unattended()) == [batch]
    go_on(batch)
    assert (batch.state, batch.counters) == (State.DONE, {"create": 35})
    assert Centre.objects.count() - before == 35
    assert imported(content).counters == {"same": 35}


def test_one_process_at_a_time_and_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BATCH", 5)
    batch = do(received(as_csv(some(12))), State.CHECKING)
    assert ask(batch, State.RUNNING)
    assert not ask(batch, State.RUNNING)
    lease = Lease.take(batch)
    assert lease is not None
    assert Lease.take(batch) is None
    with pytest.raises(LeaseLostError):
        passes.work(lease, lambda done: halt(done))
    batch.refresh_from_db()
    assert (batch.state, batch.position, batch.is_alive) == (State.RUNNING, 5, False)
    assert Lease.take(batch) is None
    Import.objects.filter(pk=batch.pk).update(worker="")
    go_on(batch)
    assert batch.counters == {"create": 12}


def test_undo_takes_back_what_nobody_touched_and_keeps_the_rest() -> None:
    first = some(4)
    imported(as_csv(first))
    second = [row | {"phone": "+385 1 111 222", "summary_en": "Help."} for row in first] + [BASE, *some(6)[4:]]
    batch = imported(as_csv(second))
    assert batch.counters == {"change": 4, "create": 3}
    edited, drafted = (Centre.objects.get(name=row["name"]) for row in first[:2])
    edited.phone = "+385 1 999 888"
    edited.save_revision().publish()
    drafted.street = "Draft"
    drafted.save_revision()
    mine = Centre.objects.get(name=BASE["name"])
    mine.street = "Korzo 5"
    mine.save_revision().publish()
    do(batch, State.UNDOING)
    assert batch.state == State.UNDONE
    edited.refresh_from_db()
    assert edited.phone == "+385 1 999 888"
    (kept,) = [one for row in batch.rows.filter(centre=edited) for one in row.problems]
    assert (kept["column"], kept["value"]) == ("phone", edited.phone)
    assert not edited.texts.filter(language="en").exists()
    untouched = Centre.objects.get(name=first[3]["name"])
    assert (untouched.phone, untouched.texts.count()) == (BASE["phone"], 1)
    assert untouched.latest_revision.as_object().phone == BASE["phone"]
    assert ModelLogEntry.objects.for_instance(untouched).first().message.endswith("undone")
    assert Centre.objects.filter(pk=mine.pk).exists()
    assert not Centre.objects.filter(name=second[-1]["name"]).exists()
    kept = {row.line for row in batch.rows.all() if row.problems}
    assert kept == {2, 3, 6}
    assert list(batch.rows.filter(written=True).values_list("line", flat=True)) == [3]
    versions = Revision.objects.count()
    drafted.get_latest_revision().publish()
    do(batch, State.UNDOING)
    drafted.refresh_from_db()
    assert (drafted.phone, drafted.street) == (BASE["phone"], "Draft")
    assert Revision.objects.count() == versions + 1
    assert imported(as_csv(second)).counters["create"] == 2


def test_a_batch_costs_the_same_number_of_queries_for_every_size() -> None:
    def cost(number: int, start: str) -> tuple[int, int]:
        batch = do(received(as_csv(some(number, region=start))), State.CHECKING)
        assert ask(batch, State.RUNNING)
        with CaptureQueriesContext(connection) as run:
            go_on(batch)
        with CaptureQueriesContext(connection) as undo:
            do(batch, State.UNDOING)
        return len(_statements(run)), len(_statements(undo))

    cost(1, "C")  # a process reads some content types once
    few, many = cost(5, "A"), cost(15, "B")
    assert few[0] == many[0] < 40
    assert many[1] - few[1] <= 10 * 10  # each deleted centre tells search and finder of it


def _statements(queries: Any) -> list[str]:
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_the_worker_does_it_and_goes_on_after_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BATCH", 5)
    batch = received(as_csv(some(12)))
    assert runner.begin(batch, State.CHECKING)
    monkeypatch.setattr(runner, "stopping", lambda: True)
    assert run(Job.objects.claim("long", "stopping", timezone.now(), LEASE)) == JobState.WAITING
    assert Job.objects.get(queue="long").attempts == 0  # put back after a batch, which counts as no try
    batch.refresh_from_db()
    assert (batch.state, batch.position) == (State.CHECKING, 5)
    monkeypatch.setattr(runner, "stopping", lambda: False)
    run_due()
    batch.refresh_from_db()
    assert (batch.state, batch.counters) == (State.CHECKED, {"create": 12})
    assert runner.begin(batch, State.RUNNING)
    halt(batch)
    resume_imports.call()  # what somebody stopped stays stopped
    run_due()
    batch.refresh_from_db()
    assert (batch.state, batch.position) == (State.RUNNING, 0)
    assert runner.resume(batch)
    run_due()
    batch.refresh_from_db()
    assert batch.state == State.DONE
