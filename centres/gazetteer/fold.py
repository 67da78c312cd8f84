"""Fold the names of places so that spelling habits do not matter."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ŀ": "l", "ŋ": "n"}
)
_SAINTS = {"st": "saint", "ste": "saint", "sainte": "saint", "sankt": "saint", "sint": "saint", "sv": "sveti"}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
MAX_LENGTH = 80


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, one way to write a saint; at most 80 characters.

    Words are separated by one space. Letters outside the Latin alphabet are dropped.
    """
    plain = unicodedata.normalize("NFKD", text[: 4 * MAX_LENGTH].casefold().translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = _NOT_WORD.sub(" ", plain).split()
    return " ".join(_SAINTS.get(word, word) for word in words)[:MAX_LENGTH].strip()
