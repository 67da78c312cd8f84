"""What stands beside the passage somebody is at: what was translated before, terms, what it said, its picture, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.admin.utils import get_user_display_name
from wagtail.images import get_image_model

from translation import memory, wording
from translation.desk.mentions import offered
from translation.fields import picture_of
from translation.glossary import matching
from translation.marks import written
from translation.models import Concept, Item, Note, PastRendering, Segment, Standing
from translation.models.glossary import Status

PAST = 20
"""So many texts of a passage are shown, the last ones."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ``text`` with marks; ``pieces``: what differs between its original and this one; ``title``: of the thing it stands in."""

    text: str
    pieces: Sequence[wording.Piece]
    percent: int
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A ``text`` a passage had; ``author``: ``""`` for what stood in a page, or came from the memory; ``approved``: by whom.

    ``alone``: that is who wrote it.
    """

    text: str
    plain: str
    author: str
    approved: str
    alone: bool
    at: datetime
    machine: bool
    reused: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class TermOf:
    """A term of the original, its preferred and admitted ones in the language, and the concept's definition."""

    term: str
    wanted: Sequence[str]
    confirmed: bool
    definition: str


@dataclass(frozen=True, slots=True)
class Panel:
    """All of it for one passage."""

    segment: Segment
    number: int
    suggestions: Sequence[Suggestion]
    terms: Sequence[TermOf]
    past: Sequence[Said]
    notes: Sequence[Note]
    people: Sequence[Any]
    picture: Any


def panel_of(segment: Segment, standing: Standing, instance: Any, reader: Any) -> Panel:
    """For a passage of a thing, whose source ``instance`` is; at most twelve queries. ``people``: whom a note may be for."""
    item = standing.item
    past = list(_past(segment, standing))
    picture = picture_of(instance, segment.path) if instance is not None else None
    return Panel(
        segment=segment,
        number=(segment.order or 0) + 1,
        suggestions=[one for one in _suggestions(segment, item, standing) if not past or one.text != past[0].text],
        terms=list(_terms(segment.text, item.locale.language_code, standing.locale.language_code)),
        past=past,
        notes=list(segment.notes.select_related("author", "locale").prefetch_related("told")),
        people=offered(standing, reader),
        picture=get_image_model().objects.filter(pk=picture).first() if picture else None,
    )


def _suggestions(segment: Segment, item: Item, standing: Standing) -> Iterable[Suggestion]:
    for one in memory.similar(segment.text, item.locale_id, standing.locale_id):
        pieces = wording.differences(one.made_for, segment.text) if one.percent < 100 else ()
        yield Suggestion(written(one.text, segment.text), pieces, one.percent, one.title, one.at)


def _past(segment: Segment, standing: Standing) -> Iterable[Said]:
    """The newest first; the first one is what it says now."""
    rows = PastRendering.objects.filter(segment=segment, locale=standing.locale_id).select_related(
        "author", "approved_by"
    )
    now = segment.renderings.filter(locale=standing.locale_id).values_list("text", flat=True).first()
    for row in rows.order_by("-pk")[:PAST]:
        yield Said(
            text=written(row.text, segment.text),
            plain=wording.plain(row.text),
            author=get_user_display_name(row.author) if row.author else "",
            approved=get_user_display_name(row.approved_by) if row.approved_by else "",
            alone=row.by_oneself,
            at=row.at,
            machine=row.machine,
            reused=row.reused,
            is_now=row.text == now,
        )


def _terms(text: str, source: str, target: str) -> Iterable[TermOf]:
    """Each concept once; two queries when there is a term."""
    found = matching.occurrences(text, source)
    keys = {key for one in found for key in one.concepts}
    concepts = {one.key: one for one in Concept.objects.with_words().filter(key__in=keys)} if keys else {}
    told: set[str] = set()
    for one in found:
        for key in sorted(one.concepts - told):
            told.add(key)
            terms = concepts[key].sayable_in(target) if key in concepts else []
            if terms:
                yield TermOf(
                    term=wording.plain(text[one.start : one.end]),
                    wanted=[term.text for term in terms],
                    confirmed=any(term.confirmed for term in terms if term.status == Status.PREFERRED),
                    definition=concepts[key].definition_in(target) or concepts[key].definition_in(source),
                )
