"""The same words never lead to two pages: who hears a list of links knows them by their words alone."""

import re
from collections import defaultdict
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from wagtail.models import Page

from centres.models import Centre, FinderPage
from core.i18n.languages import LANGUAGES
from tests.pages import extra_paths, states

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reading")]


class Links(HTMLParser):
    """Address and name of every link of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: tuple[str, str] | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self._open, self._words = (values["href"] or "", values.get("aria-label") or ""), []
        elif tag == "img":
            self._words.append(values.get("alt") or "")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            address, label = self._open
            self.found.append((address, label or " ".join("".join(self._words).split())))
            self._open = None


def targets(path: str, html: str) -> dict[str, set[str]]:
    """``{words: addresses}``; a place on a page is that page."""
    links = Links()
    links.feed(html)
    by_words: dict[str, set[str]] = defaultdict(set)
    for address, words in links.found:
        parts = urlsplit(urljoin(f"http://testserver{path}", address))
        by_words[words.lower()].add(re.sub(r"/$", "", parts._replace(fragment="").geturl()))
    return by_words


def test_the_same_words_lead_to_one_page(read: Callable[[str], HttpResponse], language: str) -> None:
    pages = Page.objects.live().filter(locale__language_code=language, alias_of__isnull=True, depth__gt=1)
    finder = FinderPage.objects.live().get(locale__language_code=language).get_url()
    slugs = Centre.objects.public().order_by("slug").values_list("slug", flat=True)
    centres = [f"{finder}{slug}/" for slug in slugs[LANGUAGES.index(language) :: 3]]
    others = extra_paths(language) | states(language)
    del others["gallery"]  # its links are samples
    paths = [*(page.get_url() for page in pages), *others.values(), *centres]
    doubtful = {}
    for path in paths:
        for words, addresses in targets(path, read(path).content.decode()).items():
            if len(addresses) > 1:
                doubtful[path, words] = addresses
    assert doubtful == {}
