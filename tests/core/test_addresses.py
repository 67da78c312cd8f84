"""Addresses: made without losing a letter, never one of the portal's own, and old ones lead on."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from centres.models import Centre, FinderPage
from community.models import CommunityIndexPage, Organisation
from core.i18n.languages import LANGUAGES
from core.seed import page_by_key
from core.slugs import slug_of
from home.models import StandardPage
from tests.core.test_following import version, write

pytestmark = pytest.mark.django_db
REFUSED = "This word is an address of the portal itself."


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đurđevac", "durdevac"),
        ("Cœur", "coeur"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærø, Ísafjörður", "aero-isafjordur"),
        ("Αθήνα", "athina"),
        ("L’Île-d’Yeu", "lile-dyeu"),
        ("  (…)  ", ""),
        ("a" * 300, "a" * 255),
    ],
)
def test_no_letter_is_lost(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_centres_and_pages_make_addresses_alike(seeded: None) -> None:
    assert Centre(name="Đurđevac Łódź")._free_slug() == "durdevac-lodz"
    assert write(page_by_key("home", "hr"), "Đurđevac Łódź").slug == "durdevac-lodz"
    assert write(page_by_key("home", "hr"), "Nacrt œ", live=False).slug == "nacrt-oe"


# Addresses of the portal itself


def search_word(language: str) -> str:
    with override(language):
        return reverse("search").strip("/").split("/")[-1]


@pytest.mark.parametrize("live", [True, False])
def test_a_page_that_the_search_would_hide_is_refused(seeded: None, language: str, live: bool) -> None:
    with pytest.raises(ValidationError) as refused:
        write(page_by_key("home", language), "Page", slug=search_word(language), live=live)
    assert "slug" in refused.value.message_dict


def test_a_word_of_a_deeper_address_is_refused_there_only(seeded: None) -> None:
    embed = write(page_by_key("home", "en"), "Embed", slug="embed")
    with pytest.raises(ValidationError):
        write(embed, "Centres", slug="centres")
    assert write(embed, "Search", slug="search").url == "/en/embed/search/"


def test_the_form_says_so(admin_client: Client, language: str) -> None:
    home = page_by_key("home", language)
    page = write(home, "Page")
    data = {
        "title": "Page",
        "summary": "Page.",
        "slug": search_word(language),
        "body-count": "0",
        "aside-count": "0",
        "related-count": "0",
        "hero_alt": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for name, args in (("add", ["home", "standardpage", home.pk]), ("edit", [page.pk])):
        response = admin_client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data)
        assert response.status_code == 200
        assert REFUSED in response.content.decode(), name


def test_neither_move_nor_copy_leads_out_of_sight(admin_client: Client) -> None:
    home = page_by_key("home", "en")
    shelf = write(home, "Shelf")
    page = write(shelf, "Search")
    move = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    assert REFUSED in admin_client.post(move, follow=True).content.decode()
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Search", "new_slug": "search", "new_parent_page": home.pk, "publish_copies": "on"}
    assert REFUSED in admin_client.post(copy, data, follow=True).content.decode()
    assert not home.get_children().filter(slug="search").exists()


def test_a_fallback_page_steps_aside(seeded: None, client: Client) -> None:
    page = write(page_by_key("home", "en"), "Recherche")
    assert page.url == "/en/recherche/"
    french = version(page, "fr")
    assert french.url == "/fr/recherche-2/"
    assert "Text of Recherche" in client.get(french.url).content.decode()


# Old addresses


def test_the_old_address_of_a_page_leads_on_in_every_language(
    seeded: None, client: Client, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    page = write(page_by_key("home", language), "Before")
    below = write(page, "Below")
    old, old_below = page.url, below.url
    page.slug = "after"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert client.get(old)["Location"] == f"/{language}/after/"
    assert client.get(old_below)["Location"] == f"/{language}/after/below/"


def renamed(thing: Centre | Organisation, slug: str) -> None:
    thing.slug = slug
    thing.save()


@pytest.mark.parametrize(("model", "index"), [(Centre, FinderPage), (Organisation, CommunityIndexPage)])
def test_the_old_address_below_an_index_leads_on_in_every_language(
    seeded: None, client: Client, model: type, index: type, language: str
) -> None:
    thing = model.objects.filter(live=True).first()
    base, first = index.url_in(language), thing.slug
    renamed(thing, "second-name")
    renamed(thing, "third-name")
    for old in (first, "second-name"):
        answer = client.get(f"{base}{old}/")
        assert (answer.status_code, answer["Location"]) == (301, f"{base}third-name/")
    renamed(thing, first)
    assert client.get(f"{base}{first}/").status_code == 200
    assert client.get(f"{base}third-name/")["Location"] == f"{base}{first}/"


def test_what_stands_below_an_old_address_leads_on(
    seeded: None, client: Client, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    centre = Centre.objects.filter(live=True).first()
    finder = FinderPage.objects.get(locale__language_code=language)
    old, first = finder.url, centre.slug
    renamed(centre, "second-name")
    assert client.get(f"{old}{first}/suggest/?a=1")["Location"] == f"{old}second-name/suggest/?a=1"
    finder.slug = "places"
    with django_capture_on_commit_callbacks(execute=True):
        finder.save_revision().publish()
    assert client.get(f"{old}second-name/?a=1")["Location"] == f"/{language}/places/second-name/?a=1"
    assert client.get(f"{old}second-name/")["Location"] == f"/{language}/places/second-name/"
    assert client.get(f"/{language}/nothing/here/").status_code == 404


# Links


def test_links_on_a_fallback_page_go_to_the_readers_language(seeded: None, client: Client, language: str) -> None:
    source = "en" if language != "en" else "fr"
    target = page_by_key("contact", source)
    here = page_by_key("contact", language)
    body = [
        {"type": "paragraph", "value": f'<p><a linktype="page" id="{target.pk}">Write</a></p>'},
        {"type": "button", "value": {"page": target.pk, "url": "", "text": "Write", "style": "primary"}},
        {"type": "related", "value": {"title": "Read on", "pages": [target.pk]}},
    ]
    home = page_by_key("home", source)
    page = StandardPage(locale=home.locale, title="Links", summary="Links.", body=body)
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision().publish()
    html = client.get(version(page, language).url).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count(f'href="{here.url}"') == 3
    assert f'href="{target.url}"' not in main


def test_links_cost_the_same_for_one_and_for_many(seeded: None, count_queries: object) -> None:
    from wagtail.rich_text import expand_db_html

    pages = list(StandardPage.objects.live()[:12])
    links = [f'<a linktype="page" id="{page.pk}">x</a>' for page in pages]
    assert count_queries(lambda: expand_db_html(links[0])) == count_queries(lambda: expand_db_html("".join(links)))
    assert len(LANGUAGES) == 6
