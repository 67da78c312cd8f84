"""The importer's word lists: texts only, no word with two meanings, something in each of the six languages."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from centres import vocabularies
from centres.columns.hours import tokens
from centres.columns.hours import words as hours
from centres.columns.public import COLUMN, COLUMNS
from centres.columns.synonyms import words_for_codes, words_for_countries
from centres.columns.word_lists import load_words
from centres.gazetteer.fold import fold
from centres.importing.columns.header_words import header_words
from centres.importing.fields import NAMES
from core.countries import CODES
from core.i18n.languages import LANGUAGES

FILES = [
    "centres/columns/synonyms.yaml",
    "centres/columns/hours/words.yaml",
    "centres/importing/columns/header_words.yaml",
]
HOURS_KINDS = ("holidays", "to", "and", "closed", "morning", "afternoon", "except", "nothing")


def leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, Mapping):
        for name, part in node.items():
            yield name
            yield from leaves(part)
    elif isinstance(node, list):
        for part in node:
            yield from leaves(part)
    else:
        yield node


def with_two_meanings(lists: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Folded words that stand in two lists."""
    meanings: dict[str, set[str]] = {}
    for meaning, words in lists.items():
        for word in words:
            meanings.setdefault(fold(word) or word, set()).add(meaning)
    return {word: found for word, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_a_text_in_composed_letters(name: str) -> None:
    words = list(leaves(load_words(Path(settings.BASE_DIR) / name)))
    assert [word for word in words if not isinstance(word, str) or not word.strip()] == []
    assert [word for word in words if unicodedata.normalize("NFC", word) != word] == []


@pytest.mark.parametrize("name", FILES)
def test_no_list_says_a_word_twice(name: str) -> None:
    def lists(node: Any) -> Iterator[list[str]]:
        if isinstance(node, list):
            yield node
        elif isinstance(node, Mapping):
            for part in node.values():
                yield from lists(part)

    assert [words for words in lists(load_words(Path(settings.BASE_DIR) / name)) if len(set(words)) < len(words)] == []


def test_synonyms_belong_to_codes_that_exist_and_to_one_of_them() -> None:
    columns = {column.vocabulary for column in COLUMNS if hasattr(column, "vocabulary")}
    lists = load_words(Path(settings.BASE_DIR) / FILES[0])
    assert {vocabulary.__name__ for vocabulary in columns} >= lists["codes"].keys()
    for name in lists["codes"]:
        synonyms = words_for_codes(name)
        assert synonyms.keys() <= set(getattr(vocabularies, name).values)
        assert with_two_meanings(synonyms) == {}
    assert words_for_countries().keys() <= set(CODES)
    assert with_two_meanings(words_for_countries()) == {}
    assert with_two_meanings({name: lists[name] for name in ("yes", "no")}) == {}
    assert [word for word in lists["nothing"] if word != word.casefold()] == []
    assert [word for word in lists["everyone"] if word != fold(word)] == []


def test_header_words_belong_to_fields_that_exist_and_to_one_of_them() -> None:
    words = header_words()
    assert words["facts"].keys() <= NAMES
    assert {f"{field}_fr" for field in words["texts"]} <= NAMES
    for lists in (words["facts"], words["texts"], words["languages"]):
        assert with_two_meanings(lists) == {}
    assert with_two_meanings({name: words[name] for name in ("opens", "closes", "filling")}) == {}
    assert set(words["languages"]) == set(words["stop_words"]) == set(LANGUAGES)


def test_words_of_opening_hours_are_folded_and_mean_one_thing() -> None:
    lists = hours.lists()
    kinds = {kind: lists[kind] for kind in HOURS_KINDS} | lists["groups"] | lists["days"]
    kinds["ambiguous"] = list(lists["ambiguous"])
    assert with_two_meanings(kinds) == {}
    assert [word for words in kinds.values() for word in words if word != fold(word)] == []
    assert tuple(lists["days"]) == hours.WEEK
    assert lists["groups"].keys() == hours.GROUPS.keys()


@pytest.mark.parametrize(
    ("language", "closed", "yes", "town"),
    [
        ("fr", "fermé", "oui", "ville"),
        ("nl", "gesloten", "ja", "gemeente"),
        ("it", "chiuso", "si", "comune"),
        ("pt", "encerrado", "sim", "localidade"),
        ("hr", "zatvoreno", "da", "grad"),
        ("en", "closed", "yes", "town"),
    ],
)
def test_each_language_of_the_portal_has_its_words(language: str, closed: str, yes: str, town: str) -> None:
    assert [token.kind for token in tokens.tokens_of(closed)] == ["closed"]
    assert COLUMN["free"].read(yes).value is True
    assert town in header_words()["facts"]["city"]
