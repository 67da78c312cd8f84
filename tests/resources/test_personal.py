"""What somebody sent to be published, taken along and erased."""

import pytest
from django.test import Client

from core import personal
from resources.models import CaseStudyPage, Contribution
from tests.resources.authors import Author, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_what_is_not_published_goes_with_its_draft(client: Client) -> None:
    author = Author(client).write().send()
    work()
    page = Contribution.objects.get().page
    assert page is not None
    (row,) = personal.export("ana@example.org")["contributions"]
    assert (row["email"], row["language"]) == ("ana@example.org", "it")
    assert row["answers"]["title"]
    assert personal.erase("ana@example.org")["contributions"] == 1
    assert not CaseStudyPage.objects.filter(pk=page.pk).exists()
    left = Contribution.objects.get()
    assert (left.name, left.email, left.answers) == ("", "", {})
    assert "contributions" not in personal.export("ana@example.org")
    assert author.get("status").status_code in {200, 302}


def test_what_is_public_stays(client: Client) -> None:
    Author(client).write().send()
    work()
    page = Contribution.objects.get().page
    page.save_revision().publish()
    personal.erase("ana@example.org")
    page.refresh_from_db()
    assert page.live
    assert not Contribution.objects.exclude(email="").exists()
