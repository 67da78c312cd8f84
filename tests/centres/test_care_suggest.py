"""Suggest a change: a form that shows what visitors read, a diff before sending, a review in the workflow."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowContentType

from centres.models import Centre, FinderPage, Suggestion
from tests.centres.care import browser_data, centre_path, cisok, commits_run
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
State = Suggestion.State


def suggest(client: Client, centre: Centre, language: str = "en", step: str = "send", **changes: Any) -> Any:
    path = centre_path(centre, "suggest", language)
    return client.post(path, browser_data(client, path) | {"step": step} | changes)


def editor(name: str = "editor") -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def act(centre: Centre, action: str, comment: str = "") -> None:
    """What the buttons of Wagtail's edit page do."""
    fresh = Centre.objects.get(pk=centre.pk)
    url = reverse(
        Centre.snippet_viewset.get_url_name("workflow_action"),
        args=[fresh.pk, action, fresh.current_workflow_task_state.pk],
    )
    response = editor().post(url, {"comment": comment})
    assert response.status_code in {200, 302}


def test_the_form_shows_what_visitors_read_in_every_language(client: Client, language: str) -> None:
    centre = Centre.objects.get(slug="citta-dei-mestieri-svizzera-italiana")
    response = client.get(centre_path(centre, "suggest", language))
    html = response.content.decode()

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html
    assert centre.street in html
    assert 'name="hours-0-state"' in html
    assert set(response.context["head"].switcher) == {"fr", "nl", "it", "pt", "hr", "en"}
    assert response.context["head"].switcher["hr"].endswith(f"/{centre.slug}/suggest/")


def test_the_page_of_a_centre_leads_to_the_form(client: Client) -> None:
    assert centre_path(cisok(), "suggest", "hr") in client.get(centre_path(cisok(), "", "hr")).content.decode()


def test_what_changes_is_shown_before_it_is_sent(client: Client) -> None:
    centre = cisok()
    response = suggest(
        client,
        centre,
        step="check",
        phone="+385 40 111 222",
        note="I work next door.",
        **{"hours-0-state": "open", "hours-0-0": "9", "hours-0-1": "17"},
    )
    html = response.content.decode()

    assert response.status_code == 200
    assert [change.label for change in response.context["changes"]] == ["Telephone", "Opening hours"]
    assert "Monday: 09:00–17:00" in html
    assert "I work next door." in html
    assert not Suggestion.objects.exists()
    sent = client.post(centre_path(centre, "suggest"), dict(response.context["posted"]) | {"step": "send"})
    assert sent.status_code == 302
    (suggestion,) = Suggestion.objects.all()
    assert suggestion.changes["phone"] == {"from": centre.phone, "to": "+385 40 111 222"}
    assert suggestion.changes["hours"]["to"] == "Mo 09:00-17:00; Tu-Su unknown"
    assert "Thank you" in client.get(centre_path(centre, "suggest") + sent["Location"]).content.decode()


def test_words_alone_are_sent_without_a_further_step_and_an_editor_can_work_with_them(client: Client) -> None:
    centre = cisok()
    with commits_run():
        response = suggest(client, centre, step="check", note="The street is Ulica 7 now.", reply_to="ana@example.org")
    suggestion = Suggestion.objects.get()
    assert response["Location"] == "?sent=1"
    assert (suggestion.changes, suggestion.note) == ({}, "The street is Ulica 7 now.")
    edit = reverse(Centre.snippet_viewset.get_url_name("edit"), args=[centre.pk])
    listed = editor().get(reverse("centres_care_suggestions")).content.decode()
    assert "The street is Ulica 7 now." in listed
    assert f'<a href="{edit}">In review</a>' in listed
    form = editor().get(edit).content.decode()
    assert "The street is Ulica 7 now." in form
    assert "It comes in words" in form
    mail.outbox.clear()
    with commits_run():
        draft = Centre.objects.get(pk=centre.pk)
        draft.street = "Ulica 7"
        draft.save_revision().publish()
    suggestion.refresh_from_db()
    assert suggestion.state == State.ACCEPTED
    assert "is on the portal" in next(one for one in delivered() if one.to == ["ana@example.org"]).subject


def test_words_approved_after_an_editor_has_put_the_form_right(client: Client) -> None:
    centre = cisok()
    with commits_run():
        suggest(client, centre, step="check", note="The street is Ulica 7 now.")
        draft = Centre.objects.get(pk=centre.pk).get_latest_revision_as_object()
        draft.street = "Ulica 7"
        draft.save_revision()
        act(centre, "approve")
    assert Suggestion.objects.get().state == State.ACCEPTED
    assert Centre.objects.get(pk=centre.pk).street == "Ulica 7"


@pytest.mark.parametrize(("changes", "is_open"), [({}, False), ({"phone": "call me"}, True), ({"street": "A 1"}, True)])
def test_the_facts_are_folded_until_somebody_changes_one(
    client: Client, changes: dict[str, str], is_open: bool
) -> None:
    path = centre_path(cisok(), "suggest")
    assert "<details>" in (html := client.get(path).content.decode())
    assert html.index("What is wrong?") < html.index("<details>") < html.index('name="phone"')
    html = suggest(client, cisok(), step="back", note="Half a thought", **changes).content.decode()
    assert ("<details open>" in html) is is_open


def test_the_way_back_to_the_form_keeps_what_was_typed(client: Client) -> None:
    html = suggest(client, cisok(), step="back", phone="+385 1", note="Half a thought").content.decode()
    assert 'value="+385 1"' in html
    assert "Half a thought" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phone": "call me"}, "Write the number with digits"),
        ({"website": "not an address"}, "Enter a valid URL."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"name": ""}, "Write the name of the centre."),
        ({"name": "x" * 300}, "at most 200 characters"),
        ({"hours-0-state": "open", "hours-0-0": "late", "hours-0-1": "17"}, "Monday: “late” is not a time."),
        ({"spoken": ["hr", "klingon"]}, "klingon"),
        ({"status": "burnt"}, "burnt"),
        ({"reply_to": "nobody"}, "is not an e-mail address"),
        ({"note": "x" * 3000}, "at most 2000 characters"),
        ({"moves_to": "Trg 1"}, "It moves or has moved"),
        ({"phone": "1\x002345"}, "Null characters are not allowed."),
        ({}, "Nothing is different yet."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_lost(client: Client, changes: dict[str, Any], said: str) -> None:
    response = suggest(client, cisok(), **({"street": "Nova ulica 7"} if changes else {}) | changes)
    html = response.content.decode()

    assert response.status_code == 400
    assert said in html
    assert not changes or 'value="Nova ulica 7"' in html
    assert not Suggestion.objects.exists()


def test_one_wrong_time_marks_one_day(client: Client) -> None:
    hours = {"hours-1-state": "open", "hours-1-0": "25", "hours-1-1": "26", "hours-2-state": "open", "hours-2-0": "9"}
    html = suggest(client, cisok(), **hours, **{"hours-2-1": "17"}).content.decode()
    marked = re.findall(r'name="hours-(\d)-\w+"[^>]*aria-invalid="true"[^>]*aria-describedby="([^"]*)"', html)

    assert {day for day, _error in marked} == {"1"}
    assert {error for _day, error in marked} == {"id_hours-error-1"}
    assert 'id="id_hours-error-1"' in html
    assert "<title>Error: " in html


def test_a_suggestion_is_a_revision_in_the_workflow_that_visitors_do_not_see(client: Client) -> None:
    centre = cisok()
    suggest(client, centre, phone="+385 40 111 222")
    suggestion = Suggestion.objects.get()
    centre.refresh_from_db()

    assert suggestion.state == State.IN_REVIEW
    assert centre.phone != "+385 40 111 222"
    assert centre.workflow_in_progress
    assert suggestion.revision.as_object().phone == "+385 40 111 222"
    compare = reverse(Centre.snippet_viewset.get_url_name("revisions_compare"), args=[centre.pk, "live", "latest"])
    assert "+385 40 111 222" in editor().get(compare).content.decode()
    assert "+385 40 111 222" not in client.get(centre_path(centre)).content.decode()


def test_approving_publishes_and_tells_the_sender_in_their_language(client: Client) -> None:
    centre = cisok()
    with commits_run():
        suggest(client, centre, language="hr", phone="+385 40 111 222", reply_to="Ana@example.org")
    mail.outbox.clear()
    with commits_run():
        act(centre, "approve")
    centre.refresh_from_db()
    suggestion = Suggestion.objects.get()

    assert centre.phone == "+385 40 111 222"
    assert (suggestion.state, suggestion.email) == (State.ACCEPTED, "")
    assert "+385 40 111 222" in client.get(centre_path(centre)).content.decode()
    (sent,) = [one for one in delivered() if one.to == ["ana@example.org"]]
    assert "/hr/centri/cisok-cakovec/" in sent.body


def test_rejecting_takes_the_draft_away_and_says_why(client: Client) -> None:
    centre = cisok()
    with commits_run():
        suggest(client, centre, phone="+385 40 111 222", reply_to="ana@example.org")
    mail.outbox.clear()
    with commits_run():
        act(centre, "reject", "The old number still answers.")
    centre.refresh_from_db()

    assert Suggestion.objects.get().state == State.REJECTED
    assert not centre.has_unpublished_changes
    assert centre.current_workflow_state is None
    assert centre.get_latest_revision_as_object().phone == centre.phone
    (sent,) = [one for one in delivered() if one.to == ["ana@example.org"]]
    assert "The old number still answers." in sent.body


def test_suggestions_wait_for_each_other_and_keep_each_others_words(client: Client) -> None:
    centre = cisok()
    with commits_run():
        suggest(client, centre, phone="+385 40 111 222")
        suggest(client, centre, email="novi@example.org")
    first, second = Suggestion.objects.all()
    assert (first.state, second.state) == (State.IN_REVIEW, State.WAITING)
    with commits_run():
        act(centre, "approve")
    second.refresh_from_db()
    assert second.state == State.IN_REVIEW
    with commits_run():
        act(centre, "approve")
    centre.refresh_from_db()
    assert (centre.phone, centre.email) == ("+385 40 111 222", "novi@example.org")


def test_an_editors_draft_is_left_alone(client: Client) -> None:
    centre = cisok()
    centre.street = "An editor is thinking"
    centre.save_revision()
    with commits_run():
        suggest(client, centre, phone="+385 40 111 222")
    suggestion = Suggestion.objects.get()
    assert suggestion.state == State.WAITING
    assert Centre.objects.get(pk=centre.pk).latest_revision.as_object().street == "An editor is thinking"
    with commits_run():
        centre.latest_revision.publish()
    suggestion.refresh_from_db()
    assert suggestion.state == State.IN_REVIEW
    proposed = suggestion.revision.as_object()
    assert (proposed.street, proposed.phone) == ("An editor is thinking", "+385 40 111 222")


def test_an_editor_who_publishes_over_a_suggestion_decides_it(client: Client) -> None:
    centre = cisok()
    for phone, state in [("+385 40 111 222", State.ACCEPTED), ("+385 40 999 999", State.REJECTED)]:
        Suggestion.objects.all().delete()
        with commits_run():
            suggest(client, Centre.objects.get(pk=centre.pk), phone=phone)
            draft = Centre.objects.get(pk=centre.pk).get_latest_revision_as_object()
            draft.phone = "+385 40 111 222"
            draft.save_revision().publish()
        assert Suggestion.objects.get().state == state


def test_a_new_address_never_keeps_the_old_door_on_the_map(client: Client) -> None:
    centre = cisok()
    suggest(client, centre, street="Ilica 1", city="Zagreb", postcode="10000")
    proposed = Suggestion.objects.get().revision.as_object()
    assert proposed.address_level == "address"
    assert proposed.point_precision == "city"
    assert abs(float(proposed.latitude) - 45.8) < 0.2


def test_robots_are_told_the_same_but_nothing_is_kept(client: Client) -> None:
    assert suggest(client, cisok(), phone="+385 40 1", company="Spam").status_code == 302
    assert not Suggestion.objects.exists()


def test_too_many_in_an_hour_wait_and_lose_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("centres.care.dialogue.seconds_to_wait", lambda *args: 600)
    response = suggest(client, cisok(), phone="+385 40 1234")
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "in 10 minutes" in response.content.decode()
    assert ("phone", "+385 40 1234") in response.context["posted"]
    assert not Suggestion.objects.exists()


def test_forged_posts_are_refused(seeded: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(centre_path(cisok(), "suggest"), {"step": "send", "phone": "+385 40 1234"}).status_code == 403


def test_editors_still_publish_at_once(seeded: None) -> None:
    """The workflow is for visitors: an editor's buttons stay what they were."""
    html = editor().get(reverse(Centre.snippet_viewset.get_url_name("edit"), args=[cisok().pk])).content.decode()
    assert 'name="action-publish"' in html
    assert 'name="action-submit"' not in html


def test_there_is_one_workflow_and_it_stays_as_administrators_left_it() -> None:
    from centres.care.workflow import ensure_workflow

    link = WorkflowContentType.objects.get(content_type__model="centre")
    link.workflow.name = "Prijedlozi"
    link.workflow.save()
    ensure_workflow()
    assert WorkflowContentType.objects.get(content_type__model="centre").workflow.name == "Prijedlozi"
    assert {group.name for group in link.workflow.tasks.first().specific.groups.all()} == {"Editors", "Moderators"}


def test_the_pages_cost_few_queries(client: Client, count_queries: Callable[..., int]) -> None:
    assert FinderPage.objects.exists()
    assert count_queries(lambda: client.get(centre_path(cisok(), "suggest"))) <= 10


@pytest.mark.django_db(transaction=True)
def test_a_correction_behind_a_draft_comes_into_review_once_the_draft_is_published(client: Client) -> None:
    """Outside a transaction Wagtail says "published" before it looks for a review to cancel."""
    centre = cisok()
    user = get_user_model().objects.get(username="editor")
    centre.street = "An editor is thinking"
    centre.save_revision(user=user)
    suggest(client, centre, phone="+385 40 111 222", email="centre@example.org")
    edit = reverse(Centre.snippet_viewset.get_url_name("edit"), args=[centre.pk])
    assert "It waits for your draft" in editor().get(edit).content.decode()
    assert "It waits for the draft of " in editor("moderator").get(edit).content.decode()

    Centre.objects.get(pk=centre.pk).latest_revision.publish(user=user)
    suggestion = Suggestion.objects.get()
    assert suggestion.state == State.IN_REVIEW
    assert Centre.objects.get(pk=centre.pk).workflow_in_progress
    act(centre, "approve")
    suggestion.refresh_from_db()
    assert suggestion.state == State.ACCEPTED
    assert Centre.objects.get(pk=centre.pk).phone == "+385 40 111 222"
