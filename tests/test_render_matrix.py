"""Every kind of page in every language: it answers, in its language, with an honest head."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.http import HttpResponse

from core.i18n.languages import LANGUAGES
from tests.pages import extra_paths, fallback_paths, one_of_each, page_models

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reading")]
Read = Callable[[str], HttpResponse]


class Head(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.metas: list[dict[str, str]] = []
        self.lang = ""
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.images: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link":
            self.links.append(values)
        elif tag == "meta":
            self.metas.append(values)
        elif tag == "html":
            self.lang = values["lang"]
        elif tag == "img":
            self.images.append(values)
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])

    def alternates(self) -> dict[str, str]:
        return {link["hreflang"]: link["href"] for link in self.links if "hreflang" in link}

    def canonical(self) -> str:
        return next(link["href"] for link in self.links if link.get("rel") == "canonical")

    def robots(self) -> str:
        return next((meta["content"] for meta in self.metas if meta.get("name") == "robots"), "")


def test_every_page_type_is_seeded_in_every_language(seeded: None) -> None:
    types = {model.__name__ for model in page_models()}
    for language in LANGUAGES:
        missing = types - set(one_of_each(language))
        assert not missing, (
            f"No {language} page of {sorted(missing)}: write one into the room's content/ and name the type in its seed.py"
        )


def test_pages_render(read: Read, language: str) -> None:
    for name, path in (one_of_each(language) | extra_paths(language)).items():
        response = read(path)
        assert response.status_code == 200, (name, path)
        html = response.content.decode()
        head = Head(html)
        assert head.lang == language, path
        assert head.headings.count(1) == 1, (path, head.headings)
        assert len(head.ids) == len(set(head.ids)), (path, sorted(i for i in head.ids if head.ids.count(i) > 1))
        assert all("alt" in image for image in head.images), path
        assert head.canonical().startswith("http://testserver/"), path
        assert response.get("Content-Language") == language
        assert "Set-Cookie" not in response.headers, path
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S):
            json.loads(block)


def test_heading_levels_never_jump(read: Read, language: str) -> None:
    for path in (one_of_each(language) | extra_paths(language)).values():
        levels = Head(read(path).content.decode()).headings
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_alternates_are_mutual(read: Read) -> None:
    for name, path in one_of_each("fr").items():
        mine = Head(read(path).content.decode()).alternates()
        if not mine:
            continue
        assert "x-default" in mine, name
        for language, url in mine.items():
            if language == "x-default":
                continue
            other = Head(read(url.removeprefix("http://testserver")).content.decode())
            assert other.alternates() == mine, (name, language)
            assert other.canonical() == url, (name, language)


def test_fallback_pages_are_honest(read: Read) -> None:
    seen = 0
    for language in LANGUAGES:
        for path in fallback_paths(language):
            seen += 1
            html = read(path).content.decode()
            head = Head(html)
            assert head.lang == language
            assert head.robots() == "noindex"
            assert not head.alternates()
            assert not head.canonical().startswith(f"http://testserver/{language}/")
            inner = re.search(r'<div lang="(\w\w)">', html)
            assert inner, path
            assert inner.group(1) != language, path
    assert seen >= 2
