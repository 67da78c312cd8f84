"""The words of opening hours in eight languages: those of CLDR, and those of ``words.yaml``."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import get_day_names

from centres.columns.lookups import MORE_LANGUAGES
from centres.columns.word_lists import load_words
from centres.gazetteer.fold import fold
from core.i18n.languages import LANGUAGES

_FILE = Path(__file__).with_suffix(".yaml")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = {"working_days": range(5), "weekend": range(5, 7), "every_day": range(7)}
"""Days that have a name together, 0 for Monday."""


def lists() -> Mapping[str, Any]:
    """All lists of the file by their name."""
    return load_words(_FILE)


@lru_cache(maxsize=1)
def ambiguous() -> Mapping[str, Mapping[str, int]]:
    """Folded names that are a day in one language and another day, or no day, in another: name → language → day."""
    return {
        word: {language: WEEK.index(day) for language, day in days.items()}
        for word, days in lists()["ambiguous"].items()
    }


@lru_cache(maxsize=1)
def days() -> dict[str, int]:
    """Folded name of a weekday → 0 for Monday to 6; names that mean two things are left out."""
    meanings: dict[str, set[int]] = {}
    for language in (*LANGUAGES, *MORE_LANGUAGES):
        for width in ("abbreviated", "wide", "short"):
            for number, name in get_day_names(width, "format", locale=language).items():
                meanings.setdefault(fold(name), set()).add(number)
                meanings.setdefault(fold(name).removesuffix(" feira"), set()).add(number)
    for day, names in lists()["days"].items():
        for name in names:
            meanings.setdefault(name, set()).add(WEEK.index(day))
    return {
        name: next(iter(found))
        for name, found in meanings.items()
        if name and name not in ambiguous() and len(found) == 1
    }
