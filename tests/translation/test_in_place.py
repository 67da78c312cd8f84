"""Texts that stand beside those of other languages in one thing are written in the same editor, and kept where such things keep them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from centres.models import Centre, ServiceTerm
from community.models import Organisation
from tests.forms import fields_in
from tests.translation.test_desk_kinds import written
from tests.translation.test_editor import address, by_script, fields, person, signed_in
from translation.following import follow
from translation.kinds import kinds
from translation.models import PastRendering, Rendering, ReviewSettings, Segment, Standing
from translation.rich_rows import passages_of, with_passages
from translation.vocabularies import ItemState, SegmentState
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def standing(thing: Any, language: str = "hr") -> Standing:
    follow()
    kind = "core.term" if isinstance(thing, ServiceTerm) else thing._meta.label_lower
    rows = Standing.objects.select_related("item__locale", "locale")
    return rows.get(item__kind=kind, item__key=str(thing.pk), locale__language_code=language)


def passages(thing: Any) -> dict[str, int]:
    rows = Segment.objects.filter(item=standing(thing).item, order__isnull=False)
    return {
        f"{path}{order if path == 'about' else ''}": pk for path, pk, order in rows.values_list("path", "pk", "order")
    }


def again(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def row(thing: Any, language: str = "hr") -> Any:
    return thing.texts.filter(language=language).first() if not hasattr(thing, "_draft") else None


def draft_row(thing: Any, language: str = "hr") -> Any:
    draft = again(thing).latest_revision.as_object()
    return next((one for one in draft.texts.all() if one.language == language), None)


def send(client: Client, thing: Any, texts: dict[str, str], **more: Any) -> Any:
    """Sends texts by the names of their fields, with what else a button says."""
    names, one = passages(thing), standing(thing)
    sent = fields(client, one) | {f"text-{names[name]}": text for name, text in texts.items()}
    return client.post(address(one), sent | {"where": "save"} | more, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.fixture
def centre() -> Centre:
    centre = written("nl")
    text = centre.texts.get()
    text.papers, text.description = "Een pas & een brief", "Eerst.\r\nDan."
    centre.texts.add(text)
    centre.save()
    return again(centre)


@pytest.fixture
def organisation() -> Organisation:
    one = Organisation.objects.create(name="Test", name_language="en", slug="test", live=True)
    about = '<p>One <a href="https://example.org/">link</a>.</p><ul><li>Two</li><li>Three</li></ul>'
    one.texts.add(one.texts.model(language="en", summary="Who it is", about=about))
    one.save()
    return Organisation.objects.get(pk=one.pk)


@pytest.fixture
def term() -> ServiceTerm:
    term = ServiceTerm(code="night-desk", labels={"en": "Night desk"})
    term.save()
    return ServiceTerm.objects.get(pk=term.pk)


def reviewed_by_moderators() -> Workflow:
    workflow, task = Workflow.objects.create(name="Review"), GroupApprovalTask.objects.create(name="Review")
    task.groups.add(Group.objects.get(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


# Centres and organisations ---------------------------------------------------------------------------------------------------------


def test_what_is_written_is_a_draft_of_the_centre_and_waits_for_review(centre: Centre) -> None:
    send(signed_in("editor"), centre, {"summary": "Nekoliko riječi", "papers": "Iskaznica & pismo"})
    now = standing(centre)
    assert (now.state, now.review, now.missing) == (ItemState.BEGUN, 2, 1)
    assert row(centre) is None, "readers see nothing of it"
    assert (draft_row(centre).summary, draft_row(centre).papers) == ("Nekoliko riječi", "Iskaznica & pismo")
    assert Rendering.objects.get(text="Nekoliko riječi").author == person("editor")
    send(signed_in("editor"), centre, {"description": "Prvo.\nZatim."})
    assert (draft_row(centre).description, standing(centre).state) == ("Prvo.\nZatim.", ItemState.REVIEW)
    assert list(PastRendering.objects.filter(locale__language_code="hr").values_list("text", flat=True))[-1:] == [
        "Prvo.<br/>Zatim."
    ]


def test_what_one_person_types_in_a_sitting_is_one_version(centre: Centre) -> None:
    client, names = signed_in("editor"), passages(centre)
    for text in ("Nek", "Nekoliko", "Nekoliko riječi"):
        seen = fields(client, standing(centre))[f"seen-{names['summary']}"]
        told = by_script(
            client,
            address(standing(centre)),
            {f"text-{names['summary']}": text, f"seen-{names['summary']}": seen},
        )
        assert told.json()["lines"][str(names["summary"])]["saved"]
    assert centre.revisions.count() == 1
    write(standing(centre), {names["papers"]: "Iskaznica"}, person("moderator"))
    assert centre.revisions.count() == 2, "nobody writes in the version of somebody else"


def test_publishing_shows_one_language_and_leaves_other_drafts_waiting(centre: Centre) -> None:
    draft = again(centre)
    draft.name = "Not yet"
    draft.texts.add(draft.texts.model(language="fr", summary="Pas encore"))
    draft.save_revision(user=person("moderator"))
    texts = {"summary": "Nekoliko riječi", "papers": "Iskaznica", "description": "Prvo."}
    answer = send(signed_in("editor"), centre, texts, action="publish")
    assert "Readers see these texts in Croatian now." in said(answer)
    now = again(centre)
    assert (now.name, row(now).summary, row(now, "fr")) == ("Leerwinkel Test", "Nekoliko riječi", None)
    assert (standing(centre).state, standing(centre, "fr").state) == (ItemState.PUBLISHED, ItemState.BEGUN)
    assert now.has_unpublished_changes
    later = now.latest_revision
    assert (later.as_object().name, later.user) == ("Not yet", person("editor"))
    later.publish()
    now = again(centre)
    assert (now.name, row(now).summary, row(now, "fr").summary) == ("Not yet", "Nekoliko riječi", "Pas encore")


def test_publishing_all_there_is_leaves_no_draft(centre: Centre) -> None:
    texts = {"summary": "Nekoliko riječi", "papers": "Iskaznica", "description": "Prvo."}
    send(signed_in("editor"), centre, texts, action="publish")
    assert not again(centre).has_unpublished_changes
    assert "Nothing new is written in Croatian." in said(send(signed_in("editor"), centre, {}, action="publish"))


def test_an_edit_of_the_original_is_shown_and_answered(centre: Centre) -> None:
    texts = {"summary": "Nekoliko riječi", "papers": "Iskaznica", "description": "Prvo."}
    send(signed_in("editor"), centre, texts, action="publish")
    text = again(centre).texts.get(language="nl")
    text.summary = "Some other words in nl"
    edited = again(centre)
    edited.texts.add(text)
    edited.save_revision().publish()
    assert (standing(centre).state, standing(centre).editing) == (ItemState.CHANGED, 1)
    send(signed_in("editor"), centre, {}, passage=passages(centre)["summary"])
    now = standing(centre)
    assert (now.editing, now.approved) == (0, 3), "it says the same as before"


@pytest.mark.parametrize("field", ["summary", "papers"])
def test_a_text_that_has_no_room_is_refused_beside_its_passage_and_stays_typed(centre: Centre, field: str) -> None:
    long = "riječ " * 51
    answer = send(signed_in("editor"), centre, {field: long, "description": "Prvo."})
    assert "Not everything is saved" in said(answer)
    problems = {one.name: one for one in answer.context["lines"] if one.problem}
    ((name, line),) = problems.items()
    assert "5 characters too long" in line.problem.says
    assert line.text == long
    assert name in {"In one or two sentences", "Papers to bring"}
    assert (draft_row(centre).description, getattr(draft_row(centre), field)) == ("Prvo.", "")


def test_readers_are_never_shown_a_row_without_what_it_needs(centre: Centre) -> None:
    send(signed_in("editor"), centre, {"papers": "Iskaznica"})
    answer = send(signed_in("editor"), centre, {}, action="publish", known="2")
    assert "In one or two sentences: This field cannot be blank." in said(answer)
    assert row(centre) is None


def test_what_is_missing_or_wrong_is_asked_about_first(centre: Centre) -> None:
    client = signed_in("editor")
    answer = send(client, centre, {"summary": "Nekoliko riječi", "papers": "Odlomak s brojem {code}"}, action="publish")
    assert answer.context["gaps"].missing == 1
    assert "Readers of that language would not see it." in " ".join(answer.content.decode().split())
    assert row(centre) is None
    client.post(address(standing(centre)), fields_in(answer.content.decode()))
    assert row(centre).summary == "Nekoliko riječi"


def test_what_only_a_machine_wrote_is_not_published(centre: Centre) -> None:
    names = passages(centre)
    write(standing(centre), {names["summary"]: "Strojno"}, person("editor"), machine=True)
    assert standing(centre).machine == 1
    answer = send(signed_in("editor"), centre, {"papers": "Iskaznica", "description": "Prvo."}, action="publish")
    assert answer.context["gaps"].unread == 1
    answer = send(signed_in("editor"), centre, {}, action="publish", known=answer.context["gaps"].known)
    assert row(centre) is None, "there is no way on"
    send(signed_in("editor"), centre, {}, action="publish", passage=names["summary"])
    assert row(centre).summary == "Strojno"


def test_two_people_at_one_passage_see_both_texts(centre: Centre) -> None:
    first, second = signed_in("editor"), signed_in("moderator")
    one, names = standing(centre), passages(centre)
    sent = fields(second, one) | {f"text-{names['summary']}": "Druge riječi"}
    send(first, centre, {"summary": "Nekoliko riječi"})
    line = next(one for one in second.post(address(one), sent | {"where": "save"}).context["lines"] if one.problem)
    assert (line.problem.theirs, line.text) == ("Nekoliko riječi", "Druge riječi")
    assert draft_row(centre).summary == "Nekoliko riječi"


def test_a_form_that_was_open_meanwhile_takes_nothing_away(centre: Centre) -> None:
    client = signed_in("editor")
    form = reverse(Centre.snippet_viewset.get_url_name("edit"), args=[centre.pk])
    sent = fields_in(client.get(form).content.decode())
    send(signed_in("moderator"), centre, {"summary": "Nekoliko riječi"})
    client.post(form, sent | {"action-publish": "1"})
    assert draft_row(centre).summary == "Nekoliko riječi"


def test_a_locked_centre_is_not_written_in_by_others(centre: Centre) -> None:
    Centre.objects.filter(pk=centre.pk).update(locked=True, locked_by=person("moderator"))
    answer = send(signed_in("editor"), centre, {"summary": "Nekoliko riječi"})
    line = next(one for one in answer.context["lines"] if one.problem)
    assert ("locked" in line.problem.says, "<" in line.problem.says, line.text) == (True, False, "Nekoliko riječi")
    assert again(centre).latest_revision is None
    send(signed_in("moderator"), centre, {"summary": "Nekoliko riječi"})
    assert draft_row(centre).summary == "Nekoliko riječi"


def test_who_writes_a_language_writes_its_texts_and_nothing_else_of_a_centre(centre: Centre) -> None:
    others, one, names = signed_in("translator-fr"), standing(centre), passages(centre)
    assert fields(others, one) == {}
    sent = {f"text-{names['summary']}": "Riječ", f"seen-{names['summary']}": ""}
    assert others.post(address(one), sent).status_code in {302, 403}
    assert again(centre).latest_revision is None
    writer = signed_in("translator-hr")
    answer = send(writer, centre, {"summary": "Nekoliko riječi", "papers": "Iskaznica", "description": "Prvo."})
    assert not answer.context["publishes"]
    assert answer.context["form_url"] == "", "its form is closed to who may not change centres"
    assert signed_in("editor").get(address(one)).context["form_url"]
    assert draft_row(centre).summary == "Nekoliko riječi"
    assert writer.post(address(one), {"action": "publish"}).status_code in {302, 403}
    assert row(centre) is None


@pytest.mark.parametrize(
    ("name", "published"), [("reviewer-fr", False), ("reviewer-hr", True), ("coordinator-hr", True)]
)
def test_who_approves_a_language_publishes_its_texts(name: str, published: bool, centre: Centre) -> None:
    send(
        signed_in("translator-hr"),
        centre,
        {"summary": "Nekoliko riječi", "papers": "Iskaznica & pismo", "description": "Prvo.\nZatim."},
    )
    signed_in(name).post(address(standing(centre)), {"where": "save", "action": "publish"})
    assert (row(centre) is not None) is published


def test_four_eyes_hold_for_texts_in_place(centre: Centre) -> None:
    ReviewSettings.objects.update_or_create(defaults={"self_review": False})
    texts = {"summary": "Nekoliko riječi", "papers": "Iskaznica & pismo", "description": "Prvo.\nZatim."}
    answer = send(signed_in("reviewer-hr"), centre, texts, action="publish")
    assert "You wrote 3 passages" in said(answer)
    assert "You wrote 3 passages" in answer.context["refused"]
    assert row(centre) is None
    send(signed_in("coordinator-hr"), centre, {}, action="publish")
    assert row(centre).summary == "Nekoliko riječi"


def test_a_passage_a_language_does_not_need(centre: Centre) -> None:
    send(signed_in("editor"), centre, {"summary": "Nekoliko riječi", "description": "Prvo."})
    send(signed_in("editor"), centre, {}, passage=passages(centre)["papers"])
    assert standing(centre).missing == 0
    assert "Readers see these" in said(send(signed_in("editor"), centre, {}, action="publish"))
    assert (standing(centre).state, row(centre).papers) == (ItemState.PUBLISHED, "")


def test_an_emptied_text_is_missing_and_a_row_nobody_needs_is_none(centre: Centre) -> None:
    send(signed_in("editor"), centre, {"summary": "Nekoliko riječi"})
    send(signed_in("editor"), centre, {"summary": ""})
    assert (draft_row(centre), standing(centre).state) == (None, ItemState.FALLBACK)


def test_who_may_not_publish_sends_it_for_review(organisation: Organisation) -> None:
    workflow = reviewed_by_moderators()
    WorkflowContentType.objects.update_or_create(
        content_type=standing(organisation).item.content_type, defaults={"workflow": workflow}
    )
    answer = send(signed_in("editor"), organisation, {"summary": "Tko je to"})
    assert not answer.context["publishes"]
    answer = send(signed_in("editor"), organisation, {}, action="review")
    assert "in review" in said(answer)
    assert again(organisation).workflow_in_progress
    assert row(organisation) is None
    assert signed_in("editor").post(address(standing(organisation)), {"action": "publish"}).status_code in {302, 403}
    assert row(organisation) is None


def test_publishing_beside_a_review_of_more_waits_for_it(organisation: Organisation) -> None:
    workflow = reviewed_by_moderators()
    draft = again(organisation)
    draft.name = "Another name"
    draft.save_revision(user=person("editor"))
    workflow.start(again(organisation), person("editor"))
    write(standing(organisation), {passages(organisation)["summary"]: "Tko je to"}, person("moderator"))
    kind, one = kinds()["community.organisation"], standing(organisation)
    with pytest.raises(ValidationError, match="in review"):
        kind.publish(str(organisation.pk), one.locale_id, person("moderator"))
    assert again(organisation).workflow_in_progress


def test_rich_text_keeps_its_links_and_lists(organisation: Organisation) -> None:
    names = passages(organisation)
    about = sorted(name for name in names if name.startswith("about"))
    send(
        signed_in("moderator"), organisation, {"summary": "Tko je to", about[2]: "Tri", about[0]: "Jedna [1]veza[/1]."}
    )
    assert draft_row(organisation).about == '<p>Jedna <a href="https://example.org/">veza</a>.</p><ul><li>Tri</li></ul>'
    send(signed_in("moderator"), organisation, {about[1]: "Dva"}, action="publish")
    assert standing(organisation).state == ItemState.PUBLISHED
    shown = row(organisation).about
    assert shown == ('<p>Jedna <a href="https://example.org/">veza</a>.</p><ul><li>Dva</li><li>Tri</li></ul>'), (
        "built like the original"
    )


BEFORE = {"One": "Jedan", "Two": "Dva"}
ROWS: dict[str, tuple[str, dict[str, str], str]] = {
    "nothing yet": ("", {"Two": "Dva"}, "<p>Dva</p>"),
    "all answered": ("<p>Jedan</p><p>Dva</p>", {"Two": "Dvojka"}, "<p>Jedan</p><p>Dvojka</p>"),
    "taken away": ("<p>Jedan</p><p>Dva</p>", {"One": ""}, "<p>Dva</p>"),
    "says more": ("<p>Jedan</p><p>Više</p>", {"One": "Jedno"}, "<p>Jedno</p><p>Više</p>"),
    "says more, and something new": ("<p>Više</p>", {"Two": "Dvojka"}, "<p>Više</p><p>Dvojka</p>"),
}


@pytest.mark.parametrize("name", ROWS)
def test_nothing_of_a_row_somebody_wrote_by_hand_is_lost(name: str) -> None:
    html, texts, wanted = ROWS[name]
    found = with_passages(html, "<p>One</p><p>Two</p>", {k: v for k, v in BEFORE.items() if v in html}, texts)
    assert found == wanted
    assert {one.text for one in passages_of("about", html)} - set(BEFORE.values()) <= {
        one.text for one in passages_of("about", found)
    }


# Vocabularies ----------------------------------------------------------------------------------------------------------------------


def test_a_label_waits_until_it_is_published(term: ServiceTerm) -> None:
    client = signed_in("administrator")
    send(client, term, {"label": "Noćni šalter"})
    assert (again(term).labels, standing(term).state) == ({"en": "Night desk"}, ItemState.REVIEW)
    send(client, term, {}, action="publish")
    assert again(term).labels == {"en": "Night desk", "hr": "Noćni šalter"}
    assert (again(term).drafts, standing(term).state) == ({}, ItemState.PUBLISHED)
    send(client, term, {"label": "Noćni pult"})
    assert (again(term).labels["hr"], standing(term).review) == ("Noćni šalter", 1)


def test_a_label_another_term_has_is_refused(term: ServiceTerm) -> None:
    ServiceTerm(code="day-desk", labels={"en": "Day desk", "hr": "Šalter"}).save()
    answer = send(signed_in("administrator"), term, {"label": "Šalter"}, action="publish")
    assert "is the name of the term day-desk already" in said(answer)
    assert "hr" not in again(term).labels


def test_a_label_has_80_characters(term: ServiceTerm) -> None:
    answer = send(signed_in("administrator"), term, {"label": "n" * 81})
    assert [line.name for line in answer.context["lines"] if line.problem] == ["Name"]
    assert again(term).drafts == {}


def test_what_the_form_says_stands_above_a_draft(term: ServiceTerm) -> None:
    send(signed_in("administrator"), term, {"label": "Noćni šalter"})
    term = again(term)
    term.labels |= {"hr": "Noćni pult"}
    term.save()
    assert (again(term).drafts, standing(term).state) == ({}, ItemState.PUBLISHED)


def test_a_label_is_written_by_its_language_and_shown_by_who_approves_it(term: ServiceTerm) -> None:
    assert fields(signed_in("translator-fr"), standing(term)) == {}
    send(signed_in("translator-hr"), term, {"label": "Noćni šalter"}, action="publish")
    assert (again(term).labels.get("hr"), again(term).drafts) == (None, {"hr": "Noćni šalter"})
    send(signed_in("reviewer-hr"), term, {}, action="publish")
    assert (again(term).labels["hr"], again(term).drafts) == ("Noćni šalter", {})


# All of them -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["centre", "organisation", "term"])
def test_the_editor_costs_the_same_for_all_kinds(
    name: str, request: pytest.FixtureRequest, max_queries: Callable[[int], Any]
) -> None:
    thing = request.getfixturevalue(name)
    client, one = signed_in("administrator"), standing(thing)
    client.get(address(one))
    with max_queries(40):
        answer = client.get(address(one))
    assert answer.context["edits"]
    assert {line.state for line in answer.context["lines"]} == {SegmentState.MISSING}
    assert reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[thing.pk]) in answer.content.decode()


def test_the_memory_of_one_kind_serves_the_others(centre: Centre, term: ServiceTerm) -> None:
    send(signed_in("administrator"), term, {"label": "Noćni šalter"}, action="publish")
    text = again(centre).texts.get(language="nl")
    edited = again(centre)
    edited.texts.remove(text)
    edited.texts.add(edited.texts.model(language="en", summary="Night desk"))
    edited.save_revision().publish()
    one = standing(centre)
    panel = signed_in("administrator").get(address(one)).context["panel"]
    assert [suggestion.text for suggestion in panel.suggestions] == ["Noćni šalter"]


def test_its_draft_is_shown_as_readers_will_see_it(centre: Centre) -> None:
    client, one = signed_in("translator-hr"), standing(centre)
    send(client, centre, {"papers": "Osobna iskaznica."})
    shown = client.get(client.get(address(one)).context["preview"])
    assert shown.status_code == 200
    assert 'lang="hr"' in shown.text
    assert "Osobna iskaznica." in shown.text
    assert "X-Frame-Options" not in shown or shown["X-Frame-Options"] == "SAMEORIGIN"
    assert not again(centre).texts.filter(language="hr").exists()


def test_only_who_writes_the_language_looks_at_its_draft(centre: Centre, client: Client) -> None:
    where = reverse("translation_preview", args=[standing(centre).item_id, "hr"])
    assert client.get(where).status_code == 302
    assert signed_in("translator-hr").get(where.replace("/hr/", "/fr/")).status_code == 302
    assert signed_in("translator-hr").get(where.replace("/hr/", "/xx/")).status_code == 404


def test_names_without_a_page_of_their_own_have_no_preview(term: ServiceTerm) -> None:
    client, one = signed_in("administrator"), standing(term)
    assert client.get(address(one)).context["preview"] == ""
    assert client.get(reverse("translation_preview", args=[one.item_id, "hr"])).status_code == 404


def test_the_form_of_a_centre_leads_to_where_its_texts_are_written(centre: Centre, organisation: Organisation) -> None:
    for thing in (centre, organisation):
        one = standing(thing)
        form = signed_in("administrator").get(reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk]))
        assert f'href="{address(one)}"' in form.text, thing
        add = signed_in("administrator").get(reverse(thing.snippet_viewset.get_url_name("add")))
        assert "desk-state" not in add.text
