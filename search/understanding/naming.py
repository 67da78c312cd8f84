"""Places in the middle of a sentence: which words are the name of a town or an area, and not words of the language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from search.analysis import Token
from search.places import Spot, spot_alike, spot_named
from search.understanding.lexicon import words_of

_LONGEST = 4
_SHORTEST = 3
_LONG = 6
"""Letters from which a name may be mistyped."""
_TOWN, _SMALL_TOWN, _CITY = 1_000, 5_000, 50_000
"""People a place must have: whose name is no word and stands where a place is expected; or only one of both; or neither."""
_MORE_OFTEN_WORDS = frozenset(
    [
        "bar",
        "bath",
        "bien",
        "capital",
        "como",
        "fiume",
        "island",
        "job",
        "leer",
        "lens",
        "martin",
        "nice",
        "orange",
        "parla",
        "reading",
        "servia",
        "tours",
    ]
)
"""Names of towns that, in small letters and without a word before that leads to a place, more often are words."""

_WITHOUT_CASES = tuple(language for language in LANGUAGES if language != "hr")
_YEAR = re.compile(r"(?:19|20)\d\d")
"""In a sentence a year, though Dutch and Belgian postcodes look the same."""


@dataclass(frozen=True, slots=True)
class _Named:
    spot: Spot
    at: frozenset[int]
    expected: bool


def named_place(
    text: str, spans: Sequence[Token], languages: tuple[str, ...], barred: frozenset[int], said: frozenset[int]
) -> tuple[Spot | None, frozenset[int]]:
    """The place a text names, with the positions of its words: the longest name, then one where a place is expected, then the
    best known. `barred` are positions of words that say something else for certain, `said` those that probably do."""
    found = max(
        _all_named(text, spans, languages, barred, said),
        key=lambda one: (len(one.at), one.expected, one.spot.people),
        default=None,
    )
    return (found.spot, found.at) if found else (None, frozenset())


def _all_named(
    text: str, spans: Sequence[Token], languages: tuple[str, ...], barred: frozenset[int], said: frozenset[int]
) -> Iterator[_Named]:
    small = small_words(languages)
    leading = frozenset().union(*(words_of(language)["place"] for language in languages))
    folded = [analysis.fold(span.text) for span in spans]
    shouted = text.isupper()
    others = [at for at, word in enumerate(folded) if at not in said and word not in small]
    left = frozenset(others if said and len(others) == 1 else ())  # Beside a need, one word more is a place.
    for start in range(len(spans)):
        led = start > 0 and folded[start - 1] in leading
        capital = text[spans[start].start].isupper() and not shouted
        for end in range(start + 1, min(start + _LONGEST, len(spans)) + 1):
            at = frozenset(range(start, end))
            if not at.isdisjoint(barred) or folded[start] in small or folded[end - 1] in small:
                continue
            name = text[spans[start].start : spans[end - 1].end]
            if len(spans) > 1 and _YEAR.fullmatch(name):
                continue
            alone = at == left and folded[start] not in _MORE_OFTEN_WORDS
            if spot := _place_called(
                name,
                languages,
                expected=led or capital or alone or end - start > 1,
            ):
                yield _Named(spot, at, led or capital or alone)


def _place_called(name: str, languages: tuple[str, ...], *, expected: bool) -> Spot | None:
    if len(name) < _SHORTEST:
        return None
    # In a sentence of another language, what is a word there is no case of a Croatian name.
    declined = "hr" in languages or not analysis.is_word(name, _WITHOUT_CASES)
    for spelling in (name, *(_undeclined(name) if declined else ())):
        if spot := spot_named(spelling, languages[0]):
            word = analysis.is_word(spelling)
            if word and analysis.fold(spelling) not in map(analysis.fold, spot.names):
                continue  # A word of ours that only others call a place by: fr `cité` is not Kíti on Cyprus.
            plain = spelling == name and not word
            least = _TOWN if expected and plain else _SMALL_TOWN if expected or plain else _CITY
            if spot.people >= least and (expected or analysis.fold(name) not in _MORE_OFTEN_WORDS):
                return spot
    if " " not in name and len(name) >= _LONG and not analysis.is_word(name) and expected:
        return spot_alike(name, languages[0])
    return None


def _undeclined(name: str) -> list[str]:
    """Nominatives that a Croatian case of a place's name may come from: Splitu, Zadru, Čakovcu, Rijeci, Puli, Hrvatskoj."""
    if len(name) < 5 or " " in name:
        return []
    found = []
    stem = name[:-1]
    if name[-1] in "ua":
        found += [stem, f"{stem[:-1]}a{stem[-1]}", f"{stem[:-1]}e{stem[-1]}", f"{stem}o", f"{stem}e"]
    if name[-1] in "ie":
        found += [f"{stem}a", f"{stem}e"]
    if name.endswith("ci"):
        found.append(f"{name[:-2]}ka")
    if name.endswith(("oj", "om")):
        found += [f"{name[:-2]}a", name[:-2]]
    return found


@lru_cache(maxsize=64)
def small_words(languages: tuple[str, ...]) -> frozenset[str]:
    """Folded words that are no topic: function and request words, words before places, words that ask for a place's facts."""
    found: set[str] = set()
    for language in languages:
        found |= analysis.function_words(language) | analysis.request_words(language)
        found |= words_of(language)["place"] | words_of(language)["loose"] | words_of(language)["about"]
    return frozenset(found)
