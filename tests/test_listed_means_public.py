"""What only some may see is named nowhere: no page, feed, sitemap or answer of the API shows its title or summary."""

from collections.abc import Iterable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from core.i18n.languages import LANGUAGES
from core.models import BasePage, IndexPage
from core.privacy import in_public
from home.models import HomePage
from search.models import PromotedResult
from search.sources import PageSource
from tests.pages import extra_paths, page_models

pytestmark = pytest.mark.django_db
MARK = "Zebrafish"
INDEXES = [
    model for model in page_models() if model is not HomePage and (model.subpage_types or issubclass(model, IndexPage))
]
LEAVES = [model for model in page_models() if model is not HomePage and model not in INDEXES]
PROGRAMS = ("/sitemap.xml", "/api/v1/search?q=zebrafish", "/api/v1/suggest?q=zebra")


def versions_of_one(model: type[BasePage]) -> list[BasePage]:
    """All language versions of one page of the type, one that is linked to and has fallback pages if there is any."""
    pages = model.objects.live().real().order_by("path")
    featured = HomePage.objects.values_list("featured__translation_key", flat=True)
    key = (
        pages.filter(translation_key__in=featured).values_list("translation_key", flat=True).first()
        or pages.filter(aliases__isnull=False).values_list("translation_key", flat=True).first()
        or pages.values_list("translation_key", flat=True).first()
    )
    return list(model.objects.filter(translation_key=key))


def mark(model: type[BasePage]) -> list[BasePage]:
    """Writes the mark into title and summary of one page of the type, in all languages, and promotes it in the search."""
    versions = versions_of_one(model)
    for page in versions:
        Page.objects.filter(pk=page.pk).update(title=MARK, draft_title=MARK)
        model.objects.filter(pk=page.pk).update(summary=MARK)
        PromotedResult.objects.create(queries="zebrafish", language=page.locale.language_code, page=page)
    cache.clear()
    return versions


def close(versions: list[BasePage]) -> set[int]:
    """Lets only people with an account see the page; the ids of what is closed then."""
    for page in versions:
        if not page.alias_of_id:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    tops = tuple(page.path for page in versions)
    return {pk for pk, path in Page.objects.values_list("pk", "path") if path.startswith(tops)}


def named_at(client: Client, paths: Iterable[str]) -> list[str]:
    """The addresses whose answer holds the mark."""
    answers = ((path, client.get(path)) for path in paths)
    return [path for path, answer in answers if answer.status_code in {200, 404} and MARK in answer.content.decode()]


def beside_pages(language: str) -> Iterator[str]:
    """What is shown besides pages, and what programs fetch."""
    with override(language):
        yield f"{reverse('search')}?q=zebrafish"
    yield from extra_paths(language).values()
    yield f"/{language}/nothing/here/"
    yield from PROGRAMS


def test_a_closed_page_is_named_nowhere(seeded: None, client: Client, language: str) -> None:
    """One page of each type that others list, all closed together: every page is visited in one language, high ones in six."""
    marked = [mark(model) for model in LEAVES]
    assert len(named_at(client, [f"/{language}/", *beside_pages(language)])) > 1, "shown as long as they are public"
    closed = {pk for versions in marked for pk in close(versions)}
    pages = Page.objects.filter(in_public(), locale__language_code=language, depth__gte=2).exclude(pk__in=closed)
    turn = LANGUAGES.index(language)
    visited = [
        page for page in pages.select_related("locale") if page.translation_key.int % 6 == turn or page.depth <= 3
    ]
    assert not named_at(client, [*(page.get_url() for page in visited), *beside_pages(language)])
    assert not list(PageSource().documents(closed))


@pytest.mark.parametrize("number", range(len(INDEXES)), ids=lambda number: INDEXES[number].__name__)
def test_a_closed_section_is_named_nowhere(seeded: None, client: Client, number: int) -> None:
    """Two languages for each section, all six for all of them: the language changes nothing about who may see what."""
    model = INDEXES[number]
    closed = close(mark(model))
    for language in (LANGUAGES[number % 6], LANGUAGES[(number + 3) % 6]):
        pages = [other.objects.in_language(language).first() for other in page_models() if other is not model]
        assert not named_at(client, [page.get_url() for page in pages if page])
    assert not named_at(client, PROGRAMS)
    assert not list(PageSource().documents(closed))
