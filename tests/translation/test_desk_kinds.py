"""Texts that are no pages: rows of centres and organisations, names of vocabularies; and the explorer's column."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from centres.models import Centre, ServiceTerm
from community.models import Organisation
from core.i18n.languages import LANGUAGES
from core.seed import page_by_key
from translation.following import follow
from translation.models import Item, Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def states(kind: str, key: Any) -> dict[str, str]:
    follow()
    rows = Standing.objects.filter(item__kind=kind, item__key=str(key), item__live=True)
    return {one.locale.language_code: one.state for one in rows.select_related("locale")}


def written(*languages: str) -> Centre:
    centre = Centre.objects.create(name="Leerwinkel Test", language="nl", country="BE", live=True)
    for code in languages:
        centre.texts.add(centre.texts.model(language=code, summary=f"Some words in {code}", papers="", name="X"))
    centre.save()
    return Centre.objects.get(pk=centre.pk)


def test_a_centre_is_read_in_the_languages_it_has_rows_in() -> None:
    centre = written("fr", "nl")
    fallback = dict.fromkeys(("it", "pt", "hr", "en"), ItemState.FALLBACK)
    assert states("centres.centre", centre.pk) == fallback | {"fr": ItemState.PUBLISHED}


def test_an_edited_row_asks_the_other_languages() -> None:
    centre = written("fr", "nl")
    states("centres.centre", centre.pk)
    row = centre.texts.get(language="nl")
    row.summary = "Other words in nl"
    centre.texts.add(row)
    centre.save()
    assert states("centres.centre", centre.pk)["fr"] == ItemState.CHANGED
    row = centre.texts.get(language="fr")
    row.summary = "D’autres mots"
    centre.texts.add(row)
    centre.save()
    assert states("centres.centre", centre.pk)["fr"] == ItemState.PUBLISHED


def test_a_row_of_a_draft_waits_for_review() -> None:
    centre = written("nl")
    states("centres.centre", centre.pk)
    centre.texts.add(centre.texts.model(language="hr", summary="Nekoliko riječi"))
    centre.save_revision()
    assert states("centres.centre", centre.pk)["hr"] == ItemState.REVIEW
    centre.get_latest_revision().publish()
    assert states("centres.centre", centre.pk)["hr"] == ItemState.PUBLISHED


def test_a_centre_nobody_has_written_about_is_none() -> None:
    assert states("centres.centre", written().pk) == {}


def test_a_centre_taken_back_asks_for_nothing() -> None:
    centre = written("nl")
    assert states("centres.centre", centre.pk)
    centre.unpublish()
    assert states("centres.centre", centre.pk) == {}


def test_organisations_passage_by_passage() -> None:
    one = Organisation.objects.filter(live=True).first()
    row = one.texts.first()
    row.about = "<p>One paragraph</p><p>And <b>another</b> one</p>"
    one.texts.add(row)
    one.save()
    states("community.organisation", one.pk)
    item = Item.objects.get(kind="community.organisation", key=str(one.pk))
    if item.locale.language_code == row.language:
        assert item.segments.filter(path="about", order__isnull=False).count() == 2


def test_the_name_of_an_added_term_is_a_text_too() -> None:
    term = ServiceTerm(code="night-desk", labels={"en": "Night desk", "fr": "Guichet de nuit"})
    term.save()
    found = states("core.term", term.pk)
    assert found.pop("fr") == ItemState.PUBLISHED
    assert set(found.values()) == {ItemState.FALLBACK}
    term.labels |= {"en": "Desk at night"}
    term.save()
    assert states("core.term", term.pk)["fr"] == ItemState.CHANGED


def test_words_of_the_portal_itself_are_not() -> None:
    one = next(term for term in ServiceTerm.objects.all() if term.is_built_in)
    one.labels = {"en": "Renamed"}
    one.save()
    assert states("core.term", one.pk) == {}


@pytest.mark.parametrize("role", ["administrator", "editor", "moderator", "translator-hr", "translator-fr"])
def test_every_address_of_the_desk_opens_for_whom_it_is_shown(role: str) -> None:
    """Texts in place are written by whoever writes the language, without a right over the form."""
    centre = written("nl")
    ServiceTerm(code="night-desk", labels={"en": "Night desk"}).save()
    client = Client()
    client.force_login(get_user_model().objects.get(username=role))
    kinds = [ContentType.objects.get_for_model(one, for_concrete_model=False).pk for one in (Centre, ServiceTerm)]
    lists = [{"kind": kind, "page": page} for kind in kinds for page in (1, 2)] + [
        {"state": "changed"},
        {"source": "fr"},
    ]
    answers = [client.get(reverse("translation_desk"), {"language": "hr"} | one) for one in lists]
    shown = {row.title: row.form_url for answer in answers for row in answer.context["rows"]}
    assert {"Leerwinkel Test", "Night desk"} <= shown.keys()
    writes = role != "translator-fr"
    assert bool(shown[centre.name]) is bool(shown["Night desk"]) is writes
    urls = {address for address in shown.values() if address}
    assert bool(urls) is writes
    for address in sorted(urls)[:12]:
        assert client.get(address).status_code == 200, address


def test_the_explorer_says_how_far_pages_are(max_queries: Any) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="moderator"))
    page = page_by_key("contact", "en")
    for code in LANGUAGES:
        home = page_by_key("home", code)
        said = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
        if code == "hr":
            assert "Source changed (1)" in " ".join(said.split())
        assert "Published" in said or code == "en"
    said = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert "languages wait" in said or "language waits" in said
    assert Locale.objects.count() == len(LANGUAGES)
