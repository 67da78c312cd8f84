"""What is kept goes when something is published."""

import pytest
from django.test import Client

from core.kept import forget, kept
from core.seed import page_by_key

pytestmark = pytest.mark.django_db


def test_a_value_is_built_once_until_forgotten() -> None:
    built = []
    build = lambda: built.append(1) or len(built)  # noqa: E731
    assert kept("x", build) == 1
    assert kept("x", build) == 1
    forget()
    assert kept("x", build) == 2


def test_publishing_shows_at_once(seeded: None, client: Client) -> None:
    client.get("/fr/")
    page = page_by_key("learning", "fr").specific
    page.slug = "apprendre-autrement"
    page.save_revision().publish()
    assert "apprendre-autrement" in client.get("/fr/").content.decode()


def test_a_renamed_organisation_shows_at_once(seeded: None, client: Client) -> None:
    from community.models import Organisation

    client.get("/en/")
    partner = Organisation.objects.get(slug="learningdigital")
    partner.name = "Learning Digital Society"
    partner.save()
    assert "Learning Digital Society" in client.get("/en/").content.decode()
