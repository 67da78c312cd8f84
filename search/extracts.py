"""Extracts: the part of a text that shows why it was found, with the found words marked."""

from collections.abc import Iterable

from search.interface import Segment
from search.spotting import spotter, telling
from search.understanding import Group

LENGTH = 220
"""Characters of an extract, about two lines."""

_BEFORE = 60
_SCANNED = 12_000
_SHORTEST_PART = 40


class Marker:
    """Marks in texts the words that were asked for, in any inflection. Made once for a page of results."""

    def __init__(self, groups: Iterable[Group], corrections: Iterable[str] = ()) -> None:
        groups = tuple(groups)
        words = {word for group in groups for word in group.words}
        words |= {word for group in groups for term in group.others for word in term}
        self._spotter = spotter((telling(words) | set(corrections),))

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
        return [(start, end) for start, end, _ in self._spotter.spots(text, language)]


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
