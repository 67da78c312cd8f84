"""Judge what a column holds by what stands in it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from centres.columns import coordinates
from centres.columns.public import COLUMN
from centres.gazetteer import store
from centres.gazetteer.fold import fold
from centres.gazetteer.postcodes import normalise_code, spellings
from centres.importing.cells import addresses, values
from centres.importing.columns.header_words import header_words
from centres.importing.fields import ADDRESS, BOX, HOUSE_NUMBER, HOUSE_SUFFIX, POINT, POSTCODE_END, STREET_TYPE

LOOKED_AT = 40
_NOTES_BELOW = 3
"""So many cells below the numbers of the rows may be a sum or notes."""
ENOUGH = 0.8
SOME = 0.2
"""A column is not the field its name says when fewer of its cells can be read as that field."""
_GUESSED = (
    *("uid", "email", "website", POINT, "lat", "lng", "opening_hours", "country", "phone"),
    *("needs", "access", "services", "audiences", "accessible", "speaks", "status", ADDRESS),
)
"""What a column without a telling name is tried as, in this order."""
_POINT_EVIDENCE, _ADDRESS_EVIDENCE, _LAST_EVIDENCE = 0.8, 0.7, 0.55
_TWO_NUMBERS = re.compile(r"[;, (=@:/]|^[0-9A-Fa-f]{42,}$")
_HOUSE_NUMBER = re.compile(r"\d{1,5}(?:\.0)?(?:\s?[-/–]\s?\d{1,4})?\s?[/-]?\s?(?:[A-Za-z]{1,2}|bis|ter|quater)?", re.I)
_NUMBERED = re.compile(r"^\d{1,4}\s?\w{0,3}[\s,]+[^\W\d_]{3}|^[^\W\d_]{3}.*\s\d{1,4}[\s/]?\w{0,3}$")
_HOST = re.compile(r"(?i)(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?")
_SHORT = re.compile(r"[\w./ -]{1,8}")
_LONG = 40
_LETTERS = re.compile(r"[^\W\d_]")


def _looked(cells: Sequence[str]) -> list[str]:
    return [cell for cell in dict.fromkeys(cells) if not values.is_empty(cell)][:LOOKED_AT]


def _share(cells: Sequence[str], looks_like: Callable[[str], bool]) -> float:
    return sum(map(looks_like, cells)) / len(cells) if cells else 0.0


def field_by_content(cells: Sequence[str]) -> tuple[str | None, float]:
    """The field whose values these look like, and how sure that is (0 to 0.85)."""
    looked = _looked(cells)
    for name in _GUESSED if looked else ():
        evidence, looks_like = _guess(name)
        share = _share(looked, looks_like)
        if share >= ENOUGH:
            return name, round(evidence * share, 2)
    return None, 0.0


def _guess(name: str) -> tuple[float, Callable[[str], bool]]:
    """How sure a field is when its cells look like it, and what tells whether one does."""
    if name == POINT:
        return _POINT_EVIDENCE, _is_point
    if name == ADDRESS:
        return _ADDRESS_EVIDENCE, is_whole_address
    return COLUMN[name].evidence, COLUMN[name].looks_like


def field_by_elimination(name: str, cells: Sequence[str]) -> float:
    """How well a column nobody knows would do as the postcode, the town, the street or the name of the rows, 0 to 1."""
    looked = _looked(cells)
    if name == "postcode":
        share = _share_of_postcodes(looked)
    elif name in ("city", "street"):
        share = _share(looked, _is_town if name == "city" else _is_street)
    else:
        share = _share(looked, _is_title) * len(set(cells)) / max(1, len(cells))
    return round(_LAST_EVIDENCE * share, 2) if share >= ENOUGH else 0.0


def fits(name: str, cells: Sequence[str]) -> bool:
    """Whether a column may be the field its name says: enough of its cells can be read as that. Empty ones say nothing."""
    looked = _looked(cells)
    return not looked or name not in _READABLE or _share(looked, _READABLE[name]) >= SOME


def are_sentences(cells: Sequence[str]) -> bool:
    """Whether a column holds running text."""
    return _share(_looked(cells), _is_sentence) >= ENOUGH


def _is_sentence(text: str) -> bool:
    return len(text) > _LONG and (text.endswith((".", "!", "?", "…")) or ". " in text)


def _is_point(text: str) -> bool:
    return _TWO_NUMBERS.search(text) is not None and coordinates.to_pair(text) is not None


def is_in_degrees(text: str) -> bool:
    """Whether a cell holds one coordinate in degrees, not metres of a grid."""
    return abs(coordinates.to_degrees(text) or 999) <= 180


def is_whole_address(text: str) -> bool:
    """Whether a cell holds street, postcode and town."""
    return addresses.split(text).is_whole


def _share_of_postcodes(cells: Sequence[str]) -> float:
    """How many are postcodes of one and the same country."""
    found: Counter[str] = Counter()
    for code in map(normalise_code, cells):
        if re.fullmatch(r"(?=.*\d)[A-Z\d]{4,8}", code):
            found.update({country for spelling in spellings(code) for country in _countries_of(spelling[1])})
    return max(found.values(), default=0) / max(1, len(cells))


def _countries_of(code: str) -> list[str]:
    sql = "SELECT country FROM postcode WHERE code = ?"
    return [row[0] for row in store.connection().execute(sql, (code,))]


def _is_town(text: str) -> bool:
    sql = "SELECT 1 FROM name WHERE folded = ? LIMIT 1"
    return _has_letters(text) and store.connection().execute(sql, (fold(text),)).fetchone() is not None


def _is_street(text: str) -> bool:
    return _NUMBERED.search(text) is not None and len(text) < 100


def _is_title(text: str) -> bool:
    is_other = re.match(r"[\d+(]", text) or text.endswith(".") or _is_street(text) or is_whole_address(text)
    return 4 < len(text) <= 150 and " " in text and not is_other


def _has_letters(text: str) -> bool:
    return _LETTERS.search(text) is not None


def _is_read(name: str) -> Callable[[str], bool]:
    """Whether a cell can be read, or nearly: then there is a suggestion."""

    def reads(text: str) -> bool:
        reading = COLUMN[name].read(text)
        return reading.has_value or reading.suggestion is not None

    return reads


def _is_attempt(text: str) -> bool:
    """Whether a cell is a web or mail address, or was meant to be one."""
    return "." in text or "@" in text or "://" in text


_READABLE: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(("email", "website", "sources"), _is_attempt),
    **{name: _is_read(name) for name in ("language", "network", "country", "status")},
    **{name: _is_read(name) for name in ("everyone", "interpreters", "free", "anonymous", "accessible", "speaks")},
    **{name: _is_read(name) for name in ("address_level", "point_precision", "checked_by", "checked_on", "unverified")},
    **{name: _is_read(name) for name in ("as_of", "hours_as_of", "status_since", "age_from", "age_to", "access")},
    **dict.fromkeys(("name", "city", "region", "street", ADDRESS, STREET_TYPE), _has_letters),
    **dict.fromkeys(("needs", "services", "audiences"), lambda text: not _is_sentence(text)),
    "site": lambda text: _HOST.fullmatch(text) is None,
    "phone": lambda text: sum(map(str.isdigit, text)) >= 3,
    "postcode": lambda text: len(text) <= 12 and bool(re.search(r"\d", text)),
    "lat": lambda text: coordinates.to_degrees(text) is not None or coordinates.to_pair(text) is not None,
    "lng": lambda text: coordinates.to_degrees(text) is not None or coordinates.to_pair(text) is not None,
    POINT: lambda text: coordinates.to_pair(text) is not None,
    "opening_hours": lambda text: bool(re.search(r"\d", text)) and _has_letters(text),
    HOUSE_NUMBER: lambda text: _HOUSE_NUMBER.fullmatch(text) is not None,
    HOUSE_SUFFIX: lambda text: _SHORT.fullmatch(text) is not None,
    BOX: lambda text: _SHORT.fullmatch(text) is not None,
    POSTCODE_END: lambda text: re.fullmatch(r"\d{1,3}(?:\.0)?|[A-Za-z]{2}", text) is not None,
}
"""Field → what tells whether a cell may be one; fields without an entry take anything."""


def is_running(cells: Sequence[str]) -> bool:
    """Whether these number the rows: whole numbers, each one more than the one before."""
    numbers = [int(float(cell)) for cell in cells if re.fullmatch(r"\d{1,6}\.?0?", cell)]
    if not numbers or len(cells) - len(numbers) > _NOTES_BELOW:
        return False
    return all(after - before == 1 for before, after in pairwise(numbers)) and (len(numbers) > 1 or numbers[0] <= 1)


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
