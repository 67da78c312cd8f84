"""The order of words in a language, for lists of names."""

from core.folding import fold
from core.i18n.languages import active_language

AFTER = chr(0x10FFFF)
"""Follows every letter."""
_LETTERS = {
    "hr": {"č": "c", "ć": "c", "dž": "d", "đ": "d", "lj": "l", "nj": "n", "š": "s", "ž": "z"},
}
"""Letters of their own, in the order of the alphabet, and the letter they follow. Everywhere else marks do not count."""


def sort_key(name: str, language: str | None = None) -> str:
    """What ``name`` is sorted by among names of ``language`` (default: the active one)."""
    text = name.casefold()
    for place, (letter, before) in enumerate(_LETTERS.get(language or active_language(), {}).items(), start=1):
        text = text.replace(letter, before + AFTER * place)
    return fold(text)
