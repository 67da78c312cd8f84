"""Suggestions while somebody types."""

import pytest

from search.engines.embedded import EmbeddedEngine
from tests.search.documents import document


def titles(engine: EmbeddedEngine, text: str, language: str = "en", limit: int = 8) -> list[str]:
    return [item.title for item in engine.suggest(text, language, limit)]


@pytest.mark.parametrize("text", ["cite", "Cité", "CITÉ DES M", "cite des metiers de p"])
def test_the_start_of_a_title_in_any_accents(engine: EmbeddedEngine, text: str) -> None:
    assert "Cité des métiers de Paris" in titles(engine, text)


def test_any_word_of_a_title_or_name(engine: EmbeddedEngine) -> None:
    assert titles(engine, "metiers par") == ["Cité des métiers de Paris"]
    assert titles(engine, "leerw") == ["Centre in Kortrijk"]
    assert titles(engine, "kortr centre") == []


def test_own_language_first_then_others(engine: EmbeddedEngine) -> None:
    assert engine.suggest("cent", "hr")[0].language == "hr"
    assert engine.suggest("cent", "en")[0].language == "en"
    assert {item.language for item in engine.suggest("cent", "en")} == {"en", "hr"}


def test_one_language_of_a_text(engine: EmbeddedEngine) -> None:
    engine.index([document("a", code, "Portfolio", group="p") for code in ("fr", "en", "nl")])
    assert [item.language for item in engine.suggest("portf", "nl")] == ["nl"]


def test_at_most_as_many_as_asked_for(engine: EmbeddedEngine) -> None:
    engine.index(document(f"p{number}", "en", f"Portfolio {number}") for number in range(30))
    assert len(titles(engine, "portf")) == 8
    assert len(titles(engine, "portf", limit=3)) == 3


@pytest.mark.parametrize("text", ["", "c", " ", '"', "*", "\x00", "NEAR(", "x" * 8000, "c " * 4000])
def test_too_little_or_hostile_text_suggests_nothing_or_something(engine: EmbeddedEngine, text: str) -> None:
    assert len(titles(engine, text)) <= 8


def test_one_letter_suggests_nothing(engine: EmbeddedEngine) -> None:
    assert titles(engine, "c") == []
