"""Competences in the search."""

import pytest

from search.sources import touched_by
from skills.cards import competence_titles
from skills.models import Competence, SkillsIndexPage, Task
from skills.sources import CompetenceSource

pytestmark = pytest.mark.django_db


def test_one_document_per_row(seeded: None, max_queries: object) -> None:
    list(CompetenceSource().documents([]))
    with max_queries(5):
        documents = list(CompetenceSource().documents())
    assert len(documents) == 42
    croatian = next(found for found in documents if found.language == "hr" and found.facets == {"competence": ["C"]})
    assert croatian.title == "Koordiniranje i vođenje partnerstva"
    assert croatian.url == competence_titles("hr")["C"].url
    assert "napetosti" in croatian.body
    assert len({found.group_key for found in documents}) == 7


def test_a_draft_gives_no_document(seeded: None) -> None:
    row = Competence.objects.first()
    Competence.objects.filter(pk=row.pk).update(live=False)
    assert list(CompetenceSource().documents([row.pk])) == []


def test_changes_touch_what_they_concern(seeded: None) -> None:
    task = Task.objects.first()
    assert ("competences", str(task.competence_id)) in set(touched_by(task))
    assert ("competences", str(task.competence_id)) in set(touched_by(SkillsIndexPage.objects.first()))
