"""What is kept goes when something is published."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.kept import _held, forget, kept
from core.seed import page_by_key
from resources.models import CaseStudyPage, LearningModulePage
from skills.models import Competence
from tests.pages import one_of_each

pytestmark = pytest.mark.django_db


def test_a_value_is_built_once_until_forgotten() -> None:
    built = []
    build = lambda: built.append(1) or len(built)  # noqa: E731
    assert kept("x", build) == 1
    assert kept("x", build) == 1
    forget()
    assert kept("x", build) == 2


def test_everybody_is_given_the_same_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept("list", lambda: ["a"], seconds=10)
    assert kept("list", lambda: ["b"], seconds=10) is first
    now = time.time()
    monkeypatch.setattr("core.kept.time.time", lambda: now + 11)
    assert kept("list", lambda: ["b"], seconds=10) == ["b"]


def test_an_emptied_cache_gives_nothing_older() -> None:
    assert kept("y", lambda: 1) == 1
    cache.clear()
    assert kept("y", lambda: 2) == 2


def test_a_process_holds_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.kept.HELD", 3)
    for number in range(10):
        assert kept(f"number/{number}", lambda: number) == number  # noqa: B023 - asked for at once
    assert len(_held) <= 3


def test_publishing_shows_at_once(seeded: None, client: Client) -> None:
    client.get("/fr/")
    page = page_by_key("learning", "fr").specific
    page.slug = "apprendre-autrement"
    page.save_revision().publish()
    assert "apprendre-autrement" in client.get("/fr/").content.decode()


def test_what_many_pages_share_is_not_read_again(seeded: None, client: Client) -> None:
    """Titles of competences, modules and contributors cost a case study and a module no query."""
    shared = ("skills_competence", "community_organisation", "community_communityindexpage", "skills_skillsindexpage")
    for path in (one_of_each("fr")[name] for name in ("CaseStudyPage", "LearningModulePage")):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert not [query["sql"] for query in queries if any(f'"{table}"' in query["sql"] for table in shared)]


def test_a_renamed_competence_shows_at_once(seeded: None, client: Client) -> None:
    page = CaseStudyPage.objects.live().filter(locale__language_code="fr").first()
    client.get(page.url)
    competence = Competence.objects.get(code=page.competences[0], locale__language_code="fr")
    competence.title = "Tisser des liens"
    competence.save()
    assert "Tisser des liens" in client.get(page.url).content.decode()


def test_a_renamed_module_shows_beside_the_others_at_once(seeded: None, client: Client) -> None:
    first, second = LearningModulePage.objects.in_language("fr")[:2]
    client.get(first.url)
    second.title = "Compter sans peine"
    second.save_revision().publish()
    assert "Compter sans peine" in client.get(first.url).content.decode()


def test_a_renamed_organisation_shows_at_once(seeded: None, client: Client) -> None:
    from community.models import Organisation

    client.get("/en/")
    partner = Organisation.objects.get(slug="learningdigital")
    partner.name = "Learning Digital Society"
    partner.save()
    assert "Learning Digital Society" in client.get("/en/").content.decode()
