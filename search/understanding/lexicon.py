"""Phrases that mean a code of our vocabularies: life events, needs, audiences, ways of access, in six languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.utils.translation import override

from core.i18n.languages import LANGUAGES
from core.vocabularies import Audience, Need
from search import analysis
from search.interface import LifeEvent

_FOLDER = Path(__file__).with_name("words")
_KINDS = ("need", "audience", "access")
_GAP = 3
"""Words that may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A phrase that was found: `codes` are (kind, code) pairs, `at` the positions of its words among those typed.

    `event`: something that happened to somebody, not only the name of a need.
    """

    codes: tuple[tuple[str, str], ...]
    at: tuple[int, ...]
    language: str
    event: bool = False

    @property
    def leads(self) -> bool:
        """Whether it leads to centres for a need: an event told in several words, that asks for no certain service."""
        return self.event and len(self.at) > 1 and len(self.codes) == 1


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[frozenset[str], ...]
    codes: tuple[tuple[str, str], ...]
    event: bool


@cache
def words_of(language: str) -> Mapping[str, frozenset[str]]:
    """The folded words of a language that no vocabulary holds: `place`, `spoken`, `about`, `loose`, `coded` (see words/README.md)."""
    lists = _lists(language)
    small = {name: frozenset(map(analysis.fold, lists[name].split())) for name in ("place", "spoken", "loose", "coded")}
    return {**small, "about": frozenset(analysis.fold(word) for word in analysis.words(lists["about"]))}


@cache
def names_of(kind: str, code: str) -> tuple[tuple[str, ...], ...]:
    """What a code of `audience` or `access` is called in every language: terms of normalised words."""
    texts = [text for language in LANGUAGES for text in _lists(language)[kind].get(code, "").split(";")]
    if kind == "audience":
        for language in LANGUAGES:
            with override(language):
                texts.append(str(Audience(code).label))
    return tuple(dict.fromkeys(words for text in texts if (words := tuple(analysis.words(text)))))


def meant(typed: Sequence[str], languages: Iterable[str], events: tuple[LifeEvent, ...]) -> list[Meant]:
    """The phrases among normalised words, each word in one of them at most: longer ones first, then earlier languages."""
    found = [one for language in dict.fromkeys((*languages, *LANGUAGES)) for one in _all_in(typed, language, events)]
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: -len(one.at)):
        if taken.isdisjoint(one.at):
            taken.update(one.at)
            kept.append(one)
    return sorted(kept, key=lambda one: one.at)


def _all_in(typed: Sequence[str], language: str, events: tuple[LifeEvent, ...]) -> Iterator[Meant]:
    index = _index(language, events)
    marks = [marks_of(word, language) for word in typed]
    for start, own in enumerate(marks):
        for phrase in {id(one): one for mark in own for one in index.get(mark, ())}.values():
            if at := _positions(phrase.words, marks, start):
                yield Meant(phrase.codes, at, language, phrase.event)


def _positions(words: Sequence[frozenset[str]], marks: Sequence[frozenset[str]], start: int) -> tuple[int, ...]:
    """Where the words of a phrase stand whose first word is at `start`; empty when they do not."""
    at = [start]
    for word in words[1:]:
        reach = range(at[-1] + 1, min(at[-1] + 2 + _GAP, len(marks)))
        following = next((position for position in reach if word & marks[position]), None)
        if following is None:
            return ()
        at.append(following)
    return tuple(at)


@lru_cache(maxsize=20_000)
def marks_of(word: str, language: str) -> frozenset[str]:
    """What two inflections of a normalised word have in common in a language."""
    return frozenset(analysis.query_forms(word, language))


@lru_cache(maxsize=32)
def _index(language: str, events: tuple[LifeEvent, ...]) -> Mapping[str, tuple[_Phrase, ...]]:
    """Phrases by every mark of their first word."""
    index: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in (*_of_events(language, events), *_of_vocabularies(language)):
        for mark in phrase.words[0]:
            index[mark].append(phrase)
    return {mark: tuple(phrases) for mark, phrases in index.items()}


def _of_events(language: str, events: tuple[LifeEvent, ...]) -> Iterator[_Phrase]:
    for event in events:
        if event.language == language:
            codes = tuple((kind, code) for kind, code in (("need", event.need), ("service", event.service)) if code)
            for text in event.phrases:
                if words := _marked(text, language):
                    yield _Phrase(words, codes, event=True)


def _of_vocabularies(language: str) -> Iterator[_Phrase]:
    lists = _lists(language)
    texts = [
        (kind, code, text) for kind in _KINDS for code, several in lists[kind].items() for text in several.split(";")
    ]
    with override(language):
        texts += [("need", str(code), str(label)) for code, label in Need.choices]
        texts += [("audience", str(code), str(label)) for code, label in Audience.choices]
    for kind, code, text in texts:
        if words := _marked(text, language):
            yield _Phrase(words, ((kind, code),), event=False)


def _marked(text: str, language: str) -> tuple[frozenset[str], ...]:
    """The marks of a phrase's words, without articles and the like when two others are left."""
    words = analysis.words(text)
    tight = [word for word in words if analysis.fold(word) not in words_of(language)["loose"]]
    return tuple(marks_of(word, language) for word in (tight if len(tight) > 1 else words))


@cache
def _lists(language: str) -> Mapping:
    return yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
