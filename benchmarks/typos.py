"""Typing errors by rule: one a name, the same for the same seed."""

import random
import unicodedata
from collections.abc import Callable

from search.keyboards import ROWS, neighbours

KEYBOARD = {"fr": "azerty", "hr": "qwertz", "de": "qwertz"}
"""Keyboard by language; every other language writes on qwerty. Belgium and Switzerland differ, the rule does not."""


_BESIDE = {layout: neighbours(layout) for layout in ROWS}


def plain(text: str) -> str:
    """Without accents, as on a keyboard that has none."""
    marks = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D").replace("ß", "ss"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def _letters(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter.isalpha()]


def swap(text: str, draw: random.Random, language: str) -> str:
    """Two letters beside each other change places."""
    pairs = [place for place in _letters(text)[:-1] if text[place + 1].isalpha() and text[place] != text[place + 1]]
    place = draw.choice(pairs)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def drop(text: str, draw: random.Random, language: str) -> str:
    """One letter is missing."""
    place = draw.choice(_letters(text))
    return text[:place] + text[place + 1 :]


def double(text: str, draw: random.Random, language: str) -> str:
    """One letter is written twice."""
    place = draw.choice(_letters(text))
    return text[:place] + text[place] + text[place:]


def neighbour(text: str, draw: random.Random, language: str) -> str:
    """The key beside the right one."""
    beside = _BESIDE[KEYBOARD.get(language, "qwerty")]
    place = draw.choice([place for place in _letters(text) if plain(text[place]).lower() in beside])
    return text[:place] + draw.choice(beside[plain(text[place]).lower()]) + text[place + 1 :]


def bare(text: str, draw: random.Random, language: str) -> str:
    """No accents, no hyphens, no capitals, and one letter missing."""
    return drop(plain(text).replace("-", " ").lower(), draw, language)


KINDS: tuple[Callable[[str, random.Random, str], str], ...] = (swap, drop, double, neighbour, bare)
