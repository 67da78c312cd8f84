"""Rooms above say what they hold of an organisation; the room itself imports none of them."""

from collections.abc import Iterator

import pytest
from django.test import Client

from community import contributions
from community.contributions import Contribution
from community.models import CommunityIndexPage, Organisation
from core.cards import Card


@pytest.fixture
def registered() -> Iterator[None]:
    """Only what the test registers."""
    before = dict(contributions._providers)
    contributions._providers.clear()
    yield
    contributions._providers.clear()
    contributions._providers.update(before)


@pytest.mark.django_db
def test_what_is_registered_is_shown(registered: None, seeded: None, client: Client) -> None:
    def letters(organisation: Organisation, language: str) -> Contribution:
        card = Card(title=f"A letter to {organisation.short_name}", url="/letters/1/", language=language)
        return Contribution(title="Letters", cards=[card], url="/letters/", url_text="All letters")

    contributions.register("letters", letters)
    contributions.register("nothing", lambda organisation, language: None)
    contributions.register("empty", lambda organisation, language: Contribution(title="Empty", cards=[]))
    html = client.get(f"{CommunityIndexPage.urls_by_language()['en']}azvo/").content.decode()
    assert "A letter to AZVO" in html
    assert 'href="/letters/"' in html
    assert "Empty" not in html


def test_the_same_name_replaces(registered: None) -> None:
    contributions.register(
        "x", lambda organisation, language: Contribution(title="old", cards=[Card(title="a", url="/")])
    )
    contributions.register(
        "x", lambda organisation, language: Contribution(title="new", cards=[Card(title="a", url="/")])
    )
    assert [found.title for found in contributions.of(Organisation(), "en")] == ["new"]


def test_one_provider_may_give_several_lists(registered: None) -> None:
    def both(organisation: Organisation, language: str) -> list[Contribution]:
        return [Contribution(title=title, cards=[Card(title="a", url="/")]) for title in ("Books", "Films")]

    contributions.register("both", both)
    assert [found.title for found in contributions.of(Organisation(), "en")] == ["Books", "Films"]


@pytest.mark.django_db
def test_without_contributions_the_page_says_so(registered: None, seeded: None, client: Client) -> None:
    html = client.get(f"{CommunityIndexPage.urls_by_language()['en']}lllp/").content.decode()
    assert "Nothing of this organisation is on the portal yet." in html
