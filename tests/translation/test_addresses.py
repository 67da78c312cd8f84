"""A translated page gets an address in its own words, once, and no old address is lost."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_following import version, write
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    book,
    edit,
    post,
    publish,
    published,
    say,
    standing,
    submit,
)
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def croatian(page: StandardPage) -> StandardPage:
    found = version(page, "hr")
    assert found is not None
    return found


def test_the_first_translation_is_found_under_its_own_title_and_under_the_old_address(
    admin_client: Client,
    client: Client,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    before = croatian(book).url
    assert before.endswith("/book/")
    say(begun, **ALL | {"title": "Knjiga o đačkim &amp; drugim putovima"})
    publish(admin_client, book)
    now = croatian(book)
    assert now.slug == "knjiga-o-dackim-drugim-putovima"
    assert client.get(now.url).status_code == 200
    answer = client.get(before)
    assert (answer.status_code, answer["Location"]) == (301, now.url)
    assert standing(book).state == ItemState.PUBLISHED
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_address_stays_whatever_the_title_and_the_original_become(
    admin_client: Client,
    book: StandardPage,  # noqa: F811
    published: Translation,  # noqa: F811
) -> None:
    assert croatian(book).slug == "knjiga"
    say(published, title="Knjižica")
    publish(admin_client, book)
    assert (croatian(book).title, croatian(book).slug) == ("Knjižica", "knjiga")
    edit(book, slug="volume", title="Volume")
    standing(book)
    say(published, title="Svezak")
    publish(admin_client, book)
    assert (croatian(book).title, croatian(book).slug) == ("Svezak", "knjiga")


def test_an_address_like_that_of_the_original_stays_too(
    admin_client: Client,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    say(begun, **ALL | {"title": "Book"})
    publish(admin_client, book)
    assert croatian(book).slug == "book"
    edit(book, slug="volume")
    assert standing(book).state == ItemState.PUBLISHED
    source = begun.source
    form = {"publish_translations": "on"}
    assert admin_client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), form).status_code == 302
    assert croatian(book).slug == "book"


def test_what_stands_below_moves_along(admin_client: Client, client: Client, book: StandardPage) -> None:  # noqa: F811
    write(book, "Chapter")
    old = version(StandardPage.objects.get(title="Chapter", locale=book.locale), "hr").url
    made = submit(admin_client, book)
    say(made, **ALL)
    publish(admin_client, book)
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/knjiga/chapter/")
    assert client.get(answer["Location"]).status_code == 200


def test_two_of_one_title_have_two_addresses(admin_client: Client, book: StandardPage, begun: Translation) -> None:  # noqa: F811
    write(page_by_key("home", "hr"), "Knjiga", live=False)
    say(begun, **ALL)
    publish(admin_client, book)
    assert croatian(book).slug == "knjiga-2"


def test_a_translator_s_version_in_review_has_it_too(book: StandardPage, begun: Translation, client: Client) -> None:  # noqa: F811
    say(begun, **ALL)
    client.force_login(get_user_model().objects.get(username="translator-hr"))
    post(client, "wagtailadmin_pages:edit", croatian(book), action="review")
    page = croatian(book)
    assert page.slug == "book", "readers still read the original there"
    assert page.get_latest_revision_as_object().slug == "knjiga"
    page.get_latest_revision().publish()
    assert croatian(book).slug == "knjiga"
    assert Redirect.objects.filter(old_path="/hr/book", redirect_page=page).exists()


def test_without_a_translated_title_nothing_happens(
    admin_client: Client,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    say(begun, summary="Knjiga je to.", body="Tekst knjige")
    address = reverse("wagtailadmin_pages:edit", args=[croatian(book).pk])
    told = admin_client.post(address, {"action": "publish"})
    admin_client.post(address, {"action": "publish", "known": told.context["fields"]["known"]})
    assert croatian(book).slug == "book"
    assert not Redirect.objects.filter(old_path="/hr/book").exists()


def test_an_address_somebody_chose_stays(admin_client: Client, book: StandardPage, begun: Translation) -> None:  # noqa: F811
    page = croatian(book)
    page.slug = "moja-knjiga"
    page.save()
    say(begun, **ALL)
    publish(admin_client, book)
    assert croatian(book).slug == "moja-knjiga"
    assert StringTranslation.objects.filter(context__path="slug", data="moja-knjiga").exists()
