"""Fold the names of places so that spelling habits do not matter."""

from __future__ import annotations

import re

from core import folding

_SAINTS = {"st": "saint", "ste": "saint", "sainte": "saint", "sankt": "saint", "sint": "saint", "sv": "sveti"}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
MAX_LENGTH = 80


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, one way to write a saint; at most 80 characters.

    Words are separated by one space. Letters outside the Latin alphabet are dropped.
    """
    words = _NOT_WORD.sub(" ", folding.fold(text[: 4 * MAX_LENGTH])).split()
    return " ".join(_SAINTS.get(word, word) for word in words)[:MAX_LENGTH].strip()
