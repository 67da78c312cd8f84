"""A publication page says who wrote it, in which languages, and where the file is."""

import re

import pytest
from django.test import Client

from community.models import CommunityIndexPage, Organisation
from resources.credits import contributor_of
from resources.models import PublicationPage


@pytest.fixture
def guide(page_of) -> PublicationPage:
    return page_of(PublicationPage, "publication:guide", "fr")


def test_facts_and_the_five_kinds_of_passage(guide: PublicationPage, client: Client) -> None:
    html = client.get(guide.url).content.decode()
    for text in ("2021", "Universcience, Cité des métiers de Paris", "Astuce", "Résultat clé", "Français", "English"):
        assert text in html
    assert f'href="{guide.link}"' in html


def test_says_that_the_file_is_not_here(guide: PublicationPage, client: Client) -> None:
    response = client.get(guide.url)
    assert "Nous ne détenons pas le fichier du guide" in response.content.decode()
    assert response.context["documents"][0].title == "Fiche de synthèse du guide"


def test_is_cited_by_its_own_author_and_year(guide: PublicationPage) -> None:
    assert (guide.author, guide.year_of_text) == ("Universcience, Cité des métiers de Paris", 2021)
    guide.authors, guide.year = "", None
    assert (guide.author, guide.year_of_text) == ("Keep in Pact", 2026)


def test_linked_data(guide: PublicationPage) -> None:
    data = guide.json_ld()
    assert data["copyrightYear"] == 2021
    assert data["creator"]["name"] == guide.authors
    assert [work["inLanguage"] for work in data["workExample"]] == ["fr", "en"]
    guide.authors, guide.year, guide.languages, guide.link = "", None, [], ""
    assert not {"copyrightYear", "creator", "workExample", "sameAs"} & set(guide.json_ld())


def test_search_knows_author_year_and_theme(guide: PublicationPage) -> None:
    assert guide.search_names() == [guide.authors]
    assert guide.search_facets()["year"] == ["2021"]
    assert "2021" in guide.search_meta()
    assert "Astuce" in guide.search_body()


def test_contributor_is_called_as_readers_know_it(seeded) -> None:
    network = Organisation.objects.get(slug="ricdm")
    known = contributor_of(network.pk, "hr", "hr")
    assert (known.name, known.language) == ("Međunarodna mreža gradova zanimanja (Cités des métiers)", "hr")
    assert known.url.startswith("/hr/")
    own = contributor_of(network.pk, "fr", "hr")
    assert (own.name, own.language) == (network.name, "fr")


def test_unpublished_or_missing_contributor_is_left_out(seeded) -> None:
    network = Organisation.objects.get(slug="ricdm")
    Organisation.objects.filter(pk=network.pk).update(live=False)
    assert contributor_of(network.pk, "fr", "fr") is None
    assert contributor_of(None, "fr", "fr") is None


def test_contributor_without_a_page_has_no_link(seeded, client: Client, page_of) -> None:
    CommunityIndexPage.objects.update(live=False)
    page = page_of(PublicationPage, "publication:toolkit", "en")
    assert page.credited_to.url == ""
    assert re.search(r'<span lang="it">\s*Learningdigital\s*</span>', client.get(page.url).content.decode())
