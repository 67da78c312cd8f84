"""Extracts: the part of a text that shows why it was found, with the found words marked."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import Segment
from search.understanding import Group

LENGTH = 220
"""Characters of an extract, about two lines."""

_BEFORE = 60
_SCANNED = 12_000
_SHORTEST_PART = 40
_LATIN_END = 0x250
_LATIN = {letter: analysis.fold(letter)[:1] for letter in map(chr, range(_LATIN_END)) if letter.isalnum()}


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(analysis.function_words(code) for code in LANGUAGES))


class Marker:
    """Marks in texts the words that were asked for, in any inflection. Made once for a page of results."""

    def __init__(self, groups: Iterable[Group], corrections: Iterable[str] = ()) -> None:
        groups = tuple(groups)
        words = {word for group in groups for word in group.words}
        words |= {word for group in groups for term in group.others for word in term}
        small = _function_words()
        words = ({word for word in words if analysis.fold(word) not in small} or words) | set(corrections)
        self._exact = {analysis.fold(word) for word in words}
        self._forms = {
            code: frozenset(form for word in words for form in analysis.query_forms(word, code)) for code in LANGUAGES
        }
        forms = frozenset().union(*self._forms.values())
        starts = {form[: max(3, len(form) - 2)] for form in forms} | self._exact
        self._starts = tuple(sorted(start for start in starts if start))
        self._shortest = min(map(len, self._starts), default=0)
        self._heads = frozenset(start[: self._shortest] for start in self._starts)
        self._candidates = _words_beginning_like(self._starts)

    def extract(self, summary: str, body: str, language: str) -> tuple[Segment, ...]:
        """Return the summary if it holds a found word, else the best part of the body, else the start of the summary."""
        found = self._found(summary, language)
        if not found:
            for part in body[:_SCANNED].splitlines():
                # A short line is a label or a name: it says less about the text than its summary.
                if len(part) >= _SHORTEST_PART and (found := self._found(part, language)):
                    return _cut(part, found, _densest(found))
        return _cut(summary or body, found, 0)

    def heading(self, title: str, language: str) -> tuple[Segment, ...]:
        """Return a title whole, with the found words marked."""
        segments, at = [], 0
        for start, end in self._found(title, language):
            segments += [Segment(title[at:start]), Segment(title[start:end], hit=True)]
            at = end
        return tuple(segment for segment in (*segments, Segment(title[at:])) if segment.text)

    def _found(self, text: str, language: str) -> list[tuple[int, int]]:
        """Return the start and end of every found word."""
        forms = self._forms.get(language, frozenset())
        found = []
        for match in self._candidates.finditer(text):
            word = match.group()
            folded = analysis.fold(word)
            # Few words begin like one that was asked for; only those are worth an analysis.
            if (
                folded[: self._shortest] in self._heads
                and folded.startswith(self._starts)
                and (folded in self._exact or not forms.isdisjoint(analysis.forms(analysis.normalise(word), language)))
            ):
                found.append(match.span())
        return found


def _words_beginning_like(starts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the words whose first letter, folded, is that of one of `starts`: most words of a text are passed over
    without a look. Letters beyond Latin are always let in."""
    first = {start[0] for start in starts}
    others = [code for code in range(_LATIN_END) if _LATIN.get(chr(code), "") not in first]
    # What is no such letter, as ranges, takes a tenth of the time that all such letters take to compile. The class stands
    # before what is asked of it: so the search jumps from one such letter to the next.
    return re.compile(rf"[^{_ranges(others)}](?<=[^\W_])(?<![^\W_].)[^\W_]*", re.DOTALL)


def _ranges(codes: list[int]) -> str:
    """Return ascending code points as the inside of a class of a pattern."""
    breaks = [at for at in range(1, len(codes)) if codes[at] != codes[at - 1] + 1]
    runs = [(codes[start], codes[stop - 1]) for start, stop in pairwise([0, *breaks, len(codes)])]
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs)


def _densest(found: list[tuple[int, int]]) -> int:
    """Return where the stretch of `LENGTH` characters with most found words starts."""
    best, most = found[0][0], 0
    last = 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + LENGTH - _BEFORE:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def _cut(text: str, found: list[tuple[int, int]], around: int) -> tuple[Segment, ...]:
    """Return about `LENGTH` characters of `text` from a little before `around`, cut between words, with marks."""
    start = 0
    if around > _BEFORE:
        start = text.rfind(" ", 0, around - _BEFORE // 2) + 1 if len(text) - around < LENGTH else around - _BEFORE
        start = text.find(" ", start, around) + 1 or around
    end = len(text)
    if end - start > LENGTH:
        end = text.rfind(" ", start + LENGTH // 2, start + LENGTH)
        end = end if end > 0 else start + LENGTH
    segments, at = [Segment("… ")] if start else [], start
    for first, last in found:
        if first < at or last > end:
            continue
        if first > at:
            segments.append(Segment(text[at:first]))
        segments.append(Segment(text[first:last], hit=True))
        at = last
    segments.append(Segment(text[at:end].rstrip() + (" …" if end < len(text) else "")))
    return tuple(segment for segment in segments if segment.text)
