"""The glossary as visitors read it."""

import json
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.collation import sort_key
from core.i18n.languages import LANGUAGES
from core.signals import updated
from translation.models import Concept, ConceptTerm, GlossaryPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def page_in(language: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(GlossaryPage.url_in(language)).content.decode(), "html.parser")


def names(soup: BeautifulSoup) -> list[str]:
    return [next(heading.stripped_strings) for heading in soup.select(".glossary h2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_in_the_alphabet_of_the_language(language: str) -> None:
    shown = names(page_in(language))
    assert len(shown) == 19
    assert shown == sorted(shown, key=lambda name: sort_key(name, language))


def test_what_others_call_it_says_its_language_and_whether_it_is_confirmed() -> None:
    entry = page_in("hr").find(id="one-stop-shop")
    assert entry.h2.get_text(" ", strip=True) == "jedinstvena točka pristupa prijedlog"
    others = {span["lang"]: span.parent.get_text(" ", strip=True) for span in entry.select("dd span[lang]")}
    assert others["fr"] == "guichet unique"
    assert others["it"] == "sportello unico prijedlog"
    assert set(others) == set(LANGUAGES) - {"hr"}
    assert "rtl.lu" not in entry.get_text(), "the source is that of the word of the page"
    assert "rtl.lu" in page_in("fr").find(id="one-stop-shop").get_text()


def test_a_forbidden_term_is_not_shown_and_a_nameless_concept_neither() -> None:
    ConceptTerm.objects.filter(concept__key="anonymous", language="en").update(status="deprecated")
    assert "anonymous use" not in names(page_in("en"))
    assert len(names(page_in("en"))) == 18


def test_it_is_a_set_of_defined_terms() -> None:
    html = Client().get(GlossaryPage.url_in("en")).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "DefinedTermSet"
    terms = {term["termCode"]: term for term in data["hasDefinedTerm"]}
    assert len(terms) == 19
    assert terms["vocational-guidance"]["sameAs"] == "http://eurovoc.europa.eu/2195"
    assert terms["guidance-centre"]["alternateName"] == ["lifelong guidance centre"]
    assert terms["anonymous"]["url"].endswith("/en/glossary/#anonymous")


def test_markup_in_a_term_stays_text() -> None:
    ConceptTerm.objects.filter(concept__key="anonymous", language="en").update(text="</script><b>x")
    html = Client().get(GlossaryPage.url_in("en")).content.decode()
    assert "</script><b>x" not in html


def test_as_many_queries_for_one_concept_as_for_all(max_queries: Callable) -> None:
    Concept.objects.exclude(key="anonymous").delete()
    path = GlossaryPage.url_in("en")
    Client().get(path)
    with max_queries(8):
        Client().get(path)


def test_the_search_is_told_of_a_change() -> None:
    told: list[set[int]] = []

    def hear(sender: type, pks: list[int], **kwargs: object) -> None:
        told.append(set(pks))

    updated.connect(hear, sender=GlossaryPage)
    try:
        Concept.objects.get(key="anonymous").save()
    finally:
        updated.disconnect(hear, sender=GlossaryPage)
    assert told == [set(GlossaryPage.objects.values_list("pk", flat=True))]


def test_the_search_finds_it_by_its_terms_and_definitions() -> None:
    text = GlossaryPage.objects.get(locale__language_code="fr").search_body()
    assert "guichet unique" in text
    assert "sans être renvoyé de porte en porte" in text


def test_the_footer_leads_to_it() -> None:
    for language in LANGUAGES:
        path = GlossaryPage.url_in(language)
        assert path.startswith(f"/{language}/")
        assert f'href="{path}"' in Client().get(f"/{language}/").content.decode()
