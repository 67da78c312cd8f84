"""What happens after sending: two people read, ask, publish or decline; the author sees it, changes it, takes it back; all is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from community.membership import join
from community.models import Organisation
from core.drafts.discarding import discard
from core.models import CustomDocument, CustomImage
from core.waiting.sections import sections_for
from resources.contribute import keys, progress
from resources.contribute.admin import waiting_contributions
from resources.contribute.texts import plain, rich
from resources.models import CaseStudyPage, Contribution, ContributionState
from tests.resources.authors import PRACTICE, Author, delivered, link_in, pdf, picture, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
State = ContributionState


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(user(name))
    return client


def mails_to(address: str) -> list[Any]:
    return [letter for letter in delivered() if letter.to == [address]]


def approve(client: Client, page: CaseStudyPage) -> Any:
    """The button and its confirmation, as the admin has them."""
    task = TaskState.objects.filter(
        workflow_state__object_id=str(page.pk), workflow_state__status="in_progress"
    ).latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return client.post(url, {"comment": ""})


@pytest.fixture
def sent(client: Client) -> Author:
    return Author(client).send()


@pytest.fixture
def published(sent: Author) -> Author:
    sent.one.page.get_latest_revision().publish()
    sent.one.refresh_from_db()
    return sent


def test_partner_then_moderator_publish_it_in_their_own_two_steps(client: Client) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    join(organisation, user("partner"))
    author = Author(client, organisation=str(organisation.pk)).send()
    page = author.one.page
    assert any("Lo sportello" in letter.subject for letter in mails_to(user("partner").email))
    stranger = signed_in("translator-fr")
    approve(stranger, page)
    assert (
        WorkflowState.objects.active().for_instance(page).get().current_task_state.task.name.startswith("Read by the")
    )
    partner = signed_in("partner")
    html = partner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "ana@example.org" in html
    assert approve(partner, page).status_code in (200, 302)
    page.refresh_from_db()
    assert not page.live
    approve(partner, page)
    page.refresh_from_db()
    assert not page.live
    approve(signed_in("moderator"), page)
    page.refresh_from_db()
    author.one.refresh_from_db()
    assert page.live
    assert author.one.state == State.PUBLISHED
    assert any(letter.subject.startswith("Pubblicat") for letter in mails_to("ana@example.org"))
    html = client.get(author.path("status")).content.decode()
    assert f'href="{page.url}"' in html
    shown = Client().get(page.url).content.decode()
    assert "Ana Rossi" in shown
    assert "ana@example.org" not in shown


def test_who_looks_after_the_language_publishes_and_others_do_not(sent: Author) -> None:
    for name, may in (("translator-fr", False), ("partner", False), ("editor", False), ("coordinator-it", True)):
        approve(signed_in(name), sent.one.page)
        sent.one.page.refresh_from_db()
        assert sent.one.page.live is may, name


def test_a_question_is_mailed_answered_by_the_link_and_told_to_who_asked(sent: Author, client: Client) -> None:
    moderator = signed_in("moderator")
    one = reverse("contributions_one", args=[sent.one.pk])
    assert moderator.post(one, {"act": "ask", "ask-text": ""}).status_code == 400
    assert moderator.post(one, {"act": "ask", "ask-text": "Quanti paesi?"}).status_code == 302
    letter = mails_to("ana@example.org")[-1]
    assert "Quanti paesi?" in letter.body
    path = link_in(letter.body, "status")
    question = sent.one.questions.get()
    assert "Quanti paesi?" in client.get(path).content.decode()
    for words, code in (("", 400), ("a" * 5001, 400), ("Sei <b>paesi</b>.", 302), ("Di nuovo", 302)):
        assert client.post(path, {"question": question.pk, "answer": words}).status_code == code
    for other in ("", "x", "9" * 30, "0"):
        assert client.post(path, {"question": other, "answer": "Altro"}).status_code == 302
    question.refresh_from_db()
    assert question.answer == "Sei <b>paesi</b>."
    told = mails_to(user("moderator").email)[-1]
    assert "Sei <b>paesi</b>." in told.body
    assert "/admin/contributions/" in told.body
    edit = moderator.get(reverse("wagtailadmin_pages:edit", args=[sent.one.page_id])).content.decode()
    assert "Sei &lt;b&gt;paesi&lt;/b&gt;." in edit
    assert "Quanti paesi?" in moderator.get(one).content.decode()


def test_a_no_has_a_reason_and_the_draft_goes(client: Client) -> None:
    author = Author(client)
    client.post(author.path("files"), {"more": [pdf()]})
    author.send()
    one = reverse("contributions_one", args=[author.one.pk])
    page = author.one.page_id
    assert signed_in("editor").post(one, {"act": "decline", "decline-text": "No"}).status_code in (302, 403)
    author.one.refresh_from_db()
    assert author.one.state == State.READING
    moderator = signed_in("moderator")
    assert moderator.post(one, {"act": "decline", "decline-text": " "}).status_code == 400
    moderator.post(one, {"act": "decline", "decline-text": "È già sul portale."})
    author.one.refresh_from_db()
    assert author.one.state == State.DECLINED
    assert not CaseStudyPage.objects.filter(pk=page).exists()
    assert "È già sul portale." in mails_to("ana@example.org")[-1].body
    assert "È già sul portale." in client.get(author.path("status")).content.decode()
    moderator.post(one, {"act": "decline", "decline-text": "Ancora"})
    author.one.refresh_from_db()
    assert author.one.reason == "È già sul portale."


def test_dropping_a_draft_takes_its_files_out_of_the_library(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    author = Author(client)
    client.post(author.path("files"), {"more": [pdf(), picture()]})
    for one in author.one.files.filter(is_picture=True):
        author.post("files", **{f"alt-{one.pk}": "Un autobus"})
    author.send()
    assert CustomDocument.objects.filter(title="orari").exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(author.path("withdraw"))
    assert not CustomDocument.objects.filter(title="orari").exists()
    assert not CustomImage.objects.filter(title="bus").exists()


def test_taken_back_before_it_is_published_everything_goes(sent: Author, client: Client) -> None:
    page = sent.one.page_id
    assert client.get(sent.path("withdraw")).status_code == 200
    assert Contribution.objects.get().state == State.READING, "programs that look at links only read"
    assert sent.post("withdraw").status_code == 302
    assert not CaseStudyPage.objects.filter(pk=page).exists()
    assert (sent.one.state, sent.one.email, sent.one.name, sent.one.answers) == (State.WITHDRAWN, "", "", {})
    assert mails_to("ana@example.org")[-1].subject.startswith("Ritirat")
    assert client.get(sent.path("status")).status_code == 200
    assert sent.post("withdraw").status_code == 302
    assert sent.post("practice", **PRACTICE).status_code == 302
    assert sent.one.answers == {}


def test_taken_back_afterwards_a_coordinator_is_asked_once(published: Author, client: Client) -> None:
    for _time in range(2):
        published.post("withdraw")
    told = [letter for letter in delivered() if "/admin/contributions/" in letter.body]
    addresses = [letter.to[0] for letter in told]
    assert "moderator@example.org" in addresses
    assert len(addresses) == len(set(addresses))
    assert published.one.page.live
    assert client.get(published.path("status")).status_code == 200
    assert any(section.code == "to-take-off" for section in sections_for(user("moderator")))
    published.one.page.unpublish()
    published.one.refresh_from_db()
    assert (published.one.state, published.one.email) == (State.WITHDRAWN, "")


def test_a_page_an_editor_deletes_is_a_no(sent: Author) -> None:
    page = sent.one.page
    signed_in("moderator").post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    sent.one.refresh_from_db()
    assert sent.one.state == State.DECLINED
    assert len(mails_to("ana@example.org")) == 3


def test_a_change_waits_beside_what_visitors_read(published: Author, client: Client) -> None:
    page = published.one.page
    page.context = '<p>Testo <b>di</b> <a href="https://example.org">context</a>.</p>'
    page.place = "Nuoro"
    page.save_revision().publish()
    assert client.get(published.path("change")).status_code == 200
    assert "/practice/" in published.post("change")["Location"]
    html = client.get(published.path("practice")).content.decode()
    assert 'value="Nuoro"' in html
    story = client.get(published.path("story")).context["form"].initial
    published.post("practice", **PRACTICE | {"title": "Lo sportello viaggia ancora", "place": "Nuoro"})
    said = {name: story[name] for name in ("context", "done", "result", "attention", "transferability", "tips")}
    published.post("story", need="Un altro bisogno", **said)
    client.post(published.path("files"), {"more": [pdf("nuovo.pdf")]})
    published.post("check")
    work()
    published.one.refresh_from_db()
    page.refresh_from_db()
    assert published.one.state == State.READING
    assert page.title == PRACTICE["title"]
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.need) == ("Lo sportello viaggia ancora", "<p>Un altro bisogno</p>")
    assert "<b>di</b>" in draft.context
    assert [child.value.title for child in draft.downloads] == ["nuovo"]
    approve(signed_in("moderator"), page)
    page.refresh_from_db()
    published.one.refresh_from_db()
    assert (page.title, published.one.state) == ("Lo sportello viaggia ancora", State.PUBLISHED)


def test_a_change_that_is_declined_or_discarded_leaves_the_page(published: Author) -> None:
    for how in ("decline", "discard"):
        published.post("change")
        published.post("practice", **PRACTICE | {"title": f"Altro {how}"})
        published.post("check")
        work()
        published.one.refresh_from_db()
        assert published.one.state == State.READING
        page = published.one.page
        if how == "decline":
            progress.decline(published.one, "Non si capisce.")
        else:
            discard(page, None)
        page = CaseStudyPage.objects.get(pk=page.pk)
        published.one.refresh_from_db()
        assert (page.live, page.has_unpublished_changes, page.title) == (True, False, PRACTICE["title"])
        assert published.one.state == State.PUBLISHED
        assert page.current_workflow_state is None


def test_a_change_waits_for_the_draft_of_an_editor(published: Author) -> None:
    page = published.one.page
    page.summary = "Un redattore scrive."
    page.save_revision(user=user("moderator"))
    published.post("change")
    published.post("practice", **PRACTICE | {"title": "Altro"})
    published.post("check")
    work()
    published.one.refresh_from_db()
    assert published.one.state == State.SENT
    CaseStudyPage.objects.get(pk=page.pk).get_latest_revision().publish()
    work()
    published.one.refresh_from_db()
    assert published.one.state == State.READING
    assert CaseStudyPage.objects.get(pk=page.pk).title == PRACTICE["title"]


def test_only_what_is_published_is_changed(sent: Author) -> None:
    assert "/status/" in sent.post("change")["Location"]
    assert sent.one.state == State.READING


def test_everybody_sees_what_is_theirs_in_the_admin(sent: Author) -> None:
    address = reverse("contributions")
    one = reverse("contributions_one", args=[sent.one.pk])
    rights = {
        "moderator": True, "editor": True, "administrator": True, "coordinator-it": True, "reviewer-it": True,
        "coordinator-fr": False, "partner": False, "translator-it": False,
    }  # fmt: skip
    for name, sees in rights.items():
        client = signed_in(name)
        answer = client.get(address)
        assert (answer.status_code == 200 and PRACTICE["title"] in answer.content.decode()) is sees, name
        assert (client.get(one).status_code == 200) is sees, name
        assert any(section.code == "contributions" for section in sections_for(user(name))) is sees, name
    assert Client().get(one).status_code == 302
    organisation = Organisation.objects.filter(live=True).first()
    Contribution.objects.update(organisation=organisation)
    join(organisation, user("partner"))
    assert signed_in("partner").get(one).status_code == 200
    assert signed_in("partner").post(one, {"act": "decline", "decline-text": "No"}).status_code in (302, 403)
    sent.one.refresh_from_db()
    assert sent.one.state == State.READING


def test_the_list_filters_and_costs_the_same_with_many(client: Client, max_queries: Any) -> None:
    def made(number: int) -> None:
        Contribution.objects.bulk_create(
            Contribution(language="it", state="reading", sent_at=timezone.now(), answers={"title": f"Numero {one}"})
            for one in range(number)
        )

    admin, person = signed_in("moderator"), user("moderator")
    assert person.has_perm("resources.view_contribution")
    made(2)
    admin.get(reverse("contributions"))
    for _round in range(2):
        with max_queries(30):
            html = admin.get(reverse("contributions")).content.decode()
        with max_queries(3):
            waiting_contributions(person, 3)
        made(18)
    assert "Numero 1" in html
    none = admin.get(reverse("contributions"), {"state": "declined", "language": "hr"}).content.decode()
    assert "Numero 1" not in none
    assert admin.get(reverse("contributions"), {"state": "nonsense", "organisation": "x"}).status_code == 200


def back(one: Contribution, days: float, **also: Any) -> None:
    Contribution.objects.filter(pk=one.pk).update(touched_at=timezone.now() - timedelta(days=days), **also)


def test_what_is_not_sent_is_announced_and_deleted(client: Client) -> None:
    author = Author(client)
    client.post(author.path("files"), {"more": [pdf()]})
    back(author.one, 52)
    progress.clear_away()
    assert len(mails_to("ana@example.org")) == 1
    back(author.one, 54)
    progress.clear_away()
    progress.clear_away()
    letters = mails_to("ana@example.org")
    assert len(letters) == 2
    assert client.get(link_in(letters[-1].body, "check")).status_code == 200
    back(author.one, 61)
    progress.clear_away()
    assert Contribution.objects.exists(), "a week after the mail, however late that was"
    back(author.one, 61, reminded_at=timezone.now() - timedelta(days=8))
    progress.clear_away()
    assert not Contribution.objects.exists()
    assert client.get(author.path("practice")).status_code == 410


def test_touching_it_keeps_it(client: Client) -> None:
    author = Author(client)
    back(author.one, 61, reminded_at=timezone.now() - timedelta(days=8))
    author.post("practice", title="Di nuovo")
    progress.clear_away()
    assert Contribution.objects.exists()


def test_a_year_after_the_decision_nobody_is_known_and_the_page_stays(published: Author, client: Client) -> None:
    Contribution.objects.update(decided_at=timezone.now() - timedelta(days=364))
    progress.clear_away()
    assert Contribution.objects.get().email
    Contribution.objects.update(decided_at=timezone.now() - timedelta(days=366))
    progress.clear_away()
    one = Contribution.objects.get()
    assert (one.email, one.name, one.answers) == ("", "", {})
    assert not one.files.exists()
    assert one.page.live
    assert "Ana Rossi" in Client().get(one.page.url).content.decode()
    assert client.get(published.path("status")).status_code == 200
    assert signed_in("moderator").get(reverse("contributions_one", args=[one.pk])).status_code == 200


def test_a_change_begun_and_left_is_only_closed(published: Author) -> None:
    published.post("change")
    back(published.one, 61)
    progress.clear_away()
    published.one.refresh_from_db()
    assert published.one.state == State.PUBLISHED


@pytest.mark.parametrize("language", ["fr", "nl", "it", "pt", "hr", "en"])
def test_the_status_speaks_every_language(published: Author, client: Client, language: str) -> None:
    path = published.path("status").split("contribute/", 1)[1]
    response = client.get(f"{keys.list_in(language).contribute_url}{path}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One\ntwo\n\nThree", "<p>One<br/>two</p><p>Three</p>"),
        ("Why:\n- a\n• b\n\nEnd", "<p>Why:</p><ul><li>a</li><li>b</li></ul><p>End</p>"),
        ("1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("<a href=x onclick=y>", "<p>&lt;a href=x onclick=y&gt;</p>"),
        ("2019 was good", "<p>2019 was good</p>"),
    ],
)
def test_plain_text_becomes_simple_rich_text(text: str, html: str) -> None:
    assert rich(text) == html
    assert rich(plain(html)) == html
