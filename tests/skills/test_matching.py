"""The comparison with a job, measured on profiles written for it in six languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from skills.repository.items import repository
from skills.repository.matching import Touch, matched

PROFILES = Path(__file__).with_name("profiles")

pytestmark = pytest.mark.django_db


def profiles(language: str) -> Iterator[tuple[set[str], str]]:
    for profile in yaml.safe_load((PROFILES / f"{language}.yaml").read_text()):
        yield set(profile["touches"]), profile["text"]


def touched(text: str, language: str) -> set[str]:
    return {found.letter for found in matched(text, language, repository()) if found.touch == Touch.CLEAR}


def test_precision_and_recall(seeded: None, language: str) -> None:
    right = found = meant = 0
    for expected, text in profiles(language):
        got = touched(text, language)
        right, found, meant = right + len(got & expected), found + len(got), meant + len(expected)
        assert expected or not got, (language, got)
    assert right / found >= 0.85, (language, right, found)
    assert right / meant >= 0.85, (language, right, meant)
