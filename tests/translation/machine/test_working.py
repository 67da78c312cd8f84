"""From the button to the passages: what is asked for is written, or stays missing with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from core.work.models import Job
from core.work.runner import run_due
from home.models import StandardPage
from tests.translation.machine.conftest import Start, ask, passages, work
from tests.translation.machine.services import FAULTS, spoken
from tests.translation.test_desk_following import edit, say, standing, version
from translation.machine import asking, budget, working
from translation.models import MachinePart, MachineRequest, MachineUsage, PastRendering
from translation.vocabularies import MachineReason
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
AT_ONCE = ("deepl", "libretranslate")
WRITTEN = {"title": "xbook", "summary": "xbook.", "body": "xtext xof xbook"}


def said(book: StandardPage) -> dict[str, str]:
    rows = StringTranslation.objects.filter(context__object_id=book.translation_key).exclude(context__path="slug")
    return {path.split(".")[0]: text for path, text in rows.values_list("context__path", "data")}


@pytest.mark.parametrize("form", AT_ONCE)
def test_missing_passages_come_back_and_wait_for_somebody(
    form: str, service: Start, book: StandardPage, begun: Translation, writer: Any
) -> None:
    service(form)
    request = ask(book, writer)
    assert (request.passages, request.characters) == (3, sum(map(len, ("Book", "Book.", "Text of Book"))))
    assert work() == []
    assert said(book) == WRITTEN
    now = standing(book)
    assert (now.machine, now.missing, now.review) == (3, 0, 0)
    request.refresh_from_db()
    assert (request.state, request.written, request.left, request.reason) == ("done", 3, {}, "")
    assert not MachinePart.objects.exists(), "texts are not kept twice"
    assert set(PastRendering.objects.filter(segment__item=now.item).values_list("machine", "author")) == {
        (True, writer.pk)
    }
    assert version(book, "hr").title == "Book", "readers read what they read"


def test_the_worker_does_it(service: Start, book: StandardPage, begun: Translation) -> None:
    service()
    Job.objects.all().delete()
    ask(book)
    run_due()
    assert said(book) == WRITTEN


def test_only_what_is_missing_goes_unless_somebody_wants_it_all(
    service: Start, book: StandardPage, published: Translation
) -> None:
    there = service()
    edit(book, summary="A book, indeed.", body=[*book.body.raw_data, {"type": "paragraph", "value": "<p>More</p>"}])
    ask(book)
    work()
    assert there.texts == ["More"]
    assert said(book)["summary"] == "Knjiga je to."
    ask(book, changed=True)
    work()
    assert there.texts[1:] == ["A book, indeed."]
    assert said(book)["summary"] == "xa xbook, xindeed."
    past = PastRendering.objects.filter(segment=passages(book)["summary"])
    assert [(one.text, one.machine) for one in past] == [("Knjiga je to.", False), ("xa xbook, xindeed.", True)]


def test_what_a_machine_wrote_for_another_original_is_no_loss(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    there = service()
    ask(book)
    work()
    edit(book, summary="A book, indeed.")
    now = standing(book)
    assert (now.editing, now.machine) == (1, 2)
    rows = StringTranslation.objects.filter(context__object_id=book.translation_key, context__path="summary")
    assert set(rows.values_list("translation_type", flat=True)) == {"machine"}, "nobody has read it meanwhile"
    ask(book)
    work()
    assert there.texts[3:] == ["A book, indeed."]
    assert standing(book).machine == 3


@pytest.mark.parametrize("form", AT_ONCE)
@pytest.mark.parametrize("fault", FAULTS)
def test_any_failure_leaves_passages_missing_with_a_reason(
    form: str, fault: str, service: Start, book: StandardPage, begun: Translation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "TRIES", 2)
    service(form, fault)
    request = ask(book)
    again = work()
    if again:
        request.refresh_from_db()
        assert again == [timedelta(seconds=15)]
        assert request.is_open
        assert work() == []
    request.refresh_from_db()
    assert (request.state, request.written) == ("failed", 0)
    assert request.reason in MachineReason.values
    assert request.left == {str(pk): request.reason for pk in passages(book).values()}
    assert standing(book).missing == 3
    assert said(book) == {}
    assert not asking.open_among([request.standing])


def test_a_service_that_comes_back_is_asked_again_at_growing_distances(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    there = service("deepl", "503")
    there.retry_after = "100"
    request = ask(book)
    assert work() == [timedelta(seconds=100)]
    there.retry_after = ""
    assert [work()[0].seconds for _ in range(3)] == [30, 60, 120]
    assert MachineUsage.objects.get().characters == 0, "nobody has taken them"
    there.fault = ""
    assert work() == []
    request.refresh_from_db()
    assert (request.state, request.reason) == ("done", "")
    assert MachineUsage.objects.get().characters == request.characters


def test_a_service_asked_too_often_is_given_up(service: Start, book: StandardPage, begun: Translation) -> None:
    there = service("deepl", "503")
    request = ask(book)
    for _ in range(working.TRIES + 2):
        work()
    request.refresh_from_db()
    assert (request.state, request.reason) == ("failed", "busy")
    assert len(there.asked) == working.TRIES


def test_fewer_texts_than_were_sent_are_taken_for_none(service: Start, book: StandardPage, begun: Translation) -> None:
    service("deepl", fewer=1)
    request = ask(book)
    work()
    request.refresh_from_db()
    assert (request.state, request.reason) == ("failed", "short")
    assert said(book) == {}


def test_a_mangled_passage_stays_missing_and_the_others_do_not(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    edit(
        book,
        summary="A book of 2026.",
        body=[{"type": "paragraph", "value": '<p>See <a href="https://x.org">it</a></p>'}],
    )
    service(
        says=lambda text: spoken(text).replace('<x id="0">2026</x>', "").replace('<a id="a1">', "").replace("</a>", "")
    )
    request = ask(book)
    work()
    request.refresh_from_db()
    names = passages(book)
    assert (request.state, request.written) == ("done", 1)
    assert request.left == {str(names["summary"]): "mangled", str(names["body"]): "mangled"}
    assert said(book) == {"title": "xbook"}


def test_what_somebody_wrote_meanwhile_is_kept(
    service: Start, book: StandardPage, begun: Translation, writer: Any
) -> None:
    names = passages(book)
    service()
    request = ask(book)
    write(standing(book), {names["title"]: "Knjiga"}, writer)
    work()
    request.refresh_from_db()
    assert request.left == {str(names["title"]): "meanwhile"}
    assert said(book) == WRITTEN | {"title": "Knjiga"}


def test_an_original_that_changed_meanwhile_gets_no_text_of_before(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    service()
    request = ask(book)
    names = passages(book)
    edit(book, summary="Another one.")
    work()
    request.refresh_from_db()
    assert request.left == {str(names["summary"]): "changed"}
    assert "summary" not in said(book)


def test_a_translation_that_was_stopped_meanwhile_is_left_alone(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    service()
    request = ask(book)
    Translation.objects.filter(pk=begun.pk).update(enabled=False)
    work()
    request.refresh_from_db()
    assert (request.state, request.reason, said(book)) == ("failed", "stopped", {})


def test_a_part_done_twice_is_done_once(service: Start, book: StandardPage, begun: Translation) -> None:
    there = service()
    ask(book)
    part = MachinePart.objects.get().pk
    work()
    working.carry_out.call(part)
    assert len(there.asked) == 1


def test_a_worker_that_died_on_the_way_is_followed_by_another(
    service: Start, book: StandardPage, begun: Translation
) -> None:
    service()
    request = ask(book)
    part = MachinePart.objects.get()
    working._begin(part.pk)  # and then it died
    working.carry_out.call(part.pk)
    request.refresh_from_db()
    assert (request.state, request.written) == ("done", 3)


def test_many_passages_go_in_parts_and_one_bad_part_harms_no_other(
    service: Start, book: StandardPage, begun: Translation, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = service("libretranslate")
    monkeypatch.setattr(
        "translation.machine.providers.libretranslate.LibreTranslate.limits", asking.Limits(texts=2, characters=5_000)
    )
    request = ask(book)
    first, second = MachinePart.objects.order_by("pk")
    working.carry_out.call(first.pk)
    request.refresh_from_db()
    assert (request.state, request.written) == ("sent", 2)
    there.fault = "400"
    working.carry_out.call(second.pk)
    request.refresh_from_db()
    assert (request.state, request.written, request.reason) == ("done", 2, "rejected")
    assert list(request.left.values()) == ["rejected"]
    assert standing(book).missing == 1


def test_a_budget_is_a_month_and_never_passed(
    service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    there = service()
    settings.MACHINE_TRANSLATION["budget"] = {"deepl": "30"}
    found = asking.estimate(standing(book))
    assert found is not None
    assert (found.name, found.characters, found.words) == ("DeepL", 21, 5)
    assert budget.spend("deepl", 10)
    assert (budget.left("deepl"), budget.most("deepl")) == (20, 30)
    assert asking.ask(found, None) is None, "there is no room for it"
    MachineUsage.objects.update(characters=0)
    request = asking.ask(found, None)
    assert request is not None
    assert budget.spend("deepl", 10), "somebody else was quicker"
    work()
    request.refresh_from_db()
    assert (request.state, request.reason, there.asked) == ("failed", "budget", [])
    MachineUsage.objects.update(month=timezone.localdate().replace(day=1) - timedelta(days=1))
    assert budget.left("deepl") == 30, "a new month"


def test_one_request_at_a_time(service: Start, book: StandardPage, begun: Translation) -> None:
    service()
    found = asking.estimate(standing(book))
    assert found is not None
    assert asking.ask(found, None) is not None
    assert asking.ask(found, None) is None
    assert MachineRequest.objects.count() == 1


def test_what_has_a_form_of_its_own_is_offered_to_no_machine(service: Start, book: StandardPage) -> None:
    service()
    assert asking.estimate(standing(book)) is None


def test_a_service_that_was_taken_away_is_asked_no_more(
    service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    there = service()
    request = ask(book)
    settings.MACHINE_TRANSLATION = there.routes() | {"routes": {}}
    work()
    request.refresh_from_db()
    assert (request.reason, there.asked) == ("off", [])


def test_the_same_text_again_is_left_to_somebody(service: Start, book: StandardPage, begun: Translation) -> None:
    say(begun, title="xbook", summary="xbook.", body="xtext xof xbook")
    assert standing(book).review == 3
    edit(book, title="book")
    service()
    request = ask(book, changed=True)
    work()
    request.refresh_from_db()
    assert list(request.left.values()) == ["same"]
    rows = StringTranslation.objects.filter(context__object_id=book.translation_key, translation_type="machine")
    assert not rows.exists()
