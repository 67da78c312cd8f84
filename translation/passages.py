"""Passages of texts, and which belongs to which: in two versions of a source, and in a source and a text written by hand."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from wagtail_localize.strings import StringValue

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BLOCK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALIKE = 0.5
"""From here on a passage counts as the other one, edited, where several stand in one place."""
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without blocks, as HTML or plain, and where it stands: wagtail-localize's path of it."""

    path: str
    text: str

    @property
    def words(self) -> int:
        """How many words there are to translate; numbers and tags are none."""
        return len(_WORD.findall(_TAG.sub(" ", self.text)))

    @property
    def place(self) -> str:
        """The path without the names of blocks, which differ where each language was written for itself."""
        return _BLOCK.sub("*", self.path)


def plain_passage(path: str, text: str) -> Passage:
    """The passage of a text without tags, as wagtail-localize writes it."""
    return Passage(path, StringValue.from_plaintext(text.replace("\r\n", "\n")).data)


def plain_text(passage: str) -> str:
    """The text of the HTML of such a passage."""
    return StringValue(passage).render_text()


def alike(one: str, other: str) -> float:
    """How much two texts have in common, word by word: 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def pair(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """``{number of a new passage: number of the old one it was}``.

    The same words in the same place come first, then the same words elsewhere (moved), then other words in the same place: the
    only text there whatever it says, of several those that are alike.
    """
    found: dict[int, int] = {}
    for name in (lambda one: (one.path, one.text), lambda one: one.text):
        _take(found, [(name(one), number) for number, one in enumerate(old)], [name(one) for one in new])
    left_old, left_new = _by_path(old, set(found.values())), _by_path(new, set(found))
    alone = _alone(old) & _alone(new)
    for path, numbers in left_new.items():
        candidates = left_old.get(path, [])
        if path in alone and candidates:
            found[numbers[0]] = candidates[0]
            continue
        for number in numbers:
            ratios = [(alike(new[number].text, old[one].text), -one) for one in candidates]
            best, negative = max(ratios, default=(0.0, 0))
            if best >= ALIKE:
                found[number] = -negative
                candidates.remove(-negative)
    return found


def _take(found: dict[int, int], old: list[tuple[Hashable, int]], new: list[Hashable]) -> None:
    """Adds the pairs of the same name, each once, in their order."""
    taken = set(found.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for name, number in old:
        if number not in taken:
            free[name].append(number)
    for number, name in enumerate(new):
        if number not in found and free.get(name):
            found[number] = free[name].pop(0)


def _by_path(passages: Sequence[Passage], without: set[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(passages):
        if number not in without:
            found[one.path].append(number)
    return dict(found)


def _alone(passages: Sequence[Passage]) -> set[str]:
    return {path for path, numbers in _by_path(passages, set()).items() if len(numbers) == 1}


def align(source: Sequence[tuple[Name, Passage]], target: Sequence[Passage]) -> dict[Name, str]:
    """The texts of a version written by hand, by the names of the source's passages they most likely translate.

    By the place, and in one place by the order. Where both have different numbers of passages, nobody can tell which one is
    extra but at the ends: those that follow the first and the last one's block alike are left out.
    """
    there: dict[str, list[str]] = defaultdict(list)
    for one in target:
        there[one.place].append(one.text)
    here: dict[str, list[Name]] = defaultdict(list)
    for name, one in source:
        here[one.place].append(name)
    return {name: text for place, names in here.items() for name, text in _zipped(names, there.get(place, []))}


def _zipped(names: list[Name], texts: list[str]) -> Iterator[tuple[Name, str]]:
    if len(names) == len(texts):
        yield from zip(names, texts, strict=True)
