"""Missing and older translations are shown for what they are."""

import datetime

from django.test import Client

from community.models import CommunityIndexPage
from resources.models import CaseStudyPage, PublicationPage, ResourceIndexPage


def test_missing_translation_shows_the_source_as_such(page_of, client: Client) -> None:
    page = page_of(PublicationPage, "publication:guide", "hr")
    source = page_of(PublicationPage, "publication:guide", "fr")
    response = client.get(page.url)
    html = response.content.decode()
    assert page.alias_of_id == source.pk
    assert '<html lang="hr"' in html
    assert '<div lang="fr">' in html
    assert response.context["fallback"].language == "fr"
    assert f'<link rel="canonical" href="http://testserver{source.url}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<span class="tag" lang="fr">Français</span>' in html


def test_readers_words_inside_a_fallback_page_carry_their_language(page_of, client: Client) -> None:
    html = client.get(page_of(CaseStudyPage, "case:bremen", "pt").url).content.decode()
    assert '<div lang="en">' in html
    assert '<section class="band related no-print" lang="pt"' in html
    assert '<section lang="pt" aria-labelledby="competences">' in html


def test_lists_hold_fallback_pages_with_their_language(page_of, client: Client) -> None:
    from core.seed import key_uuid

    index = ResourceIndexPage.objects.get(translation_key=key_uuid("case-studies"), locale__language_code="pt")
    response = client.get(index.url)
    card = next(card for card in response.context["cards"] if card.language != "pt")
    assert (card.title, card.language) == ("Guidance that goes to where people are", "en")
    assert '<span class="tag" lang="en">English</span>' in response.content.decode()
    assert len([card for card in response.context["cards"] if card.language == "pt"]) == 8


def test_older_translation_says_so(page_of, client: Client) -> None:
    older = page_of(CaseStudyPage, "case:liege", "it")
    assert client.get(older.url).context["outdated"] == datetime.date(2026, 10, 20)
    for language in ("fr", "nl", "pt", "hr", "en"):
        assert client.get(page_of(CaseStudyPage, "case:liege", language).url).context["outdated"] is None


def test_exactly_two_pages_lack_one_language(seeded) -> None:
    from resources.models import LearningModulePage

    missing = [
        (page.content_language, page.locale.language_code)
        for model in (CaseStudyPage, LearningModulePage, PublicationPage)
        for page in model.objects.filter(alias_of__isnull=False).select_related("locale")
    ]
    assert sorted(missing) == [("en", "pt"), ("fr", "hr")]


def test_sources_are_written_in_several_languages(seeded) -> None:
    from resources.seed import entries

    assert {entry["source"] for entry in entries("case_studies")} == {"fr", "nl", "it", "pt", "hr", "en"}


def test_the_author_of_a_fallback_page_is_shown_in_the_readers_language(seeded: None, client: Client) -> None:
    for page in CaseStudyPage.objects.live().filter(alias_of__isnull=False).select_related("locale"):
        if not page.contributor_id or page.example:
            continue
        language = page.locale.language_code
        html = client.get(page.url).content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        base = CommunityIndexPage.url_in(language)
        others = [url for code, url in CommunityIndexPage.kept_urls().items() if code != language]
        assert f'href="{base}' in main, page.url
        assert not any(f'href="{url}' in main for url in others), page.url
