"""A form of the admin that is sent twice is done once; what a review cannot do any more is said, and nothing is lost."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from centres.models import Centre
from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_editing import address
from tests.forms import posted_as_it_is

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
REJECT = APPROVE | {"workflow-action-name": "reject", "workflow-action-extra-data": '{"comment": "No."}'}


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def a_page() -> StandardPage:
    return StandardPage.objects.filter(live=True, locale__language_code="fr", alias_of=None).first()


def form_of(client: Client, one: Any) -> dict[str, Any]:
    return posted_as_it_is(client.get(address(one)).content.decode(), type(one)) | body_of(one)


def body_of(one: Any) -> dict[str, Any]:
    """A stream of one paragraph, which a script draws in a browser."""
    if not isinstance(one, StandardPage):
        return {}
    text = '{"blocks": [{"key": "a", "text": "Un mot.", "type": "unstyled"}], "entityMap": {}}'
    block = {"type": "paragraph", "order": "0", "deleted": "", "id": "", "value": text}
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in block.items()}


def said(response: HttpResponse) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def in_review(one: Any, who: str = "editor") -> dict[str, Any]:
    client = signed_in(who)
    assert (
        client.post(address(one), form_of(client, one) | {"action-submit": "1", "summary": "New."}).status_code == 302
    )
    one.refresh_from_db()
    assert one.workflow_in_progress
    return form_of(signed_in("moderator"), one)


@pytest.mark.parametrize(
    "action", [{"action-publish": "1"}, {"action-submit": "1"}, {}], ids=["publish", "submit", "save"]
)
def test_a_doubled_click_is_done_once_and_told_once(action: dict[str, str]) -> None:
    page, client = a_page(), signed_in("moderator")
    form = form_of(client, page) | {"summary": "Doubled."} | action
    before = page.revisions.count()
    first, second = client.post(address(page), form), client.post(address(page), form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert page.revisions.count() == before + 1
    page.refresh_from_db()
    assert page.has_unpublished_changes is ("action-publish" not in action)
    told = client.get(second["Location"])
    assert page.title in said(told)


@pytest.mark.parametrize("action", [APPROVE, REJECT], ids=["approve", "reject"])
def test_a_review_is_decided_once(action: dict[str, str]) -> None:
    page = a_page()
    form = in_review(page) | action
    moderator = signed_in("moderator")
    assert {moderator.post(address(page), form).status_code for _click in range(3)} == {302}
    page.refresh_from_db()
    approved = action is APPROVE
    assert page.live
    assert (page.summary == "New.") is approved
    assert page.has_unpublished_changes is not approved
    assert page.workflow_states.count() == 1


def test_what_saves_itself_in_the_background_begins_and_decides_nothing() -> None:
    page = a_page()
    form = in_review(page)
    moderator, revisions = signed_in("moderator"), page.revisions.count()
    for action in (APPROVE, REJECT, {"action-publish": "1"}, {"action-cancel-workflow": "1"}):
        answer = moderator.post(
            address(page), form | action | {"summary": "Later."}, headers={"accept": "application/json"}
        )
        assert answer.status_code == 400
        assert answer.json()["success"] is False
    page.refresh_from_db()
    assert (page.workflow_in_progress, page.revisions.count()) == (True, revisions)


def test_two_moderators_decide_and_the_second_loses_no_word() -> None:
    page = a_page()
    form = in_review(page)
    assert signed_in("administrator").post(address(page), form | APPROVE).status_code == 302
    late = signed_in("moderator").post(address(page), form | APPROVE | {"summary": "My words."})
    assert late.status_code == 200
    assert "The review has moved on" in late.content.decode()
    assert "My words." in late.content.decode()
    page.refresh_from_db()
    assert not page.has_unpublished_changes


@pytest.mark.parametrize("action", ["action-cancel-workflow", "action-restart-workflow", "action-submit"])
def test_a_review_that_ended_meanwhile_is_neither_cancelled_nor_begun_again(action: str) -> None:
    page = a_page()
    in_review(page)
    editor = signed_in("editor")
    if action != "action-submit":
        form = form_of(editor, page)
        WorkflowState.objects.get(object_id=str(page.pk)).cancel()
    else:
        form = form_of(editor, page)
    answer = editor.post(address(page), form | {action: "1"}, follow=True)
    assert answer.status_code == 200
    assert re.search(
        "The review (has moved on|had ended already)|as it is locked", answer.content.decode() + said(answer)
    )
    assert page.workflow_states.count() == 1


def test_a_centre_is_decided_once_too() -> None:
    centre = Centre.objects.filter(live=True).first()
    draft = centre.get_latest_revision_as_object()
    draft.street = "Ulica 7"
    draft.save_revision()
    centre.get_workflow().start(centre, None)
    moderator = signed_in("moderator")
    form = posted_as_it_is(moderator.get(address(centre)).content.decode(), Centre) | APPROVE
    first, second = moderator.post(address(centre), form), moderator.post(address(centre), form)
    assert (first.status_code, second.status_code) == (302, 302)
    centre.refresh_from_db()
    assert (centre.street, centre.has_unpublished_changes) == ("Ulica 7", False)
    late = signed_in("editor").post(address(centre), form)
    assert "The review has moved on" in late.content.decode()


def test_one_page_is_made_by_a_doubled_click() -> None:
    parent, client = page_by_key("home", "fr"), signed_in("moderator")
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
    form = posted_as_it_is(client.get(add).content.decode(), StandardPage)
    form |= body_of(StandardPage()) | {
        "title": "Une seule",
        "slug": "une-seule",
        "summary": "Une.",
        "action-publish": "1",
    }
    answers = [client.post(add, form) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].context["form"].errors
    assert StandardPage.objects.filter(title="Une seule", locale__language_code="fr").count() == 1


def test_the_same_words_from_a_page_loaded_again_are_sent_again() -> None:
    page, client = a_page(), signed_in("moderator")
    for number in (1, 2):
        assert client.post(address(page), form_of(client, page) | {"summary": "Same."}).status_code == 302
        assert page.revisions.filter(content__summary="Same.").count() == number
