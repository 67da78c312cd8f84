"""The words by which jobs name what a competence is about, per language, from ``job_words.yaml``."""

from functools import cache
from pathlib import Path

import yaml

from search import analysis

Term = tuple[frozenset[str], ...]
"""What the words of a term have in common with their inflections, word by word."""
_FILE = Path(__file__).with_name("job_words.yaml")


@cache
def terms_of(language: str) -> dict[str, tuple[Term, ...]]:
    """``{letter: terms}`` of a language of the house."""
    return {
        letter: tuple(term for text in texts[language].split(",") if (term := marks_of(text, language)))
        for letter, texts in _lists().items()
    }


def marks_of(text: str, language: str) -> Term:
    """The marks of the words that say something; articles and the like are left out."""
    small = analysis.function_words(language)
    words = [word for word in analysis.words(text) if analysis.fold(word) not in small]
    return tuple(frozenset(analysis.query_forms(word, language)) for word in words)


@cache
def _lists() -> dict[str, dict[str, str]]:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
