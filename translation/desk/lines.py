"""The passages of one thing in one language as they are shown and written, one line each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from translation import wording
from translation.checks import Finding, findings, limit_of
from translation.fields import names_of
from translation.kinds import InPlace, kinds
from translation.marks import Run, has_lines, runs, tags_of, written
from translation.models import Item, Rendering, Segment, Standing
from translation.reckoning import Kept, state_of
from translation.vocabularies import ItemState, SegmentState

OPEN = (SegmentState.MISSING, SegmentState.MACHINE, SegmentState.EDITING)
"""What a translator has still to write, or to say yes to."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text was not kept. ``theirs``: what somebody else wrote meanwhile, with marks; ``None`` when nobody did."""

    says: str
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the original: its ``number``, the ``words`` it stands on, and whether it is a link."""

    number: str
    words: str
    links: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: the ``number``-th of its thing, at the place of ``name``.

    ``source``: in pieces, with what is gone and new since its rendering was made; ``runs``: with its marks; ``text``: the
    translation with marks, ``plain`` without. ``seen`` names the text as it stands; ``limit``: characters that fit into its field.
    """

    pk: int
    number: int
    name: str
    state: SegmentState
    source: Sequence[wording.Piece]
    runs: Sequence[Run]
    marks: Sequence[Mark]
    text: str
    plain: str
    seen: str
    limit: int | None
    lines: bool
    asks: bool
    reused: bool
    findings: Sequence[Finding]
    problem: Problem | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a translator."""
        return self.state in OPEN

    @property
    def is_edited(self) -> bool:
        """Whether its original says something else since."""
        return self.state is SegmentState.EDITING

    @property
    def rows(self) -> int:
        """Lines of its field before anything is typed."""
        return 1 + max(len(self.plain), sum(len(run.text) for run in self.runs)) // 60


def seen_of(text: str) -> str:
    """A short name of a text with marks, to be compared with the one a writer had before the eyes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
    return blake2b(plain.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Lines:
    """Reads the lines of a thing in a language; ``instance``: its source, which knows what its fields are called."""

    item: Item
    standing: Standing
    instance: Any

    def all(self) -> list[Line]:
        """In the order of the source; two queries."""
        segments = list(self._segments())
        names = names_of(self.instance, [one.path for one in segments]) if self.instance else [""] * len(segments)
        return list(self._lines(zip(segments, names, strict=True)))

    def name_of(self, path: str) -> str:
        """What its form calls a field; no query."""
        return names_of(self.instance, [path])[0] if self.instance else ""

    def of(self, pks: Collection[int]) -> dict[int, Line]:
        """Some of them, without their names; two queries."""
        segments = self._segments().filter(pk__in=list(pks))
        return {one.pk: one for one in self._lines((segment, "") for segment in segments)}

    def _segments(self) -> Any:
        return Segment.objects.filter(item=self.item, order__isnull=False).order_by("order")

    def _lines(self, segments: Iterable[tuple[Segment, str]]) -> Iterable[Line]:
        segments = list(segments)
        kept = self._kept([one.pk for one, _name in segments])
        return [self._line(one, name, kept.get(one.pk)) for one, name in segments]

    @property
    def _is_own(self) -> bool:
        """Whether somebody writes, or has written, in the language."""
        return self.standing.state not in (ItemState.MISSING, ItemState.FALLBACK)

    def _kept(self, pks: Sequence[int]) -> Mapping[int, Kept]:
        if not (self._is_own or self.standing.approved):
            return {}
        return {
            one.segment_id: Kept(one.text, one.made_for, one.machine, one.approved, reused=one.reused)
            for one in Rendering.objects.filter(segment__in=pks, locale=self.standing.locale_id)
        }

    def _line(self, segment: Segment, name: str, kept: Kept | None) -> Line:
        state = state_of(segment.text, kept)
        edited = kept is not None and state is SegmentState.EDITING
        by_hand = not self.standing.managed and self.standing.answers is not None
        by_hand = by_hand or (isinstance(kinds()[self.item.kind], InPlace) and self._is_own)
        text = written(kept.text, segment.text) if kept else ""
        limit = limit_of(type(self.instance) if self.instance else None, segment.path)
        return Line(
            pk=segment.pk,
            number=(segment.order or 0) + 1,
            name=name,
            state=state,
            source=wording.differences(kept.made_for, segment.text) if edited and kept else (),
            runs=runs(segment.text, segment.text),
            marks=[Mark(number, words, tag == "a") for number, tag, words in _marks(segment.text)],
            text=text,
            plain=wording.plain(kept.text) if kept else "",
            seen=seen_of(text),
            limit=limit,
            lines=has_lines(segment.text),
            asks=edited or (state is SegmentState.MISSING and by_hand),
            reused=bool(kept and kept.reused),
            findings=self._findings(segment, kept, limit) if kept and not edited else (),
        )

    def _findings(self, segment: Segment, kept: Kept, limit: int | None) -> list[Finding]:
        """What was written for other words is to be looked at in any case."""
        languages = self.item.locale.language_code, self.standing.locale.language_code
        return findings(segment.text, languages[0], kept.text, languages[1], limit)


def _marks(source: str) -> Iterable[tuple[str, str, str]]:
    """``(number, tag, words)``"""
    shown = runs(source, source)
    for number, (tag, _id) in tags_of(source).items():
        yield number, tag, "".join(run.text for run in shown if number in run.inside)
