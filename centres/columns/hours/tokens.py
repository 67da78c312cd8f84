"""Cut written opening hours into days, times, "to", "and", closed, holidays; anything else is kept as unknown."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from centres.columns.hours import words
from centres.gazetteer.fold import fold

MAX_LENGTH = 1_000
_SPELLINGS = (
    (re.compile(r"\bt\s*/\s*m\b"), " tot "),
    (re.compile(r"[- ]feiras?\b"), ""),
    (re.compile(r"\bweek[- ]?ends?\b"), "weekend"),
    (re.compile(r"\baprès[- ]midis?\b"), " apresmidi "),
    (re.compile(r"\b(\w+dag|mittwoch)(voormiddag|namiddag|ochtend|vormittag|nachmittag)"), r"\1 \2"),
    (re.compile(r"\b([vn])\.\s?m\b\.?"), r" \1m "),
    (re.compile(r"\bm\.\s?u\.\s?v\b\.?"), " behalve "),
    (re.compile(r"\b7\s*j?\s*(?:/|sur)\s*7\b"), " daily "),
    (re.compile(r"\b24\s*h?\s*/\s*24\b|\b24\s*/\s*7\b|\b24 hours\b"), " always "),
    (re.compile(r"\bday off\b"), " off "),
)
_PIECES = re.compile(
    r"""(?P<weekday>\b[2-6](?:\.?ª|\s?[ªa](?![\w])))
      | (?P<hour>\d{1,2})\s?(?:[:.h]|u(?!u))\s?(?P<minute>[0-5]\d)(?!\d)(?::00)?\s?(?P<unit>h|u|uur|uhr|hrs?|[ap]\.?m\b\.?)?(?!\w)
      | (?P<compact>(?:[01]\d|2[0-4])[0-5]\d)\s?(?:h|u|uur|uhr|hrs?)?(?!\w)
      | (?P<bare>\d{1,2})\s?(?P<mark>h|u|uur|uhr|hrs?|[ap]\.?m\b\.?)?(?!\w)
      | (?P<to>[-‐-―−~→])
      | (?P<and>[,;/&+|\n·•])
      | (?P<word>[^\W\d_]+(?:['’´][^\W\d_]+)*)
      | (?P<nothing>[\s:().'’"]+)
      | (?P<other>.)""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: day, group, time, morning, afternoon, to, and, closed, except, holidays, always or unknown.

    ``text``: ``HH:MM`` of a time, else as written; ``start`` and ``end``: where it stands in the ``plain`` text.
    """

    kind: str
    text: str
    day: int = 0
    days: tuple[int, ...] = ()
    start: int = 0
    end: int = 0


_END = Token("end", "")


def plain(text: str) -> str:
    """The text in small letters and one spelling; as it is written when that is all there is to it."""
    bare = text[:MAX_LENGTH]
    found = bare.lower()
    for pattern, replacement in _SPELLINGS:
        found = pattern.sub(replacement, found)
    return bare if found == bare.lower() else found


def tokens_of(text: str, language: str = "") -> list[Token]:
    """The tokens of a text, words that say nothing left out; ``language`` as in ``languages_of``."""
    pieces = _pieces_of(text)
    languages = languages_of({fold(match[0]) for match in pieces}, language)
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        length, token = _token(pieces, at, languages, tokens)
        if token:
            tokens.append(replace(token, start=pieces[at].start(), end=pieces[at + length - 1].end()))
        at += length
    return _tidied(tokens)


def words_of(text: str) -> set[str]:
    """The folded words of a text."""
    return {fold(match[0]) for match in _pieces_of(text)}


def _pieces_of(text: str) -> list[re.Match[str]]:
    return [match for match in _PIECES.finditer(plain(text).lower()) if match.lastgroup != "nothing"]


def languages_of(found: set[str], known: str = "") -> frozenset[str]:
    """The languages that these folded words give away best; ``known``, the language of the list, decides between them."""
    counts = {language: len(found.intersection(signs)) for language, signs in words.lists()["signs"].items()}
    best = max(counts.values())
    languages = frozenset(language for language, count in counts.items() if count == best > 0)
    return frozenset({known}) if known and (known in languages or not languages) else languages


def language_of(found: set[str]) -> str:
    """The language some of these folded words give away, ``""`` when none does."""
    languages = languages_of(found)
    return next((language for language in words.lists()["signs"] if language in languages), "")


def _token(
    pieces: list[re.Match[str]], at: int, languages: frozenset[str], before: list[Token]
) -> tuple[int, Token | None]:
    """The token that begins at a piece, and how many pieces it takes."""
    piece = pieces[at]
    if piece["word"]:
        return _word(pieces, at, languages, before)
    if piece["weekday"]:
        return 1, Token("day", piece[0], day=int(piece[0][0]) - 2)
    if piece["to"] or piece["and"]:
        return 1, Token("to" if piece["to"] else "and", piece[0])
    return 1, _time(piece) or Token("unknown", piece[0])


def _time(piece: re.Match[str]) -> Token | None:
    if piece["compact"]:
        hour, minute, unit = int(piece["compact"][:2]), int(piece["compact"][2:]), ""
    elif piece["hour"] or piece["bare"]:
        hour, minute = int(piece["hour"] or piece["bare"]), int(piece["minute"] or 0)
        unit = (piece["unit"] or piece["mark"] or "").replace(".", "")
    else:
        return None
    if unit in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if unit == "pm" else 0)
    return Token("time", f"{hour:02}:{minute:02}") if hour < 24 or (hour == 24 and not minute) else None


@lru_cache(maxsize=1)
def _meanings() -> dict[str, Token]:
    """Folded words → token; an empty kind says nothing."""
    lists = words.lists()
    found = {word: Token("", word) for word in lists["nothing"]}
    for kind in ("to", "and", "closed", "holidays", "morning", "afternoon", "except"):
        found |= {word: Token(kind, word) for word in lists[kind]}
    for name, days in words.GROUPS.items():
        found |= {word: Token("group", word, days=tuple(days)) for word in lists["groups"][name]}
    found |= {word: Token("day", word, day=number) for word, number in words.days().items()}
    return found | {"always": Token("always", "24/7"), "noon": Token("time", "12:00"), "midi": Token("time", "12:00")}


def _word(
    pieces: list[re.Match[str]], at: int, languages: frozenset[str], before: list[Token]
) -> tuple[int, Token | None]:
    """The longest known phrase of up to three words."""
    meanings = _meanings()
    for length in (3, 2, 1):
        group = pieces[at : at + length]
        if len(group) == length and all(piece["word"] for piece in group):
            phrase = fold(" ".join(piece[0] for piece in group))
            if length == 1 and phrase in words.ambiguous():
                return 1, _told_apart(phrase, languages, before)
            if phrase in meanings:
                token = meanings[phrase]
                return length, token if token.kind else None
            singular = phrase.removesuffix("s")
            if length == 1 and singular in words.days():
                return 1, meanings[singular]
    return 1, Token("unknown", pieces[at][0])


def day_of(word: str, language: str = "") -> int | None:
    """0 for Monday to 6 when this folded word is a weekday; ``language`` decides for words that mean two."""
    return words.ambiguous()[word].get(language) if word in words.ambiguous() else words.days().get(word)


def _told_apart(word: str, languages: frozenset[str], before: list[Token]) -> Token | None:
    """``do`` is Thursday in Dutch, "until" in Croatian, "of the" in Portuguese; ``ma`` Monday or mardi."""
    days = words.ambiguous()[word]
    meanings = {days[language] for language in languages if language in days}
    if len(meanings) == 1:
        return Token("day", word, day=meanings.pop())
    if word == "do":
        if before and before[-1].kind in ("time", "day"):
            return Token("to", word)
        return None if "pt" in languages else Token("unknown", word)
    if word == "di" and "it" in languages:
        return None
    return Token("day", word, day=days["en"]) if "en" in days and not languages else Token("unknown", word)


def _tidied(tokens: list[Token]) -> list[Token]:
    """Keeps a "to" only between two days or two times: "Monday: from 9 to 12", "dal lunedì", "Monday - 9-12"."""
    kept: list[Token] = []
    for token, following in pairwise([*tokens, _END]):
        joins = kept and kept[-1].kind == following.kind and following.kind in ("day", "time")
        if token.kind != "to" or joins:
            kept.append(token)
    return kept
