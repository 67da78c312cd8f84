"""Terms in texts: inflected, without accents, of several words, the longest first; and what a translation makes of them."""

import pytest

from translation.glossary.matching import Finding, Kind, check, occurrences
from translation.models import Concept, ConceptTerm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def found(text: str, language: str) -> list[tuple[str, str]]:
    """(words of the text, first key) of each occurrence."""
    return [(text[one.start : one.end], min(one.concepts)) for one in occurrences(text, language)]


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.concept, one.term) for one in findings]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Our one-stop shops are open.", "one-stop shops"),
        ("fr", "les centres d’orientation professionnelle tout au long de la vie", None),
        ("fr", "Une EVALUATION des acquis", "EVALUATION"),
        ("fr", "les évaluations", "évaluations"),
        ("nl", "de leerwinkels in Gent", "leerwinkels"),
        ("it", "I servizi sono gratuiti.", "gratuiti"),
        ("it", "gli sportelli unici", "sportelli unici"),
        ("pt", "as orientacoes profissionais", "orientacoes profissionais"),
        ("pt", "os gestores de parcerias", "gestores de parcerias"),
        ("hr", "o cjeloživotnom profesionalnom usmjeravanju", "cjeloživotnom profesionalnom usmjeravanju"),
        ("hr", "u cjelozivotnom ucenju", "cjelozivotnom ucenju"),
    ],
)
def test_inflected_and_without_accents(language: str, text: str, words: str | None) -> None:
    hits = found(text, language)
    assert [hit[0] for hit in hits] == [words or text[4:]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bring your documents and identify yourself."),  # the stems of documentation, identification
        ("fr", "Le documentaire oriente les élèves."),
        ("en", "One stop. Shop here."),
        ("en", "lifelong (guidance"),
        ("hr", "Naš dokument"),
    ],
)
def test_what_only_looks_like_a_term_is_none(language: str, text: str) -> None:
    assert [hit for hit in found(text, language) if hit[1] != "guidance"] == []


def test_the_longest_term_counts() -> None:
    assert found("Lifelong guidance, and guidance.", "en") == [
        ("Lifelong guidance", "lifelong-guidance"),
        ("guidance", "guidance"),
    ]


def test_tags_do_not_part_a_term_and_are_none() -> None:
    assert found('<b>Lifelong</b> <a id="guidance">guidance</a>', "en") == [
        ('Lifelong</b> <a id="guidance">guidance', "lifelong-guidance")
    ]


def test_a_translation_with_its_terms_has_no_findings() -> None:
    source = "Career counselling is free of charge, without appointment."
    assert check(source, "en", "Il colloquio di consulenza di orientamento è gratuito, ad accesso libero.", "it") == []
    assert check(source, "en", "Consulenze di orientamento gratuite, senza appuntamento.", "it") == [], "admitted too"


def test_a_missing_term_is_named_with_what_to_write() -> None:
    source = "Ask at the one-stop shop. The one-stop shop is open."
    (missing,) = check(source, "en", "Demandez au comptoir.", "fr")
    assert missing == Finding(Kind.MISSING, "one-stop-shop", "one-stop shop", 11, 24, ("guichet unique",), True)


def test_a_proposal_is_no_certainty() -> None:
    (missing,) = check("Ask at the one-stop shop.", "en", "Chiedi al banco.", "it")
    assert missing.wanted == ("sportello unico",)
    assert not missing.certain


def test_a_term_of_several_concepts_asks_for_one_of_them() -> None:
    source = "Profesionalno usmjeravanje je besplatno."
    assert check(source, "hr", "L’orientation professionnelle est gratuite.", "fr") == []
    assert check(source, "hr", "L’orientation est gratuite.", "fr") == []
    assert told(check(source, "hr", "Le conseil est gratuit.", "fr")) == [
        ("missing", "guidance", "Profesionalno usmjeravanje")
    ]


def test_a_forbidden_term_is_found_with_its_place() -> None:
    centre = Concept.objects.get(key="guidance-centre")
    ConceptTerm.objects.create(concept=centre, language="en", text="job shop", status="deprecated")
    text = "Come to one of our job shops."
    (finding,) = check("Kom naar onze leerwinkel.", "nl", f"{text} It is a lifelong guidance centre.", "en")
    assert (finding.kind, finding.term) == (Kind.FORBIDDEN, "job shops")
    assert text[finding.start : finding.end] == "job shops"
    assert finding.wanted == ("lifelong career guidance centre", "lifelong guidance centre")


def test_what_one_concept_forbids_another_may_use() -> None:
    counselling = Concept.objects.get(key="career-counselling")
    ConceptTerm.objects.create(concept=counselling, language="fr", text="orientation", status="deprecated")
    assert check("Guidance", "en", "Orientation", "fr") == []
    assert told(check("Career counselling", "en", "Orientation", "fr")) == [
        ("missing", "career-counselling", "Career counselling"),
        ("forbidden", "career-counselling", "Orientation"),
    ]


def test_a_change_holds_at_once() -> None:
    assert found("a widget", "en") == []
    ConceptTerm.objects.create(concept=Concept.objects.first(), language="en", text="widget", status="admitted")
    assert [hit[0] for hit in found("two widgets", "en")] == ["widgets"]
