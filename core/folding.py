"""Characters: one spelling for compatible, upper-case and accented letters."""

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "þ": "th",
        "ŀ": "l",
    }
)


def normalise(text: str) -> str:
    """Return `text` in NFKC, casefolded: accents stay, case and compatibility forms go."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` normalised and without accents: `Đurđevac` and `durdevac` become the same string."""
    text = normalise(text)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
