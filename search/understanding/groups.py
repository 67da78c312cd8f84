"""What a typed query asks for: words that must be there, words that may, phrases, synonyms, languages spoken.

Shared by all engines; knows words and languages, no syntax of any engine.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import LifeEvent, SynonymGroup
from search.understanding.concepts import concepts
from search.understanding.lexicon import names_of, words_of
from search.understanding.meaning import Meaning, likely_language, read

MAX_TEXT = 300
MAX_WORDS = 32
SYNONYMS, SPELLING = "synonyms", "spelling"
"""What can be undone beside the kinds of a meaning."""
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]{2,})["“”„«»]')
_MINUS = re.compile(r"(?:(?<=\s)|\A)[-−–](?=\w)([\w'’]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for. A text has it when it holds all `words` (any inflection), or one of the `others`.

    `words` are normalised; `others` are terms of one or more words; with `exact` the words must stand together as typed.
    `kept`: it must be there even when others may be missing, and nobody corrects it. `shown`: how it was typed.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    exact: bool = False
    kept: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """`required` groups must all be there (answers may relax that), `helpful` ones only rank, `without` must not be there.

    `speaks` are languages in which the visitor wants to be received; `urgent` when another language was ruled out.
    `also` are the synonyms that are searched. `language` is that of most small words.
    """

    required: tuple[Group, ...] = ()
    helpful: tuple[Group, ...] = ()
    without: tuple[Group, ...] = ()
    speaks: frozenset[str] = frozenset()
    urgent: bool = False
    also: tuple[str, ...] = ()
    language: str = ""
    meaning: Meaning = field(default_factory=Meaning)


def understand(
    text: str,
    language: str,
    synonyms: Iterable[SynonymGroup] = (),
    events: tuple[LifeEvent, ...] = (),
    undone: frozenset[str] = frozenset(),
) -> Understood:
    """Read a query typed by a visitor whose pages are in `language` (ISO 639-1; English if it is none of ours). Never raises."""
    language = language if language in LANGUAGES else "en"
    text = _CONTROL.sub(" ", text)[:MAX_TEXT]
    quoted = [Group(tuple(words), exact=True) for part in _QUOTED.findall(text) if (words := analysis.words(part))]
    bare = _QUOTED.sub(" ", text).replace('"', " ")
    minus = [word for part in _MINUS.findall(bare) for word in analysis.words(part)]
    rest = _MINUS.sub(" ", bare)
    if minus and not quoted and not analysis.words(rest):
        minus, rest = [], bare
    meaning = read(rest, language, events, undone)
    spans = list(analysis.spans(rest))[:MAX_WORDS]
    likely = likely_language([span.text for span in spans], language)
    known = () if SYNONYMS in undone else (*synonyms, *concepts())
    sentence = _Sentence(
        [span.text for span in spans], [rest[span.start : span.end] for span in spans], meaning, likely
    )
    groups, also = sentence.grouped(language, known)
    required = [group for group, small in groups if not small]
    helpful = [group for group, small in groups if small]
    speaks = (
        frozenset({language} - meaning.spoken.ruled_out)
        if meaning.spoken.ruled_out
        else meaning.spoken.wanted | meaning.spoken.named
    )
    if not required and not quoted and not speaks:
        required, helpful = helpful, []
    return Understood(
        required=(*quoted, *required),
        helpful=tuple(group for group in helpful if analysis.fold(group.words[0]) in _asking(language, likely)),
        without=tuple(Group((word,)) for word in minus),
        speaks=speaks,
        urgent=bool(meaning.spoken.ruled_out and speaks),
        also=also,
        language=likely,
        meaning=meaning,
    )


def _asking(*languages: str) -> frozenset[str]:
    return frozenset().union(*(analysis.request_words(language) for language in languages))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of a query, normalised and as typed, and what they mean."""

    typed: list[str]
    shown: list[str]
    meaning: Meaning
    likely: str

    def grouped(
        self, language: str, synonyms: tuple[SynonymGroup, ...]
    ) -> tuple[list[tuple[Group, bool]], tuple[str, ...]]:
        """Cut the words into groups: the place, coded names, known terms, single words; each with whether it is only a small
        word. Returns the synonyms too."""
        small = (
            _asking(language, self.likely) | analysis.function_words(language) | analysis.function_words(self.likely)
        )
        if self.meaning.found:
            small |= words_of(language)["about"] | words_of(self.likely)["about"]
        terms, also = _terms(synonyms), dict[str, None]()
        named = self._named()
        groups: list[tuple[Group, bool]] = []
        for start, length in self._pieces({start: length for start, (length, _) in named.items()}):
            words = tuple(self.typed[start : start + length])
            shown = " ".join(self.shown[start : start + length])
            if start in self.meaning.place_at:
                groups.append((self._place(words, shown), False))
            elif length == 2 and start not in named:
                groups.append((Group(words, exact=True, shown=shown), False))
            elif length > 1 or (start in named and named[start][1]):
                groups.append((Group(words, named[start][1], shown=shown), False))
            else:
                groups.append((Group(words, shown=shown), analysis.fold(words[0]) in small))
        return self._with_synonyms(groups, terms, also), tuple(also)

    def _named(self) -> dict[int, tuple[int, tuple[tuple[str, ...], ...]]]:
        """Start → length of an audience or a way of access that is named, and what else it is called."""
        found = {}
        for phrase in self.meaning.phrases:
            kind, code = phrase.codes[0]
            first, last = phrase.at[0], phrase.at[-1]
            if kind in ("audience", "access") and last - first + 1 == len(phrase.at):
                found[first] = len(phrase.at), names_of(kind, code)
        return found

    def _pieces(self, named: Mapping[int, int]) -> Iterable[tuple[int, int]]:
        """Start and length of what stays together; words that only rule a language out or ask for one are left out."""
        at = 0
        coded = frozenset().union(*(words_of(language)["coded"] for language in LANGUAGES))
        while at < len(self.typed):
            length = 1
            if at in self.meaning.place_at:
                length = len(self.meaning.place_at)
            elif at in named:
                length = named[at]
            elif (
                at + 1 < len(self.typed) and self.typed[at + 1] in "abcdefg" and analysis.fold(self.typed[at]) in coded
            ):
                length = 2
            if at not in self.meaning.spoken.at:
                yield at, length
            at += length

    def _place(self, words: tuple[str, ...], shown: str) -> Group:
        spot = self.meaning.place
        names = (tuple(analysis.words(name)) for name in (spot.names if spot else ()))
        return Group(words, tuple(dict.fromkeys(name for name in names if name)), kept=True, shown=shown)

    def _with_synonyms(
        self, groups: list[tuple[Group, bool]], terms: "_Terms", also: dict[str, None]
    ) -> list[tuple[Group, bool]]:
        """Join groups that are a known term, with what else it is called."""
        found: list[tuple[Group, bool]] = []
        at = 0
        while at < len(groups):
            run = [group for group, _ in groups[at:]]
            stop = next(
                (number for number, group in enumerate(run) if group.exact or group.kept or len(group.words) > 1),
                len(run),
            )
            length, others = _longest_term([group.words[0] for group in run[:stop]], terms)
            if not length:
                found.append(groups[at])
                at += 1
                continue
            words = tuple(group.words[0] for group in run[:length])
            labels = [label for label in others if not _same(words, analysis.words(label))]
            also.update(dict.fromkeys(labels))
            named = [other for group in run[:length] for other in group.others] if length == 1 else []
            alternatives = tuple(dict.fromkeys((*named, *(tuple(analysis.words(label)) for label in labels))))
            found.append((Group(words, alternatives, shown=" ".join(group.shown for group in run[:length])), False))
            at += length
        return list(dict.fromkeys(found))


_Term = tuple[tuple[frozenset[str], ...], tuple[str, ...]]
_Terms = Mapping[str, tuple[_Term, ...]]


@lru_cache(maxsize=16)
def _terms(synonyms: tuple[SynonymGroup, ...]) -> _Terms:
    """Return every term as the marks of its words, with its group's labels, by each mark of its first word."""
    by_mark: dict[str, list[_Term]] = defaultdict(list)
    for group in synonyms:
        for term in group.terms:
            if marks := tuple(_marks(word) for word in analysis.words(term)):
                for mark in marks[0]:
                    by_mark[mark].append((marks, group.terms))
    return {mark: tuple(terms) for mark, terms in by_mark.items()}


@lru_cache(maxsize=5000)
def _marks(word: str) -> frozenset[str]:
    """Return everything that two inflections of one word have in common, per language."""
    marks = {f"{code}_{form}" for code in LANGUAGES for form in analysis.query_forms(word, code)}
    return frozenset({*marks, analysis.fold(word)})


def _longest_term(typed: Sequence[str], terms: _Terms) -> tuple[int, tuple[str, ...]]:
    """Return how many of the first words are a known term, and the labels of all groups that hold it."""
    longest, labels = 0, dict[str, None]()
    candidates = {id(term): term for mark in (_marks(typed[0]) if typed else ()) for term in terms.get(mark, ())}
    for marks, group in candidates.values():
        if len(marks) < longest or len(marks) > len(typed):
            continue
        if all(mark & _marks(word) for mark, word in zip(marks, typed, strict=False)):
            if len(marks) > longest:
                longest, labels = len(marks), {}
            labels.update(dict.fromkeys(group))
    return longest, tuple(labels)


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two terms are inflections of one another."""
    return len(words) == len(others) and all(
        _marks(word) & _marks(other) for word, other in zip(words, others, strict=True)
    )
