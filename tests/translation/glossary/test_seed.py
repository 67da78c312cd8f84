"""The concepts a new portal begins with."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from core.i18n.languages import LANGUAGES
from translation.glossary.seed import seed
from translation.models import Concept, ConceptTerm
from translation.models.glossary import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_every_concept_has_one_preferred_term_and_a_definition_in_every_language() -> None:
    concepts = Concept.objects.with_words()
    assert len(concepts) == 19
    for concept in concepts:
        for language in LANGUAGES:
            assert concept.preferred_in(language), (concept.key, language)
            assert concept.definition_in(language), (concept.key, language)


def test_what_was_read_is_told_from_what_is_proposed() -> None:
    terms = {(term.language, term.text): term for term in ConceptTerm.objects.select_related("concept")}
    assert terms["hr", "CISOK"].confirmed
    assert terms["nl", "centraal loket"].confirmed
    assert terms["it", "accesso libero"].confirmed
    assert terms["it", "accesso libero"].status == Status.PREFERRED
    assert not terms["it", "senza appuntamento"].confirmed
    assert terms["it", "senza appuntamento"].status == Status.ADMITTED
    assert not terms["hr", "utvrđivanje"].confirmed, "the source has the verb only"
    assert not any(term.confirmed for (language, _text), term in terms.items() if language == "pt") or {
        text for (language, text), term in terms.items() if language == "pt" and term.confirmed
    } == {"Cidade das Profissões", "aprendizagem ao longo da vida"}


def test_seeding_again_leaves_the_work_of_people_alone() -> None:
    concept = Concept.objects.get(key="anonymous")
    concept.terms.all().update(text="changed by hand", status=Status.DEPRECATED)
    Concept.objects.get(key="by-appointment").delete()
    seed(lambda line: None)
    assert set(concept.terms.values_list("text", flat=True)) == {"changed by hand"}
    assert Concept.objects.filter(key="by-appointment").exists()
    assert Concept.objects.count() == 19


def test_one_preferred_term_a_language() -> None:
    concept = Concept.objects.get(key="guidance")
    second = ConceptTerm(concept=concept, language="en", text="advice", status=Status.PREFERRED)
    with pytest.raises(ValidationError, match="Only one term of a language"):
        second.full_clean()
    with pytest.raises(IntegrityError):
        second.save()


@pytest.mark.parametrize("text", ["<b>advice</b>", "…", "  "])
def test_a_term_is_plain_text_with_letters(text: str) -> None:
    with pytest.raises(ValidationError):
        ConceptTerm(concept=Concept.objects.first(), language="en", text=text, status="admitted").full_clean()
