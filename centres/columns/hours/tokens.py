"""Cut written opening hours into days, times, "to", "and", closed, holidays; anything else is kept as unknown."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from centres.columns.hours import words
from centres.gazetteer.fold import fold

MAX_LENGTH = 1_000
_SPELLINGS = (
    (re.compile(r"\bt\s*/\s*m\b"), " tot "),
    (re.compile(r"[- ]feiras?\b"), ""),
    (re.compile(r"\bweek[- ]?ends?\b"), "weekend"),
    (re.compile(r"\baprès[- ]midi\b"), " "),
    (re.compile(r"\b7\s*j?\s*(?:/|sur)\s*7\b"), " daily "),
    (re.compile(r"\b24\s*h?\s*/\s*24\b|\b24\s*/\s*7\b|\b24 hours\b"), " always "),
    (re.compile(r"\bday off\b"), " off "),
)
_PIECES = re.compile(
    r"""(?P<weekday>\b[2-6]\s?[ªa](?![\w]))
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
    """``kind``: day, group, time, to, and, closed, holidays, always or unknown. ``text``: ``HH:MM`` of a time, else as written."""

    kind: str
    text: str
    day: int = 0
    days: tuple[int, ...] = ()


_END = Token("end", "")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, words that say nothing left out."""
    plain = text[:MAX_LENGTH].lower()
    for pattern, replacement in _SPELLINGS:
        plain = pattern.sub(replacement, plain)
    pieces = [match for match in _PIECES.finditer(plain) if match.lastgroup != "nothing"]
    language = language_of({fold(match[0]) for match in pieces})
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        length, token = _token(pieces, at, language, tokens)
        if token:
            tokens.append(token)
        at += length
    return _tidied(tokens)


def language_of(found: set[str]) -> str:
    """The language some of these folded words give away, ``""`` when none does."""
    counts = {language: len(found.intersection(signs)) for language, signs in words.lists()["signs"].items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _token(pieces: list[re.Match[str]], at: int, language: str, before: list[Token]) -> tuple[int, Token | None]:
    """The token that begins at a piece, and how many pieces it takes."""
    piece = pieces[at]
    if piece["word"]:
        return _word(pieces, at, language, before)
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
    for kind in ("to", "and", "closed", "holidays"):
        found |= {word: Token(kind, word) for word in lists[kind]}
    for name, days in words.GROUPS.items():
        found |= {word: Token("group", word, days=tuple(days)) for word in lists["groups"][name]}
    found |= {word: Token("day", word, day=number) for word, number in words.days().items()}
    return found | {"always": Token("always", "24/7"), "noon": Token("time", "12:00"), "midi": Token("time", "12:00")}


def _word(pieces: list[re.Match[str]], at: int, language: str, before: list[Token]) -> tuple[int, Token | None]:
    """The longest known phrase of up to three words."""
    meanings = _meanings()
    for length in (3, 2, 1):
        group = pieces[at : at + length]
        if len(group) == length and all(piece["word"] for piece in group):
            phrase = fold(" ".join(piece[0] for piece in group))
            if length == 1 and phrase in words.ambiguous():
                return 1, _told_apart(phrase, language, before)
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


def _told_apart(word: str, language: str, before: list[Token]) -> Token | None:
    """``do`` is Thursday in Dutch, "until" in Croatian, "of the" in Portuguese; ``ma`` Monday or mardi."""
    days = words.ambiguous()[word]
    if language in days:
        return Token("day", word, day=days[language])
    if word == "do":
        return Token("to", word) if before and before[-1].kind in ("time", "day") else None
    return Token("day", word, day=days["en"]) if "en" in days else Token("unknown", word)


def _tidied(tokens: list[Token]) -> list[Token]:
    """Keeps a "to" only between two days or two times: "Monday: from 9 to 12", "dal lunedì", "Monday - 9-12"."""
    kept: list[Token] = []
    for token, following in pairwise([*tokens, _END]):
        joins = kept and kept[-1].kind == following.kind and following.kind in ("day", "time")
        if token.kind != "to" or joins:
            kept.append(token)
    return kept
