"""Peer exchanges: an event in everything, with a theme beforehand and what came out afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from agenda.models import EventPage, PeerExchangePage, Register
from agenda.series import make_drafts
from agenda.vocabularies import EventKind
from core import onward, ownership
from core.fields import StreamField
from core.onward import Subject
from core.seed import page_by_key
from core.work.models import Job
from search.sources import PageSource
from tests.agenda.builders import TOLD, add_event, add_exchange, agenda, days_from_now
from tests.agenda.signing import person
from tests.translation.test_desk_following import post, say, submit
from translation.following import follow
from translation.models import Segment, Standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
AFTERWARDS = ("What came out", "freely", "told twice", "your own officer", "Zwetschgen", "Share the &lt;register&gt;")
BEFOREHAND = ("Data protection", "head of the reception desk", "Who deletes the list?", "Cidade das Profissões")


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_beforehand_it_says_who_opens_what_and_afterwards_what_came_out(client: Client) -> None:
    coming = body(client, add_exchange("Round to come", start_date=days_from_now(3)).url)
    over = body(client, add_exchange().url)
    for words in BEFOREHAND:
        assert words in coming, words
        assert words in over, words
    for words in AFTERWARDS:
        assert words not in coming, words
        assert words in over, words
    assert "by 3 March 2027" in over
    assert over.index("What came out") < over.index("Questions to start from")
    assert "Peer exchange" in coming


def test_the_search_finds_what_came_out_when_readers_do() -> None:
    coming, over = add_exchange("Round to come", start_date=days_from_now(3)), add_exchange()
    assert "Zwetschgen" not in coming.search_body()
    assert "register" not in coming.search_body()
    assert "deletes the list" in coming.search_body()
    assert "Zwetschgen" in over.search_body()
    (document,) = PageSource().documents([over.pk])
    assert "Zwetschgen" in document.body
    assert (document.facets["theme"], [*PageSource().public()].count(over.pk)) == (["data-protection"], 1)
    assert over.json_ld()["@type"] == "Event"
    assert over.json_ld()["about"]["name"] == "Data protection"


def test_it_is_an_event_wherever_events_are_asked_for(client: Client) -> None:
    page = add_exchange(
        "Round to come", start_date=days_from_now(3), start_time="10:00", sign_up=True, competences=["B"]
    )
    event = EventPage.objects.get(pk=page.pk)
    assert event.event_kind == EventKind.PEER_EXCHANGE
    assert "Round to come" in body(client, agenda().url)
    assert client.get(page.sign_up_url).status_code == 200
    assert person(event).confirmed_at
    assert "Round to come" in body(client, f"{page.url}event.ics")
    for query, there in (("kind=peer-exchange", True), ("theme=data-protection", True), ("theme=value", False)):
        assert ("Round to come" in body(client, f"{agenda().calendar_url}?{query}")) is there, query
    assert "Round to come" in body(client, f"{agenda().url}feed.atom")
    assert ownership.owned(PeerExchangePage) is ownership.owned(EventPage)
    subject = Subject(url="/en/resources/x/", competences=("A",), themes=("data-protection",))
    with override("en"):
        assert any(
            step.title == "Round to come" for step in onward.steps(subject, Locale.objects.get(language_code="en"))
        )


def test_it_speaks_every_language_through_fallback_pages_and_costs_little(
    client: Client, language: str, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    page = add_exchange()
    shown = PeerExchangePage.objects.get(translation_key=page.translation_key, locale__language_code=language)
    assert "freely" in body(client, shown.url)
    assert count_queries(lambda: client.get(shown.url)) <= 10
    with override(language):
        assert str(PeerExchangePage._meta.verbose_name) in str(EventKind.PEER_EXCHANGE.label).lower()


def test_the_desk_translates_what_is_written_and_what_is_known_stays_the_same(admin_client: Client) -> None:
    page = add_exchange()
    begun = submit(admin_client, page)
    told = ("opened_by", "opening_questions", "strengths", "weaknesses", "adapt", "notes")
    follow()
    item = Standing.objects.get(item__key=str(page.translation_key), item__live=True, locale__language_code="hr").item
    paths = {path.partition(".")[0] for path in Segment.objects.filter(item=item).values_list("path", flat=True)}
    assert {*told, "follow_up", "title"} <= paths
    assert not {"theme", "opener", "event_kind"} & paths
    say(
        begun,
        title="Razmjena",
        summary="O podacima.",
        **{name: f"Rečeno {name}" for name in told},
        follow_up="Dogovoreno",
    )
    own = PeerExchangePage.objects.get(translation_key=page.translation_key, locale__language_code="hr")
    post(admin_client, "wagtailadmin_pages:edit", own, action="publish")
    own.refresh_from_db()
    assert (own.alias_of_id, own.content_language, own.title) == (None, "hr", "Razmjena")
    assert (own.theme, own.opener, own.event_kind) == (page.theme, page.opener, EventKind.PEER_EXCHANGE)
    assert "Rečeno notes" in own.notes
    assert {block.value["until"] for block in own.follow_up} == {date(2027, 3, 3), None}


def test_the_next_dates_keep_the_theme_and_empty_what_came_out() -> None:
    page = add_exchange(start_date=date(2027, 1, 31), sign_up=True, report=[("paragraph", "<p>Done</p>")])
    (made,) = make_drafts(page.get_latest_revision_as_object(), [date(2027, 3, 31)], None)
    draft = Page.objects.get(pk=made.pk).get_latest_revision_as_object()
    assert isinstance(draft, PeerExchangePage)
    assert (draft.live, draft.start_date, draft.theme, draft.opener.slug) == (
        False,
        date(2027, 3, 31),
        "data-protection",
        "porto",
    )
    assert draft.opening_questions == TOLD["opening_questions"]
    for name in ("strengths", "weaknesses", "adapt", "notes", "follow_up", "report"):
        field = PeerExchangePage._meta.get_field(name)
        assert not getattr(draft, name), name
        assert isinstance(field, StreamField) or getattr(draft, name) == ""
    draft.save_revision().publish()
    assert Register.objects.filter(event_key=draft.translation_key).exists()


def form(**changes: Any) -> dict[str, Any]:
    """What an editor writes."""
    streams = ("body", "programme", "questions", "report", "related")
    texts = ("opening_questions", "strengths", "weaknesses", "adapt", "notes")
    data: dict[str, Any] = {
        "title": "Échange sur les liens", "slug": "liens", "summary": "Comment rester en lien.", "hero_image": "",
        "hero_alt": "", "seo_title": "", "search_description": "", "reviewed_on": "", "organiser": "", "opener": "",
        "opened_by": "", "theme": "links", "start_date": "2027-01-14", "start_time": "10:00", "end_date": "",
        "end_time": "12:30", "time_zone": "Europe/Paris", "venue": "", "place": "Paris", "country": "FR", "link": "",
        "follow_up": streamfield([("step", {"what": "Écrire", "who": "", "until": "2027-02-01"})]),
        "go_live_at": "", "expire_at": "", "comments": inline_formset([]), "action-publish": "publish",
        **{name: streamfield([]) for name in streams}, **{name: rich_text("<p>Oui</p>") for name in texts},
    }  # fmt: skip
    return nested_form_data(data | changes)


def test_an_editor_makes_one_and_mistakes_are_shown_at_their_field(admin_client: Client, client: Client) -> None:
    parent = agenda("fr")
    url = reverse("wagtailadmin_pages:add", args=["agenda", "peerexchangepage", parent.pk])
    page = body(admin_client, url)
    assert "event_kind" not in page
    for changes, field in (
        ({"theme": "weather"}, "theme"),
        ({"end_time": "09:00"}, "end_time"),
        ({"opened_by": "x" * 8000}, "opened_by"),
        ({"follow_up": streamfield([("step", {"what": "", "who": "", "until": ""})])}, "follow_up"),
        ({"follow_up": streamfield([("step", {"what": "A", "who": "", "until": "soon"})])}, "follow_up"),
    ):
        answer = admin_client.post(url, form(**changes))
        assert answer.status_code == 200
        assert field in answer.context["form"].errors, field
    assert not PeerExchangePage.objects.filter(slug="liens").exists()
    answer = admin_client.post(url, form(strengths=rich_text("<p>Ok<script>alert(1)</script></p>")))
    assert answer.status_code == 302, answer.context["form"].errors
    made = PeerExchangePage.objects.get(slug="liens", locale__language_code="fr")
    assert (made.live, made.event_kind, made.theme) == (True, "peer-exchange", "links")
    assert "<script" not in made.strengths
    assert PeerExchangePage.objects.filter(alias_of=made).count() == 5
    assert "Liens entre partenaires" in body(client, made.url)
    assert body(admin_client, reverse("wagtailadmin_pages:edit", args=[made.pk]))


def test_the_form_of_events_leaves_exchanges_to_their_own_kind_of_page(admin_client: Client) -> None:
    def offered(url: str) -> bool:
        return 'value="peer-exchange"' in body(admin_client, url)

    assert not offered(reverse("wagtailadmin_pages:add", args=["agenda", "eventpage", agenda().pk]))
    older = add_event("Older exchange", event_kind=EventKind.PEER_EXCHANGE)
    assert offered(reverse("wagtailadmin_pages:edit", args=[older.pk]))
    choice = body(admin_client, reverse("wagtailadmin_pages:add_subpage", args=[agenda().pk]))
    assert "Colleagues open a theme" in choice


def test_pictures_and_slides_stand_in_the_report(client: Client) -> None:
    from core.models import CustomDocument, CustomImage

    (picture_of,) = CustomImage.objects.all()[:1]
    pictures = [picture_of, picture_of]
    document = CustomDocument.objects.first()
    picture = {"alt": "People at a table", "decorative": False, "caption": "The round", "credit": ""}
    page = add_exchange()
    page.report = [
        ("document", {"document": document, "title": "Slides", "note": ""}),
        ("gallery", {"title": "", "images": [{"image": one, **picture} for one in pictures]}),
    ]
    page.save_revision().publish()
    html = body(client, page.url)
    assert "Slides" in html
    assert html.count('alt="People at a table"') == 2


def test_seeding_again_changes_nothing(with_example: str) -> None:
    before = list(PeerExchangePage.objects.order_by("pk").values_list("pk", "latest_revision"))
    call_command("seed", verbosity=0)
    assert list(PeerExchangePage.objects.order_by("pk").values_list("pk", "latest_revision")) == before
    assert len(before) == 12


def test_a_new_site_shows_an_exchange_one_can_sign_up_for(with_example: str, client: Client, language: str) -> None:
    page = page_by_key(with_example, language).specific
    html = body(client, page.url)
    assert page.sign_up_url in html
    assert page.theme_label in html
    assert page.is_past is False
    assert client.get(page.sign_up_url).status_code == 200
    assert not Job.objects.filter(task="agenda.tasks.announce_event").exists(), (
        "nobody who waits for a date is told of it"
    )
