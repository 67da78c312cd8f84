"""Fold the names of places so that spelling habits do not matter."""

from __future__ import annotations

import re

from core import folding

_SAINTS = {"st": "saint", "ste": "saint", "sainte": "saint", "sankt": "saint", "sint": "saint", "sv": "sveti"}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
MAX_LENGTH = 80
KINDS = frozenset(
    [
        "region",
        "regions",
        "regio",
        "regione",
        "regioni",
        "regiao",
        "regiaoautonoma",
        "regija",
        "provincia",
        "provincie",
        "provincies",
        "province",
        "provinz",
        "pokrajina",
        "departement",
        "dipartimento",
        "departamento",
        "county",
        "comte",
        "contea",
        "condado",
        "comitat",
        "canton",
        "cantons",
        "kanton",
        "cantone",
        "cantao",
        "district",
        "distrito",
        "distretto",
        "distrikt",
        "zupanija",
        "zupaniji",
        "land",
        "gewest",
        "communaute",
        "comunita",
        "comunidade",
    ]
)
"""What people call a part of a country, in six languages, folded."""
_LINKS = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "di",
        "del",
        "della",
        "dell",
        "delle",
        "dei",
        "degli",
        "da",
        "do",
        "das",
        "dos",
        "van",
        "of",
        "the",
        "la",
        "le",
        "l",
        "autonome",
        "autonoma",
    ]
)


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, one way to write a saint; at most 80 characters.

    Words are separated by one space. Letters outside the Latin alphabet are dropped.
    """
    words = _NOT_WORD.sub(" ", folding.fold(text[: 4 * MAX_LENGTH])).split()
    return " ".join(_SAINTS.get(word, word) for word in words)[:MAX_LENGTH].strip()


def bare(folded: str) -> str:
    """A folded name without "province of", "županija" and their like; the name itself when nothing else is left."""
    words = folded.split()
    while words and (words[0] in KINDS or (len(words) < len(folded.split()) and words[0] in _LINKS)):
        words = words[1:]
    while words and words[-1] in KINDS:
        words = words[:-1]
    return " ".join(words) or folded
