"""A half-translated page says which of its paragraphs are in another language, and its editor is asked before."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape
from wagtail.admin.action_menu import PageActionMenu
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_following import version, write
from tests.translation.test_po_files import translation_of
from translation.borrowed import texts_of, untranslated
from translation.models import BorrowedTexts

LANGUAGE = "hr"
SOURCE = "<p>The bus stops at the <b>old</b> gate.</p><p>Bring a card &amp; a pen.</p>"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def page(seeded: None) -> StandardPage:
    page = write(page_by_key("home", "en"), "Way to the office")
    page.body = [{"type": "paragraph", "value": SOURCE}]
    page.summary = "How to find us."
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def translation(page: StandardPage) -> Translation:
    """Into Croatian, begun: the fallback page has become one to be translated."""
    translation = translation_of(page, LANGUAGE)
    StandardPage.objects.filter(pk=version(page, LANGUAGE).pk).update(alias_of=None)
    version(page, LANGUAGE).specific.save()
    return translation


def write_text(translation: Translation, beginning: str, text: str) -> None:
    for segment in translation.source.stringsegment_set.filter(string__data__startswith=beginning):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=translation.target_locale, context=segment.context, data=text
        )


def published(translation: Translation) -> StandardPage:
    there = translation.get_target_instance()
    client = signed_in("moderator")
    answer = client.post(edit(there), {"action": "publish", "known": str(len(untranslated(translation)))})
    assert answer.status_code == 302
    return StandardPage.objects.get(pk=there.pk)


@pytest.mark.django_db(transaction=True)
def test_borrowed_paragraphs_say_their_language_and_lose_it_with_the_translation(
    translation: Translation, client: Client
) -> None:
    write_text(translation, "Way to", "Put do ureda")
    there = published(translation)
    assert there.content_language == LANGUAGE
    soup = BeautifulSoup(client.get(there.url).content, "html.parser").main
    assert soup.h1.get("lang") is None
    said = {one.get_text(" ", strip=True): one["lang"] for one in soup.select("[lang]")}
    assert said["The bus stops at the old gate."] == "en"
    assert said["Bring a card & a pen."] == "en"
    assert said["How to find us."] == "en"

    write_text(translation, "The bus", "Autobus staje kod <b>starih</b> vrata.")
    published(translation)
    html = client.get(there.url).content.decode()
    assert '<p lang="en">Bring a card &amp; a pen.</p>' in html
    assert "Autobus staje kod" in html
    for beginning, text in (("Bring", "Ponesite karticu."), ("How to", "Kako do nas.")):
        write_text(translation, beginning, text)
    for text in untranslated(translation):
        write_text(translation, text, f"{text} (hr)")
    published(translation)
    assert not BorrowedTexts.objects.exists()
    assert 'lang="en"' not in client.get(there.url).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.django_db
def test_the_editor_is_asked_before_a_page_with_gaps_is_published(translation: Translation) -> None:
    there, client = translation.get_target_instance(), signed_in("moderator")
    asked = client.post(edit(there), {"action": "publish"})
    html = asked.content.decode()
    assert asked.status_code == 200
    missing, texts = len(untranslated(translation)), texts_of(translation).count()
    assert f"{missing} of {texts} texts have no translation into Croatian" in " ".join(html.split())
    assert not StandardPage.objects.get(pk=there.pk).latest_revision
    write_text(translation, "Bring", "Ponesite.")
    again = client.post(edit(there), {"action": "publish", "known": str(missing)})
    assert again.status_code == 200, "the number is another one by now"


@pytest.mark.django_db
def test_a_translator_sends_for_review_and_readers_see_nothing_before(translation: Translation, client: Client) -> None:
    write_text(translation, "Way to", "Put do ureda")
    there, translator = translation.get_target_instance(), signed_in("translator-hr")
    html = translator.get(edit(there), {"form": 1}).content.decode()
    assert 'value="review"' in html
    assert "translation-for-review" in html
    before = client.get(there.url).content
    answer = translator.post(edit(there), {"action": "review"}, follow=True)
    assert "Your translation is in review" in " ".join(str(message) for message in answer.context["messages"])
    after = StandardPage.objects.get(pk=there.pk)
    assert after.title == there.title
    assert after.get_latest_revision_as_object().title == "Put do ureda"
    assert after.workflow_in_progress
    assert client.get(there.url).content == before
    again = translator.post(edit(there), {"action": "review"})
    assert again.status_code == 302
    assert "translation-for-review" not in signed_in("moderator").get(edit(there), {"form": 1}).content.decode()


@pytest.mark.django_db
def test_a_translator_replaces_stops_and_takes_away_nothing_of_others(translation: Translation) -> None:
    there, translator = translation.get_target_instance(), signed_in("translator-hr")
    for name in ("delete", "unpublish", "move"):
        assert translator.post(reverse(f"wagtailadmin_pages:{name}", args=[there.pk])).status_code in {302, 403}
    convert = reverse("wagtail_localize:convert_to_alias", args=[there.pk])
    assert translator.post(convert).status_code in {302, 403}
    after = StandardPage.objects.get(pk=there.pk)
    assert after.alias_of_id is None
    StandardPage.objects.filter(pk=there.pk).update(live=False)
    assert not after.permissions_for_user(get_user_model().objects.get(username="translator-hr")).can_delete()
    assert translator.post(reverse("wagtailadmin_pages:delete", args=[there.pk])).status_code in {302, 403}
    assert StandardPage.objects.filter(pk=there.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "offered"), [("translator-hr", False), ("moderator", True)])
@pytest.mark.parametrize("locked", [False, True])
def test_the_first_button_replaces_nothing(
    translation: Translation, rf: RequestFactory, who: str, offered: bool, locked: bool
) -> None:
    """Once the translation is stopped, the page has Wagtail's own form."""
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    request = rf.get("/")
    request.user = get_user_model().objects.get(username=who)
    menu = PageActionMenu(request, view="edit", page=translation.get_target_instance(), locked_for_user=locked)
    others = [item.name for item in menu.menu_items]
    assert menu.default_item.name == ("action-page-locked" if locked else "action-save-draft")
    assert ("localize-convert-to-alias" in others) is (offered and not locked)
    assert ("localize-restart-translation" in others) is (offered and not locked)


@pytest.mark.django_db
def test_pages_without_borrowed_texts_cost_nothing_more(seeded: None, client: Client, count_queries: Any) -> None:
    page = page_by_key("contact", LANGUAGE)
    before = count_queries(lambda: client.get(page.url))
    texts = [escape("One of many."), escape("Two & more.")]
    source = Locale.objects.get(language_code="en")
    BorrowedTexts.objects.create(translation_key=page.translation_key, locale=page.locale, source=source, texts=texts)
    assert count_queries(lambda: client.get(page.url)) == before
