"""What the page of a result shows, in words of the active language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cards import Card
from core.vocabularies import Kind
from skills import contributions
from skills.assessment import drawing
from skills.assessment.asking import AskedSet
from skills.assessment.drawing import Axis
from skills.assessment.results import Result, written
from skills.assessment.scores import Score, rows, scores, strong, weak
from skills.cards import CompetenceTitle, competence_titles
from skills.vocabularies import RESULT_PHASES, AnswerStep, DescriptorKind, Moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVENTS = 3
"""As many events at most."""
RINGS = (0.25, 0.5, 0.75, 1.0)
"""Shares at which the radar has a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of picture and table. ``stop``: letter of a competence; ``language``: of ``name``, if it is not the reader's.

    ``before``: ``None`` without an earlier answer; ``change``: in words, where both are about as many statements.
    """

    key: str
    name: "StrOrPromise"
    stop: str
    url: str
    language: str
    axis: Axis
    now: Score
    before: Score | None
    change: str

    @property
    def now_words(self) -> str:
        """The score in words."""
        return score_words(self.now)

    @property
    def before_words(self) -> str:
        """The earlier score in words."""
        return score_words(self.before) if self.before else ""

    @property
    def rim(self) -> tuple[float, float]:
        """Where the way ends."""
        return self.axis.point(1)

    @property
    def now_at(self) -> tuple[float, float]:
        """Where the point lies."""
        return self.axis.point(self.now.share)

    @property
    def before_at(self) -> tuple[float, float] | None:
        """Where the earlier point lies."""
        return self.axis.point(self.before.share) if self.before else None


@dataclass(frozen=True, slots=True)
class Group:
    """The statements with one answer. Each: ``(text, language, step it had before, whether it is asked no more)``."""

    code: str
    name: "StrOrPromise"
    statements: list[tuple[str, str, "StrOrPromise", bool]]


def outcome(found: Sequence[Result], asked: Sequence[AskedSet], language: str) -> dict[str, Any]:
    """The context of the template for one result, or for an earlier and a later one; no query once titles are known."""
    now, before = found[-1], found[0] if len(found) > 1 else None
    titles = competence_titles(language)
    codes = now.codes
    if before and not set(codes) & set(before.codes):
        before = None
    keys = rows(now)
    known = scores(now, keys)
    earlier = scores(before, keys, codes[0] if len(codes) == 1 else "") if before else {}
    is_radar = len(keys) > len(DescriptorKind)
    axes = drawing.radar(keys) if is_radar else drawing.tracks(keys)
    lines = [_line(axis, known[axis.key], earlier.get(axis.key), titles, is_kinds=len(codes) == 1) for axis in axes]
    by_key = {line.key: line for line in lines}
    grow = [by_key[key] for key in weak(known)]
    return {
        "result": now,
        "earlier": before,
        "apart": len(found) > 1 and before is None,
        "file": written(now),
        "file_before": written(before) if before else "",
        "label": label(now, titles),
        "when": when(now),
        "when_before": when(before) if before else "",
        "subject": subject(codes, titles),
        "lines": lines,
        "is_radar": is_radar,
        "rings": [drawing.ring(axes, share) for share in RINGS],
        "area": drawing.polygon(axes, known),
        "area_before": drawing.polygon(axes, earlier) if before else "",
        "described": described(lines),
        "strengths": [by_key[key] for key in strong(known)],
        "grow": grow,
        "answers": _groups(now, before, asked),
        "notices": [*_notices(now, asked), *(_notices(before, asked) if before else [])],
        "score_pattern": _("%(recognised)s of %(answered)s"),
        "phases": RESULT_PHASES,
    }


def way_on(result: Result, language: str) -> dict[str, Any]:
    """Module and coming events of the competence with the most room to grow; as many queries as a competence's page has lists."""
    codes = result.codes
    known = scores(result, codes)
    groups = contributions.of(min(codes, key=lambda code: known[code].share), language)
    return {
        "modules": [card for group in groups if group.module for card in group.cards],
        "events": [card for group in groups for card in group.cards if _is_coming(card)][:EVENTS],
    }


def _is_coming(card: Card) -> bool:
    last = card.date_end or card.date
    return card.kind == Kind.EVENT and last is not None and last >= timezone.localdate()


def _line(axis: Axis, now: Score, before: Score | None, titles: dict[str, CompetenceTitle], *, is_kinds: bool) -> Line:
    title = None if is_kinds else titles.get(axis.key)
    name: Any = DescriptorKind(axis.key).label if is_kinds else title.title if title else axis.key
    change = ""
    if before and before.answered == now.answered:
        gone = now.recognised - before.recognised
        change = _("unchanged") if not gone else f"+{gone}" if gone > 0 else f"−{-gone}"
    return Line(
        axis.key,
        name,
        "" if is_kinds else axis.key,
        title.url if title else "",
        title.language if title else "",
        axis,
        now,
        before,
        change,
    )


def score_words(one: Score) -> str:
    """How many statements somebody recognises the own work in."""
    return _("%(recognised)s of %(answered)s") % {"recognised": one.recognised, "answered": one.answered}


def described(lines: Sequence[Line]) -> str:
    """The picture in one text."""
    parts = []
    for line in lines:
        name = f"{line.stop}. {line.name}" if line.stop else str(line.name)
        told = score_words(line.now)
        if line.before:
            told = _("before %(before)s, now %(now)s") % {"before": score_words(line.before), "now": told}
        parts.append(f"{name}: {told}")
    return "; ".join(parts)


def when(result: Result) -> str:
    """The moment and day of a result."""
    day = date_format(result.day, "DATE_FORMAT")
    words = {
        Moment.BEFORE: _("Before the module, %(day)s"),
        Moment.AFTER: _("After the module, %(day)s"),
        Moment.NOW: "%(day)s",
    }
    return words[Moment(result.moment)] % {"day": day}


def subject(codes: Sequence[str], titles: dict[str, CompetenceTitle]) -> str:
    """What a result is about."""
    if len(codes) > 1:
        return ngettext("%(n)s competence", "%(n)s competences", len(codes)) % {"n": len(codes)}
    return f"{codes[0]}. {titles[codes[0]].short_title}" if codes[0] in titles else codes[0]


def label(result: Result, titles: dict[str, CompetenceTitle]) -> str:
    """A result in one line, for the list of those a browser keeps."""
    return f"{subject(result.codes, titles)} · {when(result)}"


def _groups(now: Result, before: Result | None, asked: Sequence[AskedSet]) -> list[Group]:
    """The statements by answer, the fullest first, each in the reader's language while it is still asked."""
    present = {one.key: one for some in asked for one in some.statements}
    found = []
    for step in reversed(AnswerStep):
        statements = []
        for key, one in now.answers.items():
            if one.step == step:
                old = before.answers.get(key) if before else None
                said: StrOrPromise = AnswerStep(old.step).label if old and old.step != step else ""
                here = present.get(key)
                text = (here.text, here.language) if here else (one.text, now.language)
                statements.append((*text, said, here is None))
        if statements:
            found.append(Group(step.value, step.label, statements))
    return found


def _notices(result: Result, asked: Sequence[AskedSet]) -> list[str]:
    """What one must know to read a result that was made with other statements than today's."""
    said = []
    today = {some.code: some.version for some in asked}
    for code, number in sorted(result.sets.items()):
        if code in today and today[code] != number:
            said.append(
                _(
                    "Competence %(letter)s: this result of %(day)s was made with version %(old)s of the statements; version %(new)s "
                    "is asked today. Some of them may have meant something else."
                )
                % {
                    "letter": code,
                    "day": date_format(result.day, "DATE_FORMAT"),
                    "old": number,
                    "new": today[code],
                }
            )
    present = {one.key for some in asked for one in some.statements}
    if gone := len(result.answers.keys() - present):
        said.append(
            ngettext(
                "%(n)s statement of the result of %(day)s is no longer asked. It counts, and stands below as you read it then.",
                "%(n)s statements of the result of %(day)s are no longer asked. They count, and stand below as you read them then.",
                gone,
            )
            % {"n": gone, "day": date_format(result.day, "DATE_FORMAT")}
        )
    return said
