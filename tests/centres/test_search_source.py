"""Every public centre is found by the search of every language, also one nobody has written about."""

import pytest

from centres.models import Centre, CentreText
from centres.sources import CentreSource
from core.i18n.languages import LANGUAGES

pytestmark = pytest.mark.django_db


def bare(**more: object) -> Centre:
    centre = Centre(
        name="Prova Xylofon", country="HR", city="Zagreb", other_names="Glockenspiel", status="open", **more
    )
    centre.save()
    centre.save_revision().publish()
    return Centre.objects.get(pk=centre.pk)


def test_a_centre_without_a_text_has_its_facts_in_every_language(seeded: None) -> None:
    centre = bare(services=["counselling"], needs=["work"])
    documents = {document.language: document for document in CentreSource().documents([centre.pk])}
    assert set(documents) == set(LANGUAGES)
    for language, document in documents.items():
        assert document.title == "Prova Xylofon"
        assert {"Zagreb", "Glockenspiel"} <= set(document.names)
        assert document.url.startswith(f"/{language}/")
    assert documents["hr"].body != documents["nl"].body, "services in the words of the language"


def test_a_centre_with_texts_stands_in_their_languages(seeded: None) -> None:
    centre = bare()
    CentreText.objects.create(centre=centre, language="fr", summary="Un centre.")
    assert [document.language for document in CentreSource().documents([centre.pk])] == ["fr"]


def test_every_public_centre_has_a_document(seeded: None) -> None:
    bare()
    public = set(Centre.objects.public().values_list("pk", flat=True))
    assert {document.pk for document in CentreSource().documents()} >= public


def test_a_draft_has_none(seeded: None) -> None:
    centre = bare()
    centre.unpublish()
    assert not list(CentreSource().documents([centre.pk]))
