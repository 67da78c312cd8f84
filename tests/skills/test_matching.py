"""The comparison with a job, measured on profiles written for it in six languages."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from skills.repository.items import repository
from skills.repository.matching import LONGEST, Touch, likely_language, matched
from skills.repository.words import terms_of

PROFILES = Path(__file__).with_name("profiles")

pytestmark = pytest.mark.django_db


def profiles(language: str, *, later: bool) -> Iterator[tuple[set[str], str]]:
    for profile in yaml.safe_load((PROFILES / f"{language}.yaml").read_text()):
        if profile.get("later", False) == later:
            yield set(profile["touches"]), profile["text"]


def touched(text: str, language: str) -> set[str]:
    return {found.letter for found in matched(text, language, repository()) if found.touch == Touch.CLEAR}


@pytest.mark.parametrize("later", [False, True], ids=["known", "never met"])
def test_precision_and_recall(seeded: None, language: str, later: bool) -> None:
    right = found = meant = 0
    for expected, text in profiles(language, later=later):
        assert likely_language(text, "en") == language
        got = touched(text, language)
        right, found, meant = right + len(got & expected), found + len(got), meant + len(expected)
        assert expected or not got, (language, got)
    assert meant >= 6
    assert right / found >= 0.85, (language, right, found)
    assert right / meant >= 0.85, (language, right, meant)


def test_every_list_of_words_has_something_for_every_competence(language: str) -> None:
    assert list(terms_of(language)) == list("ABCDEFG")
    assert all(len(terms) >= 12 for terms in terms_of(language).values())


def test_what_was_found_is_shown_as_it_stands_and_one_word_is_chance(seeded: None) -> None:
    found = {one.letter: one for one in matched("Budgets! No audits.", "en", repository())}
    assert found["B"].words == ("Budgets", "audits")
    assert found["B"].touch == Touch.CLEAR
    assert len(found["B"].codes) == 4
    found = {one.letter: one for one in matched("A budget.", "en", repository())}
    assert (found["B"].touch, found["B"].codes) == (Touch.FAINT, ())


def test_a_term_within_another_counts_once(seeded: None) -> None:
    found = {one.letter: one for one in matched("You write the interim and final reports.", "en", repository())}
    assert found["B"].touch == Touch.FAINT


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "’’’ …", "a" * LONGEST, "budget " * (LONGEST // 7), "日本語 العربية"],
    ids=["nothing", "NUL", "marks", "one word", "one word again and again", "other scripts"],
)
def test_any_text_is_answered_soon(seeded: None, text: str) -> None:
    started = time.process_time()
    assert len(matched(text, "en", repository())) == 7
    assert time.process_time() - started < 5
