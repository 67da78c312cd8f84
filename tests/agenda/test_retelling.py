"""The notes of an exchange become one draft of a case study: who may, in which language, with what, and once."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agenda.models import PeerExchangePage, Retelling
from agenda.retelling import retell
from agenda.retelling_admin import NAME
from community.membership import join, space_of
from community.models import Organisation
from community.vocabularies import MemberRole
from core import notes
from core.models import CustomDocument, CustomImage
from resources.models import CaseStudyPage, ResourceIndexPage
from tests.agenda.builders import add_event, add_exchange
from tests.core.uploads.samples import picture
from tests.core.uploads.test_documents import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def member(slug: str) -> Client:
    user = get_user_model().objects.create_user(f"of-{slug}", f"{slug}@example.org")
    join(Organisation.objects.get(slug=slug), user, MemberRole.MEMBER)
    client = Client()
    client.force_login(user)
    return client


def url(page: Any) -> str:
    return reverse(NAME, args=[page.pk])


def made_of(page: PeerExchangePage) -> CaseStudyPage:
    row = Retelling.objects.get(event_key=page.translation_key)
    return CaseStudyPage.objects.get(pk=row.page_id).get_latest_revision_as_object()


def test_a_member_turns_the_own_exchange_into_one_draft(client: Client) -> None:
    page, theirs = add_exchange(language="fr", title="Échange"), member("azvo")
    assert url(page) in theirs.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    before = CaseStudyPage.objects.count()
    first = theirs.post(url(page))
    second = theirs.post(url(page))
    draft = made_of(page)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert first["Location"] == edit
    assert edit in second.content.decode()
    assert CaseStudyPage.objects.count() == before + 1
    assert theirs.get(edit).status_code == 200
    assert not draft.live
    assert (draft.locale.language_code, draft.get_parent().locale.language_code) == ("fr", "fr")
    assert (draft.title, draft.contributor.slug, draft.owner.username) == ("Échange", "azvo", "of-azvo")
    assert draft.responsible_body == "Municipalité de Porto, Cidade das Profissões, head of the reception desk"
    assert (draft.themes, draft.licence) == (["data-protection"], "to-confirm")
    assert (draft.result, draft.attention, draft.transferability) == (page.strengths, page.weaknesses, page.adapt)
    assert "« Échange »" in draft.context.replace("\xa0", " ")
    more = str(draft.body)
    assert "Zwetschgen" in more
    assert "Share the &lt;register&gt; · AZVO · 3 mars 2027" in more
    assert draft.related_ids() == [page.pk]
    assert "Raconté en détail" not in client.get(page.url).content.decode()


def test_readers_find_the_way_both_ways_once_it_is_published(client: Client) -> None:
    page = add_exchange()
    signed_in("editor").post(url(page))
    draft = made_of(page)
    draft.need = draft.done = "<p>Said.</p>"
    draft.save_revision().publish()
    live = CaseStudyPage.objects.get(pk=draft.pk)
    here = PeerExchangePage.objects.get(translation_key=page.translation_key, locale__language_code="hr")
    there = CaseStudyPage.objects.get(translation_key=live.translation_key, locale__language_code="hr")
    assert live.url in client.get(page.url).content.decode()
    assert there.url in client.get(here.url).content.decode()
    assert page.url in client.get(live.url).content.decode()


def test_a_draft_that_was_deleted_can_be_made_again() -> None:
    page, maker = add_exchange(), notes.maker()
    assert maker is not None
    parent = maker.parent("en")
    assert parent is not None
    first = retell(page, maker, parent, None)
    assert retell(page, maker, parent, None).pk == first.pk
    CaseStudyPage.objects.get(pk=first.pk).delete()
    second = retell(page, maker, parent, None)
    assert second.pk != first.pk
    assert Retelling.objects.filter(event_key=page.translation_key).count() == 1
    page.delete()
    assert not Retelling.objects.filter(event_key=page.translation_key).exists()


def test_who_may_not_is_told_so_or_kept_out() -> None:
    page, before = add_exchange(), CaseStudyPage.objects.count()
    for stranger in (member("ricdm"), signed_in("translator-hr")):
        assert stranger.post(url(page)).status_code == 302
        assert stranger.get(url(page)).status_code == 302
    assert Client().get(url(page)).status_code == 302
    assert signed_in("editor").get(url(add_event("No exchange"))).status_code == 404
    alias = PeerExchangePage.objects.filter(alias_of=page).first()
    assert signed_in("editor").get(url(alias)).status_code == 302
    assert CaseStudyPage.objects.count() == before


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        ("no list", "There is no list of case studies in English yet"),
        ("no right", "You may not add case studies in English"),
        ("nothing told", "Nothing stands under “What came out” yet"),
        ("no text", "This page has no text of its own in English yet"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_made(prepare: str, said: str) -> None:
    page, client = add_exchange(), signed_in("editor")
    if prepare == "no list":
        ResourceIndexPage.objects.all().delete()
    elif prepare == "no right":
        from wagtail.models import GroupPagePermission

        client = member("azvo")
        GroupPagePermission.objects.filter(page=ResourceIndexPage.of_cases("en")).delete()
    elif prepare == "nothing told":
        page = add_exchange("Silent", strengths="", weaknesses="", adapt="", notes="", follow_up=[])
    else:
        PeerExchangePage.objects.filter(pk=page.pk).update(content_language="fr")
        page.latest_revision.delete()
    before = CaseStudyPage.objects.count()
    answers = [client.get(url(page)), client.post(url(page))]
    assert CaseStudyPage.objects.count() == before
    for answer in answers:
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert "Make the draft" not in answer.content.decode()


def test_members_keep_slides_and_pictures_of_their_exchange_in_their_own_collection() -> None:
    """The report is filled from the choosers of its form: they take files into the own collection, and no others."""
    theirs, own = member("azvo"), space_of(Organisation.objects.get(slug="azvo")).collection
    other = space_of(Organisation.objects.get(slug="porto")).collection
    CustomDocument.objects.create(title="Slides of Porto", file=ContentFile(PDF, "porto.pdf"), collection=other)
    kinds = (("document", CustomDocument, "slides.pdf", PDF), ("image", CustomImage, "round.png", picture("PNG")))
    for kind, model, name, content in kinds:
        app, form = f"wagtail{kind.removesuffix('ument')}s", f"{kind}-chooser-upload-"
        for collection, goes in ((own, True), (other, False)):
            data = {f"{form}title": f"Round {goes}", f"{form}collection": str(collection.pk)}
            file = SimpleUploadedFile(name, content)
            theirs.post(reverse(f"{app}_chooser:create"), data | {f"{form}file": file})
        assert list(model.objects.filter(title="Round True").values_list("collection", flat=True)) == [own.pk]
        assert not model.objects.filter(collection=other, title__startswith="Round").exists()
    shown = theirs.get(reverse("wagtaildocs_chooser:choose")).content.decode()
    assert "Round True" in shown
    assert "Slides of Porto" not in shown
