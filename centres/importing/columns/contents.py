"""Guess what a column holds by what stands in it."""

import re
from collections.abc import Callable, Sequence

from centres.columns import coordinates
from centres.columns.public import COLUMN
from centres.importing.columns.header_words import header_words
from centres.importing.fields import POINT

LOOKED_AT = 40
ENOUGH = 0.8
_GUESSED = (
    *("uid", "email", "website", POINT, "lat", "lng", "opening_hours", "country", "phone"),
    *("needs", "access", "services", "audiences", "accessible", "speaks", "status"),
)
"""What a column without a telling name is tried as, in this order."""
_POINT_EVIDENCE = 0.8
_TWO_NUMBERS = re.compile(r"[;, (]|^[0-9A-Fa-f]{42,}$")


def field_by_content(cells: Sequence[str]) -> tuple[str | None, float]:
    """The field whose values these look like, and how sure that is (0 to 0.85)."""
    looked = list(dict.fromkeys(cells))[:LOOKED_AT]
    if not looked:
        return None, 0.0
    for name in _GUESSED:
        evidence, looks_like = _guess(name)
        share = sum(map(looks_like, looked)) / len(looked)
        if share >= ENOUGH:
            return name, round(evidence * share, 2)
    return None, 0.0


def _guess(name: str) -> tuple[float, Callable[[str], bool]]:
    """How sure a field is when its cells look like it, and what tells whether one does."""
    return (_POINT_EVIDENCE, _is_point) if name == POINT else (COLUMN[name].evidence, COLUMN[name].looks_like)


def _is_point(text: str) -> bool:
    return _TWO_NUMBERS.search(text) is not None and coordinates.to_pair(text) is not None


def looks_like_uids(cells: Sequence[str]) -> bool:
    """Whether all of these are UUIDs, as this portal's identifiers are."""
    return bool(cells) and all(map(COLUMN["uid"].looks_like, cells))


def language_of_texts(cells: Sequence[str]) -> str:
    """The portal language whose small words are most frequent; English when there are none."""
    stop_words = header_words()["stop_words"]
    counts = dict.fromkeys(stop_words, 0)
    for word in " ".join(cell for cell in cells if len(cell) > 15)[:20_000].casefold().split():
        for language, listed in stop_words.items():
            counts[language] += word in listed
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
