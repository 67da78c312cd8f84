"""Whatever happens to a page, the desk says of each language what is true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.models import LanguageSettings
from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence
from tests.centres.care import commits_run
from tests.core.test_following import translate, version, write
from translation.borrowed import untranslated
from translation.following import follow, mark_everything
from translation.models import Item, Mark, Rendering, Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
KIND = "wagtailcore.page"


def standing(page: Page, language: str = "hr") -> Standing:
    follow()
    return Standing.objects.get(
        item__kind=KIND, item__key=str(page.translation_key), item__live=True, locale__language_code=language
    )


def state(page: Page, language: str = "hr") -> str:
    return standing(page, language).state


def edit(page: Page, **texts: Any) -> None:
    page = StandardPage.objects.get(pk=page.pk)
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision().publish()


@pytest.fixture
def book() -> StandardPage:
    return write(page_by_key("home", "en"), "Book")


@pytest.fixture
def croatian(book: StandardPage) -> StandardPage:
    """Written by hand and published."""
    page = translate(book, "hr", "Knjiga")
    edit(page, summary="Knjiga je to.", body=[{"type": "paragraph", "value": "<p>Tekst knjige</p>"}])
    assert state(book) == ItemState.PUBLISHED
    return StandardPage.objects.get(pk=page.pk)


def post(client: Client, name: str, page: Page, *more: int, **data: Any) -> None:
    with commits_run():
        answer = client.post(reverse(name, args=[page.pk, *more]), data)
    assert answer.status_code == 302, answer.content.decode()[:500]


def test_a_page_that_is_published_shows_its_original_in_five_languages(book: StandardPage) -> None:
    assert {code: state(book, code) for code in ("fr", "nl", "it", "pt", "hr")}.keys() == {"fr", "nl", "it", "pt", "hr"}
    assert {one.state for one in Standing.objects.filter(item__key=str(book.translation_key))} == {ItemState.FALLBACK}
    assert not Standing.objects.filter(item__key=str(book.translation_key), locale__language_code="en").exists()


Act = Callable[[Client, StandardPage, StandardPage], None]
ACTS: dict[str, tuple[Act, str]] = {
    "source moved": (
        lambda client, book, own: post(
            client, "wagtailadmin_pages:move_confirm", book, page_by_key("project", "en").pk
        ),
        ItemState.PUBLISHED,
    ),
    "target moved": (lambda _client, _book, own: own.move(page_by_key("project", "hr"), "last-child"), "published"),
    "source edited": (lambda _client, book, _own: edit(book, summary="A book indeed."), ItemState.CHANGED),
    "source edited in its title only": (lambda _client, book, _own: edit(book, title="Books"), ItemState.CHANGED),
    "source published as it is": (lambda _client, book, _own: edit(book), ItemState.PUBLISHED),
    "source drafted": (
        lambda _client, book, _own: setattr(book, "summary", "Not yet.") or book.save_revision(),
        ItemState.PUBLISHED,
    ),
    "target taken back": (
        lambda client, _book, own: post(client, "wagtailadmin_pages:unpublish", own),
        ItemState.FALLBACK,
    ),
    "target deleted": (lambda client, _book, own: post(client, "wagtailadmin_pages:delete", own), ItemState.FALLBACK),
    "target drafted": (
        lambda _client, _book, own: setattr(own, "summary", "Nova knjiga.") or own.save_revision(),
        ItemState.REVIEW,
    ),
    "target edited": (lambda _client, _book, own: edit(own, summary="Nova knjiga."), ItemState.PUBLISHED),
    "target edited, then the source": (
        lambda _client, book, own: (edit(own, summary="Nova knjiga."), edit(book, summary="A book indeed."))[0],
        ItemState.CHANGED,
    ),
    "source edited, then the target": (
        lambda _client, book, own: (edit(book, summary="A book indeed."), edit(own, summary="Nova knjiga."))[0],
        ItemState.PUBLISHED,
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_happens_to_a_translation_by_hand(
    name: str, admin_client: Client, book: StandardPage, croatian: StandardPage
) -> None:
    act, wanted = ACTS[name]
    act(admin_client, book, croatian)
    assert state(book) == wanted
    assert state(book, "fr") == ItemState.FALLBACK


def test_taken_back_and_published_again(admin_client: Client, book: StandardPage, croatian: StandardPage) -> None:
    post(admin_client, "wagtailadmin_pages:unpublish", croatian)
    assert state(book) == ItemState.FALLBACK
    croatian.get_latest_revision().publish()
    assert state(book) == ItemState.PUBLISHED


def test_a_source_taken_back_asks_nobody_for_anything(
    admin_client: Client, book: StandardPage, croatian: StandardPage
) -> None:
    post(admin_client, "wagtailadmin_pages:unpublish", book)
    follow()
    item = Item.objects.get(key=str(book.translation_key))
    assert not item.live
    book.get_latest_revision().publish()
    assert (state(book), state(book, "fr")) == (ItemState.PUBLISHED, ItemState.FALLBACK)


def test_the_translation_of_a_deleted_source_is_the_source(
    admin_client: Client, book: StandardPage, croatian: StandardPage
) -> None:
    post(admin_client, "wagtailadmin_pages:delete", book)
    follow()
    item = Item.objects.get(key=str(book.translation_key))
    assert (item.live, item.locale.language_code, item.title) == (True, "hr", "Knjiga")
    assert state(book, "en") == state(book, "fr") == ItemState.FALLBACK
    assert Rendering.objects.filter(segment__item=item, text="Tekst knjige").exists(), "what was translated is kept"


def test_a_copy_is_a_thing_of_its_own(book: StandardPage, croatian: StandardPage) -> None:
    copy = book.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert state(copy) == ItemState.FALLBACK
    assert state(book) == ItemState.PUBLISHED


# Passage by passage


def say(translation: Translation, **texts: str) -> None:
    """Writes passages as the editor does: by the last step of their path, ``body`` for the text."""
    for segment in translation.source.stringsegment_set.select_related("context"):
        name = segment.context.path.split(".")[0]
        if name in texts:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": texts[name], "translation_type": "manual", "tool_name": ""},
            )


ALL = {"title": "Knjiga", "summary": "Knjiga je to.", "body": "Tekst knjige"}


def submit(client: Client, book: StandardPage, language: str = "hr") -> Translation:
    locale = Locale.objects.get(language_code=language)
    post(client, "wagtail_localize:submit_page_translation", book, locales=[locale.pk])
    return Translation.objects.get(source__object_id=book.translation_key, target_locale=locale)


def publish(client: Client, book: StandardPage, language: str = "hr") -> None:
    post(client, "wagtailadmin_pages:edit", version(book, language), action="publish")


@pytest.fixture
def begun(admin_client: Client, book: StandardPage) -> Translation:
    return submit(admin_client, book)


def test_from_begun_to_published(admin_client: Client, book: StandardPage, begun: Translation) -> None:
    assert state(book) == ItemState.BEGUN
    say(begun, title="Knjiga")
    assert (standing(book).review, standing(book).missing) == (1, 2)
    say(begun, **ALL)
    assert state(book) == ItemState.REVIEW
    publish(admin_client, book)
    assert (state(book), standing(book).approved) == (ItemState.PUBLISHED, 3)


@pytest.fixture
def published(admin_client: Client, book: StandardPage, begun: Translation) -> Translation:
    say(begun, **ALL)
    publish(admin_client, book)
    assert state(book) == ItemState.PUBLISHED
    return begun


def test_a_typo_in_the_source_loses_no_translation(
    admin_client: Client, book: StandardPage, published: Translation
) -> None:
    edit(book, summary="Book!")
    now = standing(book)
    assert (now.state, now.changed, now.editing, now.approved) == (ItemState.CHANGED, 1, 1, 2)
    one = Rendering.objects.get(segment__item=now.item, locale=now.locale, segment__path="summary")
    assert (one.text, one.made_for, one.segment.text) == ("Knjiga je to.", "Book.", "Book!")
    assert untranslated(published) == [], "the translator's editor has all of them"
    say(published, summary="Knjiga je to!")
    assert state(book) == ItemState.REVIEW
    publish(admin_client, book)
    assert state(book) == ItemState.PUBLISHED


def test_saving_the_same_text_again_says_that_it_is_still_right(book: StandardPage, published: Translation) -> None:
    edit(book, summary="Book!")
    assert state(book) == ItemState.CHANGED
    say(published, summary="Knjiga je to.")
    assert state(book) == ItemState.PUBLISHED


def test_a_passage_more_in_the_source_is_missing_in_what_was_published(
    book: StandardPage, published: Translation
) -> None:
    edit(book, body=[*book.body.raw_data, {"type": "paragraph", "value": "<p>More of it</p>"}])
    now = standing(book)
    assert (now.state, now.changed, now.missing, now.approved) == (ItemState.CHANGED, 1, 1, 3)


def test_made_an_alias_and_taken_back(admin_client: Client, book: StandardPage, published: Translation) -> None:
    post(admin_client, "wagtail_localize:convert_to_alias", version(book, "hr"))
    assert state(book) == ItemState.FALLBACK
    submit(admin_client, book)
    assert state(book) in {ItemState.FALLBACK, ItemState.PUBLISHED}
    publish(admin_client, book)
    assert (state(book), standing(book).approved) == (ItemState.PUBLISHED, 3)


def test_stopped_and_begun_again(admin_client: Client, book: StandardPage, published: Translation) -> None:
    post(admin_client, "wagtail_localize:stop_translation", published)
    assert state(book) == ItemState.PUBLISHED
    edit(version(book, "hr"), summary="Pisano rukom.")
    assert state(book) == ItemState.PUBLISHED
    there = version(book, "hr")
    post(admin_client, "wagtailadmin_pages:edit", there, **{"localize-restart-translation": "yes"})
    assert standing(book).managed
    texts = StringTranslation.objects.filter(context__object_id=book.translation_key, context__path="summary")
    assert [one.data for one in texts] == ["Knjiga je to."], "what a translator wrote is not written over"


def test_a_page_written_by_hand_brings_its_texts_into_the_editor(book: StandardPage, croatian: StandardPage) -> None:
    source, _made = TranslationSource.get_or_create_from_instance(book)
    begun = Translation.objects.create(source=source, target_locale=croatian.locale)
    assert standing(book).managed
    assert untranslated(begun) == []
    assert state(book) == ItemState.PUBLISHED


# Snippets, and the whole


def test_competences_and_the_navigation_are_things_too() -> None:
    one = Competence.objects.filter(locale__language_code="en", live=True).first()
    there = Standing.objects.filter(item__kind="skills.competence", item__key=str(one.translation_key))
    assert {row.state for row in there} == {ItemState.PUBLISHED}
    one.summary = "Another summary."
    one.save_revision().publish()
    follow()
    assert {row.changed for row in there.all()} == {1}
    item = Item.objects.get(kind="core.languagesettings")
    chrome = LanguageSettings.objects.get(locale=item.locale)
    chrome.alert_title = "Closed on Monday"
    chrome.save_revision().publish()
    follow()
    assert {row.missing for row in item.standings.all()} == {1}


def test_looking_at_everything_again_changes_nothing(max_queries: Any) -> None:
    follow()
    before = list(Standing.objects.order_by("pk").values()), list(Rendering.objects.order_by("pk").values())
    mark_everything()
    follow()
    assert (list(Standing.objects.order_by("pk").values()), list(Rendering.objects.order_by("pk").values())) == before
    Mark.objects.create(kind=KIND, key=str(page_by_key("contact", "en").translation_key))
    with max_queries(30):
        follow()


def test_what_cannot_be_read_hides_nothing_else(book: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    Mark.objects.all().delete()
    Mark.objects.create(kind=KIND, key="not a key")
    edit(book, title="Books")
    assert standing(book).item.title == "Books"
    assert not Mark.objects.exists()


def test_the_seed_tells_of_edited_originals() -> None:
    changed = Standing.objects.filter(state=ItemState.CHANGED, item__live=True)
    assert {one.locale.language_code for one in changed} == {"hr", "it", "nl", "pt"}
