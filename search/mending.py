"""Words no text has: written together or apart otherwise, or mistyped. What is searched in their place is named on the page."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.i18n.languages import LANGUAGES
from search import analysis, compounds, spelling
from search.expressions import Clause, Known, Request, Word
from search.relaxing import everything, only
from search.understanding import Group


class Index(Protocol):
    """What is needed of an engine."""

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Count documents for several requests in one go."""
        ...

    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Say which folded spellings are in the index."""
        ...

    def similar(self, word: str) -> list[Known]:
        """Return the spellings near a folded one."""
        ...


@dataclass(frozen=True, slots=True)
class Mended:
    """Groups and their clauses, one for one, with the number of texts that have each, of `total`.

    `corrected` maps words to the spelling searched instead, `searched` lists other ways of writing that are searched too.
    """

    groups: tuple[Group, ...]
    clauses: tuple[Clause, ...]
    documents: tuple[int, ...]
    total: int
    corrected: tuple[tuple[str, str], ...] = ()
    searched: tuple[str, ...] = ()


def mend(index: Index, request: Request, groups: Sequence[Group], likely: tuple[str, ...], *, correct: bool) -> Mended:
    """Put what is known in the place of single words that no text has. `likely`: the visitor's language and the sentence's, if it is
    another; `correct`: whether slips may be corrected. May raise EngineError."""
    groups, clauses = list(groups), list(request.clauses)
    total, *documents = index.count([everything(request), *(only(request, clause) for clause in clauses)])
    spellings = index.known(_spellings(groups, documents))
    known = set(spellings)
    corrected: list[tuple[str, str]] = []
    searched: list[str] = []
    changed = False
    for at, group in enumerate(groups):
        folded = analysis.fold(group.words[0])
        foreign = spellings.get(folded, {}).keys().isdisjoint(likely)
        if not may_be_corrected(group) or (documents[at] and not foreign):
            continue
        near = _near(index, group, likely, foreign=foreign) if correct else []
        if documents[at]:
            # Only an inflection of it is there, or a word of another language: a slip in a word of ours is as likely.
            near = [one for one in near if one.distance == 1 and one.language in likely]
            clauses[at] = Clause((*clauses[at].any_of, *_spelled(near)))
            parts: tuple[str, ...] = ()
        else:
            parts = compounds.parts_of(folded, known)
            if near and (near[0].distance == 1 or not parts):
                clauses[at], parts = Clause(_spelled(near)), ()
                corrected.append((group.words[0], near[0].word))
            elif parts:
                clauses[at], near = Clause((*clauses[at].any_of, tuple(Word(part) for part in parts))), []
        searched += [one.word for one in near] + list(parts)
        changed = changed or bool(near or parts)
    if together := _join(groups, clauses, known):
        searched += together
        changed = True
    if changed:
        documents = index.count([only(request, clause) for clause in clauses])
    return Mended(
        tuple(groups), tuple(clauses), tuple(documents), total, tuple(corrected), tuple(dict.fromkeys(searched))
    )


def may_be_corrected(group: Group) -> bool:
    """Whether a group is a single word that nobody asked for as it stands."""
    return len(group.words) == 1 and not group.exact and not group.kept


def _join(groups: list[Group], clauses: list[Clause], known: set[str]) -> list[str]:
    """Make one of two neighbours that are also written as one word, in place; those words."""
    found = []
    for at in range(len(groups) - 2, -1, -1):
        joined = _joined(groups[at], groups[at + 1])
        if joined in known:
            apart = tuple(word for clause in clauses[at : at + 2] for word in clause.any_of[0])
            clauses[at : at + 2] = [Clause((apart, (Word(joined),)))]
            groups[at : at + 2] = [replace(groups[at], words=groups[at].words + groups[at + 1].words)]
            found.append(joined)
    return found


def _near(index: Index, group: Group, likely: tuple[str, ...], *, foreign: bool) -> list[Known]:
    """What may be meant by a single word, if it may be a slip. One that no text in the visitor's language and the sentence's has may be
    one although it is a word of another language: then a word of these is meant, one slip away."""
    word, shown = group.words[0], group.shown or group.words[0]
    folded = analysis.fold(word)
    if spelling.may_be_mistyped(word, shown, likely[0]):
        return spelling.nearest(folded, index.similar(folded), (*likely, *LANGUAGES))
    if not foreign or not spelling.may_be_mistyped(word, shown, likely[0], likely):
        return []
    near = [one for one in index.similar(folded) if one.distance == 1 and one.language in likely]
    return spelling.nearest(folded, near, likely)


def _spelled(near: Sequence[Known]) -> tuple[tuple[Word], ...]:
    return tuple((Word(one.word, languages=(one.language,)),) for one in near)


def _spellings(groups: Sequence[Group], documents: Sequence[int]) -> list[str]:
    """Everything that may be another way to write what was typed."""
    found = {joined for one, other in itertools.pairwise(groups) if (joined := _joined(one, other))}
    for group, number in zip(groups, documents, strict=True):
        if len(group.words) == 1 and not group.exact:
            word = analysis.fold(group.words[0])
            found.update((word,) if number else (part for cut in compounds.splits(word) for part in cut))
    return sorted(found)


def _joined(one: Group, other: Group) -> str:
    single = len(one.words) == len(other.words) == 1 and not (one.exact or other.exact or one.kept or other.kept)
    return analysis.fold(one.words[0] + other.words[0]) if single else ""
