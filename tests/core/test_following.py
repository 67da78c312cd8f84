"""Fallback pages follow their source, and what was written in a language is never lost."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published

from core.i18n.following import deletion_of
from core.i18n.languages import LANGUAGES
from core.models import BasePage
from core.seed import page_by_key
from home.models import StandardPage

pytestmark = pytest.mark.django_db
OTHERS = [code for code in LANGUAGES if code != "en"]


def write(parent: Page, title: str, *, live: bool = True, **more: Any) -> StandardPage:
    body = [{"type": "paragraph", "value": f"<p>Text of {title}</p>"}]
    page = StandardPage(locale=parent.locale, title=title, summary=f"{title}.", body=body, live=False, **more)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def version(page: Page, language: str) -> StandardPage | None:
    return StandardPage.objects.filter(translation_key=page.translation_key, locale__language_code=language).first()


def translate(page: StandardPage, language: str, title: str) -> StandardPage:
    """Publishes an own text in place of the fallback page."""
    fallback = version(page, language)
    fallback.alias_of = None
    fallback.title = fallback.draft_title = title
    fallback.save(clean=False)
    fallback.save_revision().publish()
    return version(page, language)


@pytest.fixture
def shelf(seeded: None) -> StandardPage:
    return write(page_by_key("home", "en"), "Shelf")


@pytest.fixture
def book(shelf: StandardPage) -> StandardPage:
    return write(shelf, "Book")


SAID = ("title", "draft_title", "summary", "live", "has_unpublished_changes", "last_published_at", "content_language")


def test_a_new_page_is_copied_into_the_other_languages_once(shelf: StandardPage) -> None:
    saved: Counter[str] = Counter()
    told = []

    def count(instance: StandardPage, **kwargs: Any) -> None:
        saved[instance.locale.language_code] += 1

    def hear(instance: StandardPage, alias: bool = False, **kwargs: Any) -> None:
        told.extend([instance.locale.language_code] if alias else [])

    post_save.connect(count, sender=StandardPage)
    page_published.connect(hear, sender=StandardPage)
    try:
        book = write(shelf, "Book")
        once = {code: saved[code] for code in OTHERS}
        for title in ("Books", "Library"):  # what is there already follows
            book.title = title
            book.save_revision().publish()
            assert {version(book, code).title for code in OTHERS} == {title}
    finally:
        post_save.disconnect(count, sender=StandardPage)
        page_published.disconnect(hear, sender=StandardPage)
    assert once == dict.fromkeys(OTHERS, 1)
    assert sorted(told) == sorted(OTHERS * 3)
    book = write(shelf, "Other")
    for copy in (version(book, code) for code in OTHERS):
        assert [getattr(copy, name) for name in SAID] == [getattr(book, name) for name in SAID]
        assert copy.body.raw_data[0]["value"] == book.body.raw_data[0]["value"]


# Restriction


@pytest.mark.parametrize("on", ["page", "above"])
def test_a_restriction_counts_in_every_language(
    shelf: StandardPage, book: StandardPage, client: Client, on: str
) -> None:
    translate(shelf, "fr", "Étagère")
    restriction = PageViewRestriction.objects.create(page=book if on == "page" else shelf, restriction_type="login")
    public = StandardPage.objects.in_public().filter(translation_key=book.translation_key)
    assert not public.exists(), "also below a translated, public parent"
    for language in OTHERS:
        assert client.get(version(book, language).url).status_code == 302
    restriction.delete()
    assert public.count() == len(LANGUAGES)


def test_a_restriction_older_than_the_fallback_pages_ends_with_the_original(
    shelf: StandardPage, client: Client
) -> None:
    draft = write(shelf, "Plan", live=False)
    restriction = PageViewRestriction.objects.create(page=draft, restriction_type="login")
    draft.get_latest_revision().publish()
    assert client.get(version(draft, "hr").url).status_code == 302
    restriction.delete()
    assert client.get(version(draft, "hr").url).status_code == 200


def test_a_page_below_the_fallback_of_a_private_page_is_private(shelf: StandardPage, client: Client) -> None:
    own = write(version(shelf, "fr"), "Texte")
    PageViewRestriction.objects.create(page=shelf, restriction_type="login")
    assert client.get(own.url).status_code == 302
    assert not StandardPage.objects.in_public().filter(pk=own.pk).exists()


def test_a_translation_in_progress_hides_what_only_some_may_see(book: StandardPage, client: Client) -> None:
    translated = translate(book, "fr", "Livre")
    translated.unpublish()
    restriction = PageViewRestriction.objects.create(page=book.get_parent(), restriction_type="login")
    assert client.get(translated.url).status_code == 404
    restriction.delete()
    assert "Text of Book" in client.get(translated.url).content.decode()


def test_beginning_to_translate_a_private_page_does_not_open_it(book: StandardPage, client: Client) -> None:
    translate(book.get_parent().specific, "fr", "Étagère")
    PageViewRestriction.objects.create(page=book.get_parent(), restriction_type="login")
    fallback = version(book, "fr")
    ConvertAliasPageAction(fallback).execute()
    fallback.save()
    assert client.get(fallback.url).status_code == 404
    draft = version(book, "fr")
    draft.title = "Livre"
    draft.save_revision().publish()
    assert "Livre" in client.get(fallback.url).content.decode()


# Taking back


def test_taking_back_and_publishing_again(book: StandardPage, client: Client) -> None:
    addresses = [version(book, language).url for language in LANGUAGES]
    book.unpublish()
    assert {client.get(address).status_code for address in addresses} == {404}
    book.get_latest_revision().publish()
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_taken_back_shows_the_original_again(book: StandardPage, client: Client, language: str) -> None:
    translated = translate(book, language, "Own words")
    assert "Own words" in client.get(translated.url).content.decode()
    translated.unpublish()
    html = client.get(translated.url).content.decode()
    assert "Text of Book" in html
    assert "Own words" not in html
    draft = version(book, language)
    assert draft.get_latest_revision_as_object().title == "Own words", "the draft is kept"
    draft.get_latest_revision().publish()
    assert "Own words" in client.get(translated.url).content.decode()


def test_a_page_taken_back_follows_the_original_meanwhile(book: StandardPage, client: Client) -> None:
    translated = translate(book, "fr", "Livre")
    translated.unpublish()
    book.title = "New book"
    book.save_revision().publish()
    assert "New book" in client.get(translated.url).content.decode()
    assert version(book, "fr").get_latest_revision_as_object().title == "Livre"
    book.unpublish()
    assert client.get(translated.url).status_code == 404


def test_without_the_original_the_translation_is_shown(book: StandardPage, client: Client) -> None:
    translate(book, "fr", "Livre")
    book.unpublish()
    for language in ("hr", "en"):
        html = client.get(version(book, language).url).content.decode()
        assert "Livre" in html
    book.refresh_from_db()
    assert book.get_latest_revision_as_object().title == "Book"


# Moving


def test_fallback_pages_move_along_with_redirects(book: StandardPage, client: Client) -> None:
    chapter = write(book, "Chapter")
    other = write(page_by_key("home", "en"), "Other shelf")
    old = {language: version(chapter, language).url for language in LANGUAGES}
    book.move(Page.objects.get(pk=other.pk), pos="last-child")
    for language in LANGUAGES:
        assert version(book, language).get_parent().pk == version(other, language).pk
        assert client.get(old[language])["Location"] == version(chapter, language).url
    version(book, "en").get_parent().get_parent()
    StandardPage.objects.get(title="Shelf", locale__language_code="en").delete()
    assert client.get(version(chapter, "hr").url).status_code == 200


def test_a_move_below_a_draft_keeps_every_language(book: StandardPage, client: Client) -> None:
    draft = write(page_by_key("home", "en"), "Draft shelf", live=False)
    book.move(Page.objects.get(pk=draft.pk), pos="last-child")
    assert [version(book, code).get_parent().slug for code in LANGUAGES] == ["draft-shelf"] * len(LANGUAGES)
    assert not version(draft, "nl").live


def test_a_move_where_the_address_is_taken_finds_another(book: StandardPage) -> None:
    other = write(page_by_key("home", "en"), "Other shelf")
    write(version(other, "fr"), "Book", slug="book", live=False)
    book.move(Page.objects.get(pk=other.pk), pos="last-child")
    assert version(book, "fr").url.endswith("/book-2/")


def test_the_order_is_the_same_in_every_language(shelf: StandardPage) -> None:
    pages = [write(shelf, title) for title in "ABC"]
    Page.objects.get(pk=pages[2].pk).move(Page.objects.get(pk=pages[0].pk), pos="left")
    for language in LANGUAGES:
        assert [page.title for page in version(shelf, language).get_children()] == ["C", "A", "B"]


# Deleting


def confirmation(client: Client, page: Page) -> str:
    return client.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content.decode()


def test_the_confirmation_counts_the_pages_of_other_languages(
    admin_client: Client, shelf: StandardPage, book: StandardPage
) -> None:
    assert "10 pages of other languages" in confirmation(admin_client, shelf)
    write(version(shelf, "fr"), "Texte", live=False)
    html = confirmation(admin_client, shelf)
    assert "9 pages of other languages" in html
    assert "1 page written in another language stays" in html
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert "9 pages of other languages" in admin_client.get(f"{bulk}?id={shelf.pk}").content.decode()


@pytest.mark.parametrize("live", [True, False])
def test_a_page_of_another_language_is_never_lost(
    admin_client: Client, shelf: StandardPage, book: StandardPage, live: bool
) -> None:
    own = write(version(shelf, "fr"), "Texte", live=live)
    deeper = write(version(book, "nl"), "Tekst", live=live)
    assert admin_client.post(reverse("wagtailadmin_pages:delete", args=[shelf.pk])).status_code == 302
    assert Page.find_problems() == ([], [], [], [], [])
    for page, above in ((own, ["shelf"]), (deeper, ["shelf", "book"])):
        page.refresh_from_db()
        ancestors = page.get_ancestors().filter(depth__gt=2)
        assert list(ancestors.values_list("slug", "live")) == [(slug, False) for slug in above]
        assert Client().get(page.url).status_code == (200 if live else 404)
    assert not version(shelf, "hr")
    assert not version(book, "fr")


def test_with_the_original_goes_its_fallback_not_its_translation(book: StandardPage, client: Client) -> None:
    translated = translate(book, "fr", "Livre")
    assert deletion_of([book]).changing == 4
    book.delete()
    for language in LANGUAGES:
        assert "Livre" in client.get(version(translated, language).url).content.decode(), language


def test_a_translation_deleted_becomes_the_fallback_again(
    shelf: StandardPage, book: StandardPage, client: Client
) -> None:
    french, below = translate(shelf, "fr", "Étagère"), translate(book, "fr", "Livre")
    french.delete()
    assert "Text of Shelf" in client.get(version(shelf, "fr").url).content.decode()
    assert "Text of Book" in client.get(version(book, "fr").url).content.decode()
    assert not Page.objects.filter(pk=below.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translation_in_progress_deleted_becomes_the_fallback_again(book: StandardPage, client: Client) -> None:
    translated = translate(book, "fr", "Livre")
    translated.unpublish()
    version(book, "fr").delete()
    assert version(book, "fr").alias_of_id == book.pk
    assert "Text of Book" in client.get(version(book, "fr").url).content.decode()


def test_a_translation_in_progress_is_kept_as_a_draft(book: StandardPage, client: Client) -> None:
    translated = translate(book, "fr", "Livre")
    translated.unpublish()
    book.delete()
    kept = version(translated, "fr")
    assert not kept.live
    assert kept.get_latest_revision_as_object().title == "Livre"
    assert isinstance(kept, BasePage)


def test_a_translation_is_first_published_on_its_own_day(book: StandardPage) -> None:
    """Not on that of the original, which its fallback page had; and it keeps the day."""
    StandardPage.objects.filter(translation_key=book.translation_key).update(
        first_published_at=timezone.now() - timedelta(days=90)
    )
    day = translate(book, "hr", "Knjiga").first_published_at
    assert timezone.now() - day < timedelta(minutes=1)
    page = version(book, "hr")
    page.get_latest_revision_as_object().save_revision().publish()
    assert version(book, "hr").first_published_at == day
    page = version(book, "hr")
    page.unpublish()
    page.get_latest_revision().publish()
    assert version(book, "hr").first_published_at == day
