"""Four eyes: who translated a text does not approve it, by no door, unless the partnership says so, and then it is written down."""

# ruff: noqa: F811 - fixtures of another file
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow
from wagtail_localize.models import StringTranslation, Translation

from core.admin.workflows import REVIEW
from core.letters.models import Mail
from core.people.languages import choose_language
from home.models import StandardPage
from skills.models import Competence
from tests.centres.care import commits_run
from tests.core.test_following import version
from tests.translation.test_desk_following import ALL, begun, book, edit, say, standing  # noqa: F401 - fixtures
from tests.translation.test_roles import (
    COORDINATOR,
    REVIEWER,
    TRANSLATOR,
    address,
    approve,
    is_read,
    person,
    publish_in_bulk,
    publish_in_its_editor,
    publish_on_the_desk,
    signed_in,
    to_review,
)
from translation.models import BorrowedTexts, LanguageReview, PastRendering, ReviewSettings
from translation.reviewing import own_passages, why_not
from translation.workflow import ensure_language_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def allow(yes: bool) -> None:
    ReviewSettings.objects.update_or_create(pk=ReviewSettings.objects.get().pk, defaults={"self_review": yes})


@pytest.fixture
def strict() -> None:
    """As on a site nobody has set up otherwise."""
    allow(False)


def written_by(name: str, page: StandardPage, **texts: str) -> None:
    begun = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="hr")
    say(begun, **(texts or ALL))
    own = StringTranslation.objects.filter(data__in=(texts or ALL).values(), context__object_id=page.translation_key)
    own.update(last_translated_by=person(name))
    standing(page)


def test_a_site_is_strict_unless_somebody_decides_otherwise(book: StandardPage, begun: Translation) -> None:
    written_by(REVIEWER, book)
    assert why_not(version(book, "hr"), person(REVIEWER)) == "", "the demo is tried by one person"
    ReviewSettings.objects.all().delete()
    assert why_not(version(book, "hr"), person(REVIEWER))


def update_all(client: Client, page: StandardPage) -> None:
    begun = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="hr")
    where = reverse("translation_update", args=[begun.source_id])
    client.post(where, {"publish_translations": "on"})


def drafted_again(page: StandardPage) -> None:
    target = version(page, "hr")
    target.title = "Knjiga"
    target.save_revision()


def waiting(page: StandardPage) -> None:
    to_review(signed_in(TRANSLATOR), page)


DOORS: Mapping[str, tuple[Callable[[StandardPage], None], Callable[[Client, StandardPage], Any]]] = {
    "desk": (lambda page: None, publish_on_the_desk),
    "editor": (lambda page: None, publish_in_its_editor),
    "bulk": (drafted_again, publish_in_bulk),
    "workflow": (waiting, approve),
    "all languages": (lambda page: None, update_all),
}
PEOPLE = (REVIEWER, COORDINATOR, "moderator", "administrator")


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("strict")
def test_nobody_approves_the_own_text(door: str, name: str, book: StandardPage, begun: Translation) -> None:
    before, attempt = DOORS[door]
    written_by(name, book)
    before(book)
    attempt(signed_in(name), book)
    assert not is_read(book)
    assert bool(version(book, "hr").workflow_in_progress) == (door == "workflow")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("strict")
def test_somebody_else_approves_it(door: str, book: StandardPage, begun: Translation) -> None:
    before, attempt = DOORS[door]
    written_by(TRANSLATOR, book)
    before(book)
    with commits_run():
        attempt(signed_in("moderator" if door == "all languages" else REVIEWER), book)
    assert is_read(book)


@pytest.mark.parametrize("door", DOORS)
def test_whoever_is_alone_approves_it_where_that_is_allowed(door: str, book: StandardPage, begun: Translation) -> None:
    before, attempt = DOORS[door]
    written_by("moderator", book)
    before(book)
    with commits_run():
        attempt(signed_in("moderator"), book)
    assert is_read(book)


@pytest.mark.usefixtures("strict")
def test_the_refusal_says_who_may(book: StandardPage, begun: Translation) -> None:
    written_by(REVIEWER, book)
    answer = signed_in(REVIEWER).post(address(standing(book)), {"action": "publish"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == [
        "You wrote 3 passages of “Book” yourself, and somebody else approves them. "
        "Send it for review. These may approve it: administrator, coordinator-hr, moderator, root."
    ]
    html = answer.content.decode()
    assert 'value="publish"' not in html
    assert 'value="review"' in html
    assert "These may approve it: administrator" in html


@pytest.mark.usefixtures("strict")
def test_where_nobody_else_may_the_way_out_is_named(book: StandardPage, begun: Translation) -> None:
    for name in ("administrator", "coordinator-hr", "moderator", "root"):
        type(person(REVIEWER)).objects.filter(username=name).update(is_active=False)
    written_by(REVIEWER, book)
    says = why_not(version(book, "hr"), person(REVIEWER))
    assert "Nobody else may approve texts in Croatian yet" in says
    assert "“Review of translations”" in says


@pytest.mark.usefixtures("strict")
def test_who_mends_a_colleague_s_text_approves_it(book: StandardPage, begun: Translation) -> None:
    written_by(TRANSLATOR, book, **(ALL | {"summary": "Knjga je to."}))
    written_by(REVIEWER, book, summary="Knjiga je to.")
    assert own_passages(version(book, "hr"), person(REVIEWER)) == 0
    written_by("moderator", book)
    assert own_passages(version(book, "hr"), person("moderator")) == 0, "saving a colleague's words is reading them"


@pytest.mark.usefixtures("strict")
def test_who_writes_it_anew_does_not(book: StandardPage, begun: Translation) -> None:
    written_by(TRANSLATOR, book)
    written_by(REVIEWER, book, summary="Sasvim nešto posve drugo, bez ičega zajedničkog.")
    assert own_passages(version(book, "hr"), person(REVIEWER)) == 1


@pytest.mark.usefixtures("strict")
def test_what_readers_read_already_is_no_hindrance(book: StandardPage, begun: Translation) -> None:
    written_by(REVIEWER, book)
    with commits_run():
        publish_on_the_desk(signed_in("moderator"), book)
    assert own_passages(version(book, "hr"), person(REVIEWER)) == 0
    edit(book, summary="Another book.")
    standing(book)
    written_by(REVIEWER, book, summary="Druga knjiga.")
    assert own_passages(version(book, "hr"), person(REVIEWER)) == 1


@pytest.mark.usefixtures("strict")
def test_an_original_is_nobody_s_translation(book: StandardPage, begun: Translation) -> None:
    written_by("moderator", book)
    assert own_passages(book, person("moderator")) == 0
    assert own_passages(Competence.objects.first(), person("moderator")) == 0


@pytest.mark.usefixtures("strict")
def test_what_costs_nothing_for_those_who_wrote_nothing(
    book: StandardPage, begun: Translation, django_assert_num_queries: Any
) -> None:
    written_by(TRANSLATOR, book)
    target, user = version(book, "hr"), person(REVIEWER)
    with django_assert_num_queries(2):
        assert own_passages(target, user) == 0


def history(client: Client, page: StandardPage) -> str:
    html = client.get(address(standing(page))).content.decode()
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("writer", "says"), [(TRANSLATOR, "approved by reviewer-hr"), (REVIEWER, "approved by the one who wrote it")]
)
def test_the_history_of_a_passage_says_who_approved_it(
    writer: str, says: str, book: StandardPage, begun: Translation
) -> None:
    written_by(writer, book)
    with commits_run():
        publish_on_the_desk(signed_in(REVIEWER), book)
    assert says in history(signed_in(TRANSLATOR), book)
    rows = PastRendering.objects.filter(segment__item=standing(book).item_id, locale__language_code="hr")
    assert {row.by_oneself for row in rows} == {writer == REVIEWER}
    assert {row.approved_by for row in rows} == {person(REVIEWER)}
    assert all(row.approved_at for row in rows)


@pytest.mark.parametrize(("writer", "alone"), [(TRANSLATOR, False), (REVIEWER, True)])
def test_visitors_read_whether_one_person_stands_for_a_machine_s_text(
    writer: str, alone: bool, book: StandardPage, begun: Translation, client: Client
) -> None:
    say(begun, **ALL)
    StringTranslation.objects.filter(data__in=ALL.values()).update(translation_type="machine")
    standing(book)
    written_by(writer, book)
    with commits_run():
        publish_on_the_desk(signed_in(REVIEWER), book)
    assert (
        BorrowedTexts.objects.get(translation_key=book.translation_key, locale__language_code="hr").by_oneself is alone
    )
    html = client.get(version(book, "hr").url).content.decode()
    assert ("ujedno ga je i odobrila" in html) is alone


# The setting


SETTING = "/admin/settings/translation/reviewsettings/"


@pytest.mark.parametrize("name", [TRANSLATOR, REVIEWER, COORDINATOR, "editor", "moderator", "partner"])
def test_nobody_held_by_it_changes_the_setting(name: str) -> None:
    row = ReviewSettings.objects.get()
    for where in (SETTING, f"{SETTING}{row.pk}/"):
        assert signed_in(name).post(where, {}).status_code in {302, 403}
    assert ReviewSettings.objects.get().self_review


@pytest.mark.parametrize(("language", "label"), [("en", "Review of translations"), ("hr", "Pregled prijevoda")])
def test_an_administrator_finds_it_among_the_settings(language: str, label: str) -> None:
    client, user = signed_in("administrator"), person("administrator")
    choose_language(user, language)
    assert label in client.get("/admin/").content.decode()
    client.post(client.get(SETTING, follow=True).redirect_chain[-1][0], {})
    assert not ReviewSettings.objects.get().self_review


# The workflow


def test_the_step_of_the_usual_workflow_looks_at_the_language() -> None:
    step = Task.objects.get(name=REVIEW).specific
    assert isinstance(step, LanguageReview)
    assert [group.name for group in step.groups.all()] == ["Moderators"]
    ensure_language_review()
    assert Task.objects.filter(name=REVIEW).count() == 1
    assert Workflow.objects.get(name=REVIEW).tasks.get().pk == step.pk


def test_what_waits_goes_on_waiting_when_the_step_changes(book: StandardPage, begun: Translation) -> None:
    review = Task.objects.get(name=REVIEW)
    old = GroupApprovalTask.objects.create(name="Old")
    workflow = Workflow.objects.get(name=REVIEW)
    workflow.workflow_tasks.update(task=old)
    review.specific.delete()
    GroupApprovalTask.objects.filter(pk=old.pk).update(name=REVIEW)
    old.groups.set(person("moderator").groups.all())
    written_by(TRANSLATOR, book)
    waiting(book)
    state = version(book, "hr").current_workflow_task_state
    ensure_language_review()
    assert isinstance(Task.objects.get(name=REVIEW).specific, LanguageReview)
    assert version(book, "hr").current_workflow_task_state == state
    approve(signed_in(REVIEWER), book)
    assert is_read(book)


def test_what_an_administrator_has_set_up_stays() -> None:
    workflow = Workflow.objects.get(name=REVIEW)
    other = GroupApprovalTask.objects.create(name="Another step")
    workflow.workflow_tasks.update(task=other)
    ensure_language_review()
    assert [type(task.specific) for task in workflow.tasks] == [GroupApprovalTask]


def sent(page: StandardPage) -> None:
    written_by(TRANSLATOR, page)
    with commits_run():
        waiting(page)


@pytest.mark.parametrize(
    ("name", "waits"),
    [(REVIEWER, 1), (COORDINATOR, 1), ("moderator", 1), ("administrator", 1)]
    + [(name, 0) for name in (TRANSLATOR, "reviewer-fr", "coordinator-fr", "editor", "partner")],
)
def test_a_review_waits_for_those_of_the_language(
    name: str, waits: int, book: StandardPage, begun: Translation
) -> None:
    sent(book)
    states = TaskState.objects.reviewable_by(person(name)).filter(workflow_state__object_id=str(version(book, "hr").pk))
    assert states.count() == waits
    start = signed_in(name).get("/admin/").content.decode()
    state = version(book, "hr").current_workflow_task_state
    offered = reverse("wagtailadmin_pages:workflow_action", args=[version(book, "hr").pk, "approve", state.pk])
    assert (offered in start) == bool(waits)


def test_a_competence_waits_for_those_of_its_language() -> None:
    one = Competence.objects.filter(locale__language_code="hr").first()
    one.save_revision()
    Workflow.objects.get(name=REVIEW).start(one, person("editor"))
    for name, waits in ((REVIEWER, 1), ("reviewer-fr", 0)):
        assert TaskState.objects.reviewable_by(person(name)).count() == waits


def test_reviewers_of_the_language_are_written_to_in_theirs(
    book: StandardPage, begun: Translation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "core.letters.backend.EmailBackend"
    choose_language(person(REVIEWER), "hr")
    Mail.objects.all().delete()
    sent(book)
    told = {one.to: one for one in Mail.objects.all()}
    assert {f"{REVIEWER}@example.org", f"{COORDINATOR}@example.org", "moderator@example.org"} <= told.keys()
    assert not {"reviewer-fr@example.org", f"{TRANSLATOR}@example.org", "editor@example.org"} & told.keys()
    croatian, english = told[f"{REVIEWER}@example.org"].text, told["moderator@example.org"].text
    assert "Knjiga" in croatian
    assert ("submitted" in croatian, "submitted" in english) == (False, True)


@pytest.mark.parametrize("name", ["reviewer-fr", "coordinator-fr", "editor", TRANSLATOR])
def test_nobody_else_takes_a_step_of_the_review(name: str, book: StandardPage, begun: Translation) -> None:
    sent(book)
    target = version(book, "hr")
    state = target.current_workflow_task_state
    for act in ("approve", "reject"):
        signed_in(name).post(
            reverse("wagtailadmin_pages:workflow_action", args=[target.pk, act, state.pk]), {"comment": "x"}
        )
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.usefixtures("strict")
def test_the_button_to_approve_one_s_own_is_not_offered(book: StandardPage, begun: Translation) -> None:
    written_by(REVIEWER, book)
    waiting(book)
    target = version(book, "hr")
    step = target.current_workflow_task
    assert {name for name, _verb, _modal in step.get_actions(target, person(REVIEWER))} == {"reject"}
    assert {name for name, _verb, _modal in step.get_actions(target, person(COORDINATOR))} == {"reject", "approve"}
