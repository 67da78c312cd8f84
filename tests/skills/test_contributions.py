"""Rooms above say what belongs to a competence; the room itself imports none of them."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from core.cards import Card
from skills import contributions
from skills.cards import competence_titles
from skills.contributions import LinkGroup


@pytest.fixture
def registered() -> Iterator[None]:
    """Only what the test registers."""
    before = dict(contributions._providers)
    contributions._providers.clear()
    yield
    contributions._providers.clear()
    contributions._providers.update(before)


@pytest.mark.django_db
def test_module_and_practice_are_shown(registered: None, seeded: None, client: Client) -> None:
    def module(code: str, language: str) -> LinkGroup:
        card = Card(title=f"Module {code}", url=f"/m/{code}/", text="Two hours.", language="fr")
        return LinkGroup(title="Modules", cards=[card], module=True)

    def practice(code: str, language: str) -> LinkGroup:
        card = Card(title="One desk", url="/p/", language=language)
        return LinkGroup(title="Practice", cards=[card], url="/p/all/", url_text="All of them")

    contributions.register("module", module)
    contributions.register("practice", practice)
    contributions.register("none", lambda code, language: None)
    html = client.get(competence_titles("en")["C"].url).content.decode()
    assert 'href="/m/C/"' in html
    assert re.search(r'<p lang="fr">\s*<b>Module C</b>', html)
    assert "One desk" in html
    assert 'href="/p/all/"' in html


def test_nothing_to_show_gives_no_list(registered: None) -> None:
    contributions.register("none", lambda code, language: None)
    contributions.register("empty", lambda code, language: LinkGroup(title="Empty", cards=[]))
    assert contributions.of("A", "fr") == []
