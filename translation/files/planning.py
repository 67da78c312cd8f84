"""What a file would change, shown before anything is written, and the writing of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.utils import get_user_display_name

from core.i18n.languages import exonym
from translation.checks import findings, limit_of, losses
from translation.desk.lists import locales, title_of
from translation.exchange.mistakes import FileError
from translation.fields import name_at
from translation.files.contents import OPEN, Name, Sent, SentUnit, digest
from translation.files.shown import mark_of, mark_of_text, passage_of, shown
from translation.models import Rendering, Segment, Standing
from translation.reckoning import Kept, state_of
from translation.roles import Act, may
from translation.wording import plain
from translation.writing import MOST, NotWrittenByPassagesError, is_broken
from translation.writing import write as write_passages

AT_ONCE = 1_000
"""Passages written in one step, which takes some seconds, in which nobody else can write."""


class Kind(models.TextChoices):
    """What a line of the plan is; those that are left out come first."""

    REFUSED = "refused", gettext_lazy("to mend")
    CONFLICTING = "conflicting", gettext_lazy("conflicting")
    UNKNOWN = "unknown", gettext_lazy("unknown")
    CHANGED = "changed", gettext_lazy("changed")
    NEW = "new", pgettext_lazy("a passage of a file", "new")
    CONFIRMED = "confirmed", gettext_lazy("confirmed as it is")


WRITTEN = (Kind.CHANGED, Kind.NEW, Kind.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan: a passage of the file, and what becomes of it. ``html`` is what would be written.

    ``why`` it is left out; ``segment`` and ``standing``: ``None`` for what is unknown here.
    """

    kind: Kind
    unit: SentUnit
    segment: Segment | None = None
    before: str = ""
    html: str = ""
    why: str = ""
    standing: Standing | None = None

    @property
    def thing(self) -> str:
        """What the passage belongs to."""
        return title_of(self.segment.item) if self.segment else ""

    @property
    def place(self) -> str:
        """Where it stands in it."""
        return name_at(_model(self.segment), self.segment.path) if self.segment else ""

    @property
    def original(self) -> str:
        """The original, without tags."""
        return plain(self.segment.text) if self.segment else ""

    @property
    def now(self) -> str:
        """What stands here, without tags."""
        return plain(self.before)

    @property
    def then(self) -> str:
        """What the file says, without tags."""
        return plain(self.html) if self.html else self.unit.target

    def advice(self, source: str, target: str) -> list[str]:
        """What is worth a look in what would be written, between two languages; 1 ms."""
        if self.segment is None or self.kind not in WRITTEN:
            return []
        most = limit_of(_model(self.segment), self.segment.path)
        return [one.says for one in findings(self.segment.text, source, self.html, target, most)]


@dataclass(slots=True)
class Plan:
    """``changes``: what is left out first, each kind in the order of the file. ``same``: passages that stay as they are.

    ``empty``: passages the file leaves empty, and ``lacking`` those it has lost since it went out; both stay.
    """

    language: str
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    empty: int = 0
    lacking: int = 0

    def number(self, kind: Kind) -> int:
        """How many changes there are of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def written(self) -> list[Change]:
        """What would be written."""
        return [change for change in self.changes if change.kind in WRITTEN]

    @property
    def digest(self) -> str:
        """Differs when something else would be written, as somebody has changed the texts meanwhile."""
        said = [(str(one.kind), one.unit.name.segment, one.before, one.html) for one in self.written]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def plan(sent: Sent, user: Any) -> Plan:
    """What the file would change for ``user``. Raises FileError for a language nobody or somebody else writes."""
    locale = _locale(sent, user)
    pks = [one.name.segment for one in sent.units]
    segments = {one.pk: one for one in Segment.objects.filter(pk__in=pks).select_related("item")}
    rows = Rendering.objects.filter(segment__in=pks, locale=locale).select_related("author")
    standings = Standing.objects.filter(item__in={one.item_id for one in segments.values()}, locale=locale)
    look = _Look(
        sent,
        user,
        segments,
        {one.segment_id: one for one in rows},
        {one.item_id: one for one in standings.select_related("item")},
    )
    made = Plan(sent.target, lacking=max((sent.announced or 0) - len(sent.units), 0))
    for unit in sent.units:
        look.take(made, unit)
    order = list(Kind)
    made.changes.sort(key=lambda change: order.index(change.kind))
    return made


def _locale(sent: Sent, user: Any) -> int:
    found = next((pk for pk, code in locales().items() if code == sent.target), None)
    if found is None or sent.source not in locales().values():
        raise FileError(_("The file is for languages the portal does not have. Send the one you downloaded here."))
    if not may(user, Act.WRITE, found):
        raise FileError(
            _("The file is in %(language)s, a language you do not write.") % {"language": exonym(sent.target)}
        )
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """The passages of a file beside those that are here."""

    sent: Sent
    user: Any
    segments: Mapping[int, Segment]
    renderings: Mapping[int, Rendering]
    standings: Mapping[int, Standing]

    def take(self, made: Plan, unit: SentUnit) -> None:
        """Adds what becomes of one passage to the plan."""
        segment = self._segment(unit)
        row = self.renderings.get(segment.pk) if segment else None
        now = row.text if row else ""
        if not unit.target.strip():
            made.empty += bool(now)
            made.same += not now
            return
        kind, html, why = self._judged(unit, segment, row)
        if kind is None:
            made.same += 1
        else:
            standing = self.standings.get(segment.item_id) if segment else None
            made.changes.append(Change(kind, unit, segment, now, html, why, standing))

    def _segment(self, unit: SentUnit) -> Segment | None:
        found = self.segments.get(unit.name.segment)
        is_this = found and found.item_id == unit.name.item and locales()[found.item.locale_id] == self.sent.source
        return found if is_this else None

    def _judged(self, unit: SentUnit, segment: Segment | None, row: Rendering | None) -> tuple[Kind | None, str, str]:
        """What the passage is, the HTML it would be, and why it is left out; ``None`` for what stays as it is."""
        original, now = segment.text if segment else unit.source, row.text if row else ""
        says = mark_of_text(unit.target) if self.sent.shown else mark_of(unit.target, original)
        here = mark_of(now, original)
        why = self._why_unknown(segment)
        if segment and says == here:
            is_open = unit.sure and not why and self._is_open(segment, row) and self._as_it_was(unit, segment, here)
            return (Kind.CONFIRMED if is_open else None), now, ""
        if says == unit.name.seen:
            return None, now, ""
        if segment is None or why:
            return Kind.UNKNOWN, "", why
        if unit.name.source != digest(segment.text):
            return Kind.CONFLICTING, "", _("The original was changed since the file was made.")
        if unit.name.seen != here:
            return Kind.CONFLICTING, "", _("Somebody has changed it here since the file was made.")
        return self._readable(unit, segment)

    def _as_it_was(self, unit: SentUnit, segment: Segment, here: str) -> bool:
        return unit.name.source == digest(segment.text) and unit.name.seen == here

    def _is_open(self, segment: Segment, row: Rendering | None) -> bool:
        kept = Kept(row.text, row.made_for, row.machine, row.approved) if row else None
        return state_of(segment.text, kept) in OPEN

    def _why_unknown(self, segment: Segment | None) -> str:
        if segment is None:
            return _("There is no such passage here.")
        standing = self.standings.get(segment.item_id)
        if segment.order is None or not segment.item.live:
            return _("The passage is no longer in the original.")
        if standing is None or not standing.managed:
            return _("“%(thing)s” is not written passage by passage in this language.") % {
                "thing": title_of(segment.item)
            }
        return ""

    def _readable(self, unit: SentUnit, segment: Segment) -> tuple[Kind, str, str]:
        if unit.source and not self._is_of(unit, segment):
            return Kind.REFUSED, "", _("The original beside it is that of another passage. Lines were mixed up.")
        if unit.sure is False:
            return Kind.REFUSED, "", _("The text is marked as fuzzy. Check it, and take the mark away.")
        try:
            html = passage_of(unit.target, segment.text) if self.sent.shown else unit.target
        except ValueError as error:
            mark = {"mark": str(error)}
            return Kind.REFUSED, "", _("The mark %(mark)s does not fit. Write the marks as in the original.") % mark
        if why := self._why_lost(segment, html):
            return Kind.REFUSED, "", why
        row = self.renderings.get(segment.pk)
        if why := self._why_theirs(row):
            return Kind.REFUSED, "", why
        return (Kind.CHANGED if row and row.text else Kind.NEW), html, ""

    def _is_of(self, unit: SentUnit, segment: Segment) -> bool:
        """Whether the original that came back is the passage's; programs treat spaces as they like."""
        sent = unit.source if self.sent.shown else shown(unit.source, unit.source)
        return sent.split() == shown(segment.text, segment.text).split()

    def _why_theirs(self, row: Rendering | None) -> str:
        """In the editor one sees what one replaces; a file replaces hundreds of texts at once."""
        if row is None or not row.text or row.machine or row.author_id in (None, self.user.pk):
            return ""
        if may(self.user, Act.REPLACE, row.locale_id):
            return ""
        says = _("%(name)s wrote what stands here. Change it in the editor, or have a coordinator send the file.")
        return says % {"name": get_user_display_name(row.author)}

    def _why_lost(self, segment: Segment, html: str) -> str:
        """Other findings are no reason: the desk names them, and publishing asks."""
        if len(html) > MOST:
            return _("The text has %(n)s characters, at most %(most)s have room.") % {"n": len(html), "most": MOST}
        if lost := losses(segment.text, html, limit_of(_model(segment), segment.path)):
            return lost[0].says
        if is_broken(segment.text, html):
            return _("The text has tags or signs that cannot be shown. Write it without them.")
        return ""


def _model(segment: Segment) -> Any:
    return ContentType.objects.get_for_id(segment.item.content_type_id).model_class()


def packed(made: Plan, sent: Sent) -> Any:
    """What is needed to write the plan, as JSON can say it: the passages that would be written, and how many are left out."""
    units = [(one.unit.line, str(one.unit.name), one.unit.target, one.unit.sure, one.unit.cell) for one in made.written]
    left = len(made.changes) - len(units)
    return {"source": sent.source, "target": sent.target, "shown": sent.shown, "left": left, "units": units}


def unpacked(said: Any) -> tuple[Sent, int]:
    """The file of a plan, and how many of its passages were left out."""
    units = [
        SentUnit(line, name, "", target, sure, cell)
        for line, text, target, sure, cell in said["units"]
        if (name := Name.of(text))
    ]
    return Sent(said["source"], said["target"], units, said["shown"]), said["left"]


@dataclass(frozen=True, slots=True)
class Done:
    """Passages that were ``written``, and the names of all that were ``tried``."""

    written: int
    tried: frozenset[Name]


@transaction.atomic
def write(made: Plan, user: Any) -> Done:
    """Writes what is new, changed and confirmed, each thing as a whole, until ``AT_ONCE`` passages are written.

    What somebody else has written in this very moment stays.
    """
    by_thing: dict[int, list[Change]] = {}
    for change in made.written:
        if change.standing is not None:
            by_thing.setdefault(change.standing.pk, []).append(change)
    written, tried = 0, set()
    for changes in by_thing.values():
        if len(tried) < AT_ONCE:
            written += _write(changes, user)
            tried.update(one.unit.name for one in changes)
    return Done(written, frozenset(tried))


def _write(changes: Sequence[Change], user: Any) -> int:
    standing = changes[0].standing
    texts = {one.unit.name.segment: one.html for one in changes}
    seen = {one.unit.name.segment: one.before for one in changes}
    if standing is None:
        return 0
    try:
        return len(write_passages(standing, texts, user, seen=seen).written)
    except NotWrittenByPassagesError:
        return 0
