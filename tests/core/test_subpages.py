"""One home for the addresses of a thing in several languages: head, switcher and sitemap always agree."""

import pytest
from django.test import RequestFactory

from core.head import Head
from core.i18n.alternates import Alternate, alternates
from core.i18n.languages import LANGUAGES
from core.i18n.sitemaps import Entry
from core.i18n.subpages import Subpage

URLS = {code: f"/{code}/centres/rijeka/" for code in LANGUAGES}


def head_of(subpage: Subpage, rf: RequestFactory, reader: str, language: str) -> Head:
    return subpage.head(rf.get(URLS[reader]), reader=reader, language=language, title="Rijeka")


def test_x_default_is_english_where_it_is_written() -> None:
    assert alternates({"hr": "/hr/", "en": "/en/"})[-1] == Alternate("x-default", "/en/")


def test_without_english_x_default_is_the_first_language_of_the_house() -> None:
    assert alternates({"hr": "/hr/", "nl": "/nl/"}) == [
        Alternate("nl", "/nl/"),
        Alternate("hr", "/hr/"),
        Alternate("x-default", "/nl/"),
    ]


def test_one_language_has_no_alternates() -> None:
    assert alternates({"en": "/en/"}) == []


@pytest.mark.parametrize("written", [{"fr"}, {"hr", "nl"}, {"hr", "en"}, set(LANGUAGES)])
def test_no_alternate_is_a_page_that_is_not_to_be_indexed(written: set[str], rf: RequestFactory) -> None:
    subpage = Subpage(urls=URLS, written=frozenset(written))
    heads = {code: head_of(subpage, rf, code, code if code in written else min(written)) for code in LANGUAGES}
    indexed = {head.url for head in heads.values() if not head.noindex}
    assert len(indexed) == len(written)
    for code, head in heads.items():
        assert head.noindex is (code not in written)
        assert {alternate.url for alternate in head.alternates} <= indexed
        assert (len(head.alternates) == len(written) + 1) is (code in written and len(written) > 1)


def test_a_fallback_points_to_the_text_it_shows(rf: RequestFactory) -> None:
    subpage = Subpage(urls=URLS, written=frozenset({"fr"}))
    head = head_of(subpage, rf, "it", "fr")
    assert head.url == f"http://testserver{URLS['fr']}"
    assert head.switcher == URLS
    assert head.missing == [code for code in LANGUAGES if code != "fr"]
    fallback = subpage.fallback("it", "fr")
    assert fallback
    assert (fallback.language, fallback.source_url) == ("fr", URLS["fr"])
    assert subpage.fallback("fr", "fr") is None


def test_the_sitemap_has_what_is_written_and_has_an_address() -> None:
    urls = {code: URLS[code] for code in ("fr", "hr")}
    paths = {"hr": URLS["hr"]}
    assert Subpage(urls=urls, written=frozenset({"hr", "en"})).entries() == [Entry("hr", paths)]
