"""Every resource in every language."""

import json
import re
from html.parser import HTMLParser

import pytest

from core.countries import country_name
from resources.models import CaseStudyPage, LearningModulePage, PublicationPage, ResourceIndexPage

MODELS = [CaseStudyPage, LearningModulePage, PublicationPage]
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


class Headings(HTMLParser):
    """Collects the levels of all headings."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.mark.xdist_group("reading")
@pytest.mark.parametrize("model", MODELS)
def test_every_page_answers_in_every_language(read, language: str, model) -> None:
    pages = list(model.objects.in_language(language))
    assert len(pages) == {CaseStudyPage: 9, LearningModulePage: 7, PublicationPage: 3}[model]
    for page in pages:
        response = read(page.url)
        html = response.content.decode()
        assert response.status_code == 200, page.url
        assert f'<html lang="{language}"' in html
        assert html.count("<h1") == 1
        data = json.loads(JSON_LD.search(html).group(1))
        assert data["@type"] == model.schema_type
        assert data["name"] == page.title
        assert data["author"]["name"]


@pytest.mark.xdist_group("reading")
@pytest.mark.parametrize("model", MODELS)
def test_headings_never_skip_a_level(read, model) -> None:
    for page in model.objects.in_language("en"):
        parser = Headings()
        parser.feed(read(page.url).content.decode())
        jumps = [pair for pair in zip(parser.levels, parser.levels[1:], strict=False) if pair[1] - pair[0] > 1]
        assert not jumps, page.url


@pytest.mark.xdist_group("reading")
def test_every_list_answers_in_every_language(read, language: str) -> None:
    pages = list(ResourceIndexPage.objects.in_language(language).filter(depth=3))
    assert {page.resource_kind for page in pages} == {"case", "module", "publication"}
    for page in pages:
        assert read(page.url).status_code == 200


def test_texts_fit_their_language(seeded, language: str) -> None:
    """A country's name on a card is written in the reader's language, whatever the text's own."""
    from django.utils import translation

    page = CaseStudyPage.objects.in_language(language).get(network="CISOK")
    with translation.override(language):
        assert country_name("HR", language) in page.card().meta
