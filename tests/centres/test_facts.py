"""The seeded directory: fifty real centres, each with its source, and nothing said twice."""

import re

import pytest
from django.utils import translation

from centres.fields.partial_dates import format_partial
from centres.models import Centre
from centres.seed import seed
from centres.sources import CentreSource
from centres.telling.freshness import marks
from core.seed import load

pytestmark = pytest.mark.django_db
ENTRIES = load("centres/content/centres.yaml")


def test_fifty_centres(seeded: None) -> None:
    assert Centre.objects.public().count() == len(ENTRIES) == 50


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["key"] for entry in ENTRIES])
def test_each_has_a_source_texts_and_no_invented_contact(entry: dict) -> None:
    assert entry["sources"]
    assert "en" in entry["texts"]
    assert not {"phone", "email"} & entry.keys()
    if entry["language"] in {"fr", "nl", "it", "pt", "hr"}:
        assert entry["language"] in entry["texts"]
    for text in entry["texts"].values():
        assert 20 < len(text["summary"]) <= 300
        assert text["description"]


def test_seeding_twice_changes_nothing(seeded: None) -> None:
    before = list(Centre.objects.order_by("pk").values_list("pk", "updated_at", "latest_revision_id"))
    seed(lambda _line: None)
    assert list(Centre.objects.order_by("pk").values_list("pk", "updated_at", "latest_revision_id")) == before


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "janvier 2020"),
        ("nl", "januari 2020"),
        ("it", "gennaio 2020"),
        ("pt", "janeiro de 2020"),
        ("hr", "siječanj 2020."),
        ("en", "January 2020"),
    ],
)
def test_months_are_named_in_every_language(language: str, expected: str) -> None:
    with translation.override(language):
        assert format_partial("2020-01") == expected
        assert re.search("2008.*2017", format_partial("2008/2017"))


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("nl", "2008/2017", "2008–2017"),
        ("hr", "2008/2017", "2008. – 2017."),
        ("it", "2021-03/2022-09", "marzo 2021 – settembre 2022"),
    ],
)
def test_a_span_has_blanks_around_its_dash_unless_years_stand_bare(language: str, value: str, expected: str) -> None:
    with translation.override(language):
        assert format_partial(value) == expected


def test_croatian_uses_the_genitive_after_since() -> None:
    with translation.override("hr"):
        assert format_partial("2016-05", since=True) == "svibnja 2016."


def test_only_the_closed_centre_has_nothing_to_confirm(seeded: None) -> None:
    without = [c.slug for c in Centre.objects.public() if all(mark.state != "confirm" for mark in marks(c))]
    assert without == ["citta-dei-mestieri-genova"]


def test_the_search_gets_one_document_per_text(seeded: None) -> None:
    documents = list(CentreSource().documents())
    assert len(documents) == sum(len(entry["texts"]) for entry in ENTRIES)
    centre = Centre.objects.get(slug="cisok-cakovec")
    croatian = next(d for d in CentreSource().documents([centre.pk]) if d.language == "hr")
    assert croatian.url == "/hr/centri/cisok-cakovec/"
    assert "CISOK" in croatian.names
    centre.unpublish()
    assert not list(CentreSource().documents([centre.pk]))
