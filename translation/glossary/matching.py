"""Which terms of the glossary stand in a text, in any inflection, and what a translation makes of them.

The longest term counts: in "lifelong guidance" nobody is told of "guidance". The words of a term stand one after the other; a
mark that ends a phrase parts them, a hyphen, a tag or an elided article does not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from core.inflection import Inflection, Span, inflection, spans
from core.kept import kept
from translation.models.glossary import ConceptTerm, Status

_TAG = re.compile(r"<[^>]*>")
_PARTS = re.compile(r"[^\s\w'’ʼ`´\-‐‑/«»“”„\"]|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it stands in the glossary."""

    concept: str
    text: str
    status: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """``text[start:end]`` is a term: of several concepts, when they share it."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def concepts(self) -> frozenset[str]:
        """Keys of the concepts that may be meant, by a term one may use or by a forbidden one."""
        return frozenset(entry.concept for entry in self.entries)


class Kind(StrEnum):
    """What is wrong with a term of a translation."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Finding:
    """``MISSING``: ``term`` stands at ``start:end`` of the source, and none of ``wanted`` in the translation.
    ``FORBIDDEN``: ``term`` stands at ``start:end`` of the translation; ``wanted`` are to be used in its place.

    ``wanted``: the preferred term first. ``certain``: one of them is confirmed; what is only a proposal is no reason to refuse.
    """

    kind: Kind
    concept: str
    term: str
    start: int
    end: int
    wanted: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[Inflection, ...]
    entries: tuple[Entry, ...]


Glossary = dict[str, tuple[_Pattern, ...]]
"""By the keys of its first word, each term once; the longest first."""


def occurrences(text: str, language: str) -> list[Occurrence]:
    """The terms of ``language`` in a text or its HTML, in their order; none inside a longer one."""
    found: list[Occurrence] = []
    for occurrence in _everywhere(text, language):
        if not found or occurrence.start >= found[-1].end:
            found.append(occurrence)
    return found


def check(source_text: str, source_language: str, target_text: str, target_language: str) -> list[Finding]:
    """What a translation misses of the glossary's terms, and the forbidden ones it uses, in the order of both texts.

    Where a term of the source may mean several concepts, the term of one of them is enough.
    """
    terms = _terms(target_language)
    meant = occurrences(source_text, source_language)
    everywhere = list(_everywhere(target_text, target_language))
    used = {entry.concept for one in everywhere for entry in one.entries if entry.status != Status.DEPRECATED}
    return [*_missing(meant, source_text, terms, used), *_forbidden(meant, target_text, target_language, terms)]


def confirmed(concepts: Iterable[str], language: str) -> str:
    """The preferred term of the one concept that is meant; ``""`` unless somebody has confirmed it."""
    found = [_terms(language).get(key, ()) for key in concepts]
    first = found[0][0] if len(found) == 1 and found[0] else None
    return first.text if first and first.confirmed and first.status == Status.PREFERRED else ""


def _missing(
    meant: list[Occurrence], text: str, terms: dict[str, tuple[Entry, ...]], used: set[str]
) -> Iterator[Finding]:
    told: set[str] = set()
    for one in meant:
        asked = [key for key in sorted(one.concepts) if key in terms]
        if not asked or used.intersection(one.concepts) or told.intersection(asked):
            continue
        told.update(asked)
        wanted = [entry for key in asked for entry in terms[key]]
        yield _finding(Kind.MISSING, one, asked[0], text, wanted)


def _forbidden(
    meant: list[Occurrence], text: str, language: str, terms: dict[str, tuple[Entry, ...]]
) -> Iterator[Finding]:
    """A word one concept forbids may be right for another: for one of the source, or when the source has neither."""
    sources = {key for one in meant for key in one.concepts}
    for one in occurrences(text, language):
        refused = [entry for entry in one.entries if entry.status == Status.DEPRECATED]
        allowed = {entry.concept for entry in one.entries if entry.status != Status.DEPRECATED}
        if refused and not (allowed & sources or (allowed and not sources.intersection(e.concept for e in refused))):
            entry = next((entry for entry in refused if entry.concept in sources), refused[0])
            yield _finding(Kind.FORBIDDEN, one, entry.concept, text, terms.get(entry.concept, ()))


def _finding(kind: Kind, one: Occurrence, concept: str, text: str, wanted: Iterable[Entry]) -> Finding:
    wanted = list(wanted)
    words = tuple(dict.fromkeys(entry.text for entry in wanted))
    certain = any(entry.confirmed for entry in wanted)
    return Finding(kind, concept, text[one.start : one.end], one.start, one.end, words, certain)


def _everywhere(text: str, language: str) -> Iterator[Occurrence]:
    """At each word the terms that begin there, the longest first."""
    glossary = _glossary(language)
    plain = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    words = list(spans(plain))
    forms = [inflection(word.text, language) for word in words]
    for at, form in enumerate(forms):
        patterns = {id(pattern): pattern for key in form.keys for pattern in glossary.get(key, ())}
        for pattern in sorted(patterns.values(), key=lambda pattern: -len(pattern.words)):
            last = at + len(pattern.words)
            pairs = zip(pattern.words, forms[at:last], strict=False)
            if last <= len(words) and all(a.is_same(b) for a, b in pairs) and _joined(plain, words[at:last]):
                yield Occurrence(words[at].start, words[last - 1].end, pattern.entries)


def _joined(text: str, words: list[Span]) -> bool:
    return not any(_PARTS.search(text, before.end, after.start) for before, after in pairwise(words))


def _glossary(language: str) -> Glossary:
    return kept(f"glossary/{language}", lambda: _compiled(language))


def _compiled(language: str) -> Glossary:
    # One that ``kept`` keeps: not empty.
    found: dict[str, list[_Pattern]] = {"": []}
    same: dict[tuple[str, ...], list[Entry]] = {}
    for entry in _entries(language):
        same.setdefault(tuple(word.text for word in spans(entry.text)), []).append(entry)
    for words, entries in same.items():
        pattern = _Pattern(tuple(inflection(word, language) for word in words), tuple(entries))
        for key in pattern.words[0].keys if words else ():
            found.setdefault(key, []).append(pattern)
    return {key: tuple(patterns) for key, patterns in found.items()}


def _terms(language: str) -> dict[str, tuple[Entry, ...]]:
    """By concept: what one may say, the preferred term first."""
    return kept(f"glossary/{language}/terms", lambda: _sayable(language))


def _sayable(language: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    entries = [entry for entry in _entries(language) if entry.status != Status.DEPRECATED]
    for entry in sorted(entries, key=lambda entry: entry.status != Status.PREFERRED):
        found[entry.concept] = (*found.get(entry.concept, ()), entry)
    return found


def _entries(language: str) -> list[Entry]:
    rows = ConceptTerm.objects.filter(language=language).order_by("pk")
    return [Entry(*row) for row in rows.values_list("concept__key", "text", "status", "confirmed")]
