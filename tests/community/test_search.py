"""Organisations in the search."""

import pytest

from community.models import CommunityIndexPage, Organisation, OrganisationText
from community.sources import OrganisationSource
from search.sources import touched_by

pytestmark = pytest.mark.django_db


def test_one_document_per_language(seeded: None) -> None:
    porto = Organisation.objects.get(slug="porto")
    documents = {document.language: document for document in OrganisationSource().documents([porto.pk])}
    assert set(documents) == {"fr", "nl", "it", "pt", "hr", "en"}
    french = documents["fr"]
    assert french.title == "Municipalité de Porto, Cidade das Profissões"
    assert french.kind == "organisation"
    assert french.url == CommunityIndexPage.urls_by_language()["fr"] + "porto/"
    assert french.facets == {"country": ["PT"]}
    assert "Cidade das Profissões" in french.names
    assert len({document.group_key for document in documents.values()}) == 1


def test_a_draft_gives_no_document(seeded: None) -> None:
    porto = Organisation.objects.get(slug="porto")
    Organisation.objects.filter(pk=porto.pk).update(live=False)
    assert list(OrganisationSource().documents([porto.pk])) == []


def test_all_in_three_queries(seeded: None, max_queries: object) -> None:
    list(OrganisationSource().documents([]))
    with max_queries(3):
        assert len(list(OrganisationSource().documents())) == 66


def test_changes_touch_what_they_concern(seeded: None) -> None:
    row = OrganisationText.objects.first()
    assert ("organisations", str(row.organisation_id)) in set(touched_by(row))
    touched = set(touched_by(CommunityIndexPage.objects.first()))
    assert ("organisations", str(row.organisation_id)) in touched
