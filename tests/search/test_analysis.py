"""Words meet their relatives: inflected, unaccented, elided."""

import pytest

from search import analysis


def shares_a_form(first: str, second: str, language: str) -> bool:
    indexed = set(analysis.forms(analysis.normalise(first), language))
    return not indexed.isdisjoint(analysis.query_forms(analysis.normalise(second), language))


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("fr", "écoles", "ecole"),
        ("fr", "métiers", "metier"),
        ("fr", "professionnelles", "professionnel"),
        ("fr", "orientations", "orientation"),
        ("nl", "scholen", "school"),
        ("nl", "nieuwkomers", "nieuwkomer"),
        ("nl", "loopbanen", "loopbaan"),
        ("it", "mestieri", "mestiere"),
        ("it", "lavoratori", "lavoratore"),
        ("it", "città", "citta"),
        ("pt", "orientações", "orientacao"),
        ("pt", "orientação", "orientacoes"),
        ("pt", "profissões", "profissao"),
        ("pt", "escolas", "escola"),
        ("hr", "profesionalnog", "profesionalno"),
        ("hr", "usmjeravanja", "usmjeravanje"),
        ("hr", "škole", "skola"),
        ("hr", "tražim", "trazim"),
        ("en", "children", "child"),
        ("en", "newcomers", "newcomer"),
    ],
)
def test_relatives_share_a_form(language: str, first: str, second: str) -> None:
    assert shares_a_form(first, second, language)
    assert shares_a_form(second, first, language)


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [("hr", "odlučite", "odluceno"), ("hr", "česta", "najcesca"), ("hr", "priča", "pricu"), ("fr", "école", "ecoles")],
)
def test_words_typed_without_accents_meet_other_inflections(language: str, text: str, typed: str) -> None:
    assert shares_a_form(text, typed, language)
    assert analysis.is_word_but_for_marks(typed)
    assert not analysis.is_word_but_for_marks("rvcc")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đurđevac", "durdevac"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("İzmir", "izmir"),
        ("Łódź", "lodz"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert analysis.fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’école d'été", ["ecole", "ete"]),
        ("dell'orientamento all’Università", ["orientamento", "universita"]),
        ("l' assemblea dell’ insegnante", ["assemblea", "insegnante"]),
        ("the partners' ' views'", ["the", "partners", "views"]),
        ("a partner's view, partners' views", ["a", "partner", "view", "partners", "views"]),
        ("Bremen-Gröpelingen 2021", ["bremen", "gropelingen", "2021"]),
        ("e\u0301cole", ["ecole"]),
        ('\x00 " * NEAR( - ) _', ["near"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert analysis.exact_words(text) == words


def test_offsets_point_into_the_original_text() -> None:
    text = "Dès l’été, Straße"
    assert [text[token.start : token.end] for token in analysis.spans(text)] == ["Dès", "été", "Straße"]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Pourquoi lesquels étaient combien ?"),
        ("nl", "Waarom hadden welke hoeveel?"),
        ("it", "Qual era, cos' è, quanti erano?"),
        ("pt", "Quais eram, quantas estavam?"),
        ("hr", "Zašto, koliko, čija su?"),
        ("en", "Whose, whether, how many?"),
    ],
)
def test_words_that_only_ask_are_small(language: str, question: str) -> None:
    assert set(analysis.exact_words(question)) <= analysis.function_words(language)


def test_a_language_without_stemmer_keeps_the_folded_word() -> None:
    assert analysis.forms("bildungsberatungen", "de") == ("bildungsberatungen",)


def test_an_endless_word_is_cut() -> None:
    assert all(len(word) <= 60 for word in analysis.words("x" * 8000))


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("fr", "ouvrir", "ouverte"),
        ("fr", "connue", "connaissent"),
        ("fr", "arrêté", "arrêtent"),
        ("it", "scoprire", "scoperto"),
        ("it", "interessate", "interessare"),
        ("pt", "aberto", "abriram"),
        ("nl", "viel", "vallen"),
        ("nl", "plaatste", "plaatsen"),
        ("en", "broke", "breaking"),
    ],
)
def test_participles_and_second_dictionary_forms_meet(language: str, typed: str, written: str) -> None:
    """Held-out recall on treebanks, with all languages in one index: `benchmarks/language_bench.py`."""
    assert not set(analysis.query_forms(typed, language)).isdisjoint(analysis.forms(written, language))


def test_participles_that_are_nouns_above_all_stay_nouns() -> None:
    assert "correre" not in analysis.query_forms("corso", "it")
