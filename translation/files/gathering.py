"""Which passages go into a file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from translation.checks import limit_of
from translation.desk.lists import title_of
from translation.exchange.mistakes import FileError
from translation.fields import name_at
from translation.files.contents import Bundle, Name, Unit, checked_number, digest
from translation.files.shown import mark_of
from translation.models import Rendering, Segment, Standing
from translation.reckoning import Kept, state_of
from translation.vocabularies import SegmentState


def gather(standings: Sequence[Standing], source: str, target: str, *, only_open: bool) -> Bundle:
    """The passages of things (with ``item``) written passage by passage in the ``target`` language; two queries.

    ``only_open``: without those readers read already. Raises FileError for none and for too many.
    """
    items = {one.item_id: one for one in standings}
    kept = {row.segment_id: row for row in _renderings(items, standings)}
    units = []
    for segment in _in_order(items):
        row = kept.get(segment.pk)
        said = Kept(row.text, row.made_for, row.machine, row.approved) if row else None
        state = state_of(segment.text, said)
        if not only_open or state is not SegmentState.APPROVED:
            units.append(_unit(segment, items[segment.item_id], said.text if said else "", state))
    if not units:
        raise FileError(_("There is no passage to take along. Choose other things, or all passages."))
    checked_number(len(units))
    return Bundle(source, target, units)


def _renderings(items: Iterable[int], standings: Sequence[Standing]) -> Iterable[Rendering]:
    locales = {one.locale_id for one in standings}
    return Rendering.objects.filter(segment__item__in=list(items), segment__order__isnull=False, locale__in=locales)


def _in_order(items: dict[int, Standing]) -> list[Segment]:
    """Thing by thing as they are listed, each from its beginning."""
    place = {pk: number for number, pk in enumerate(items)}
    found = Segment.objects.filter(item__in=list(items), order__isnull=False)
    return sorted(found, key=lambda one: (place[one.item_id], one.order or 0))


def _unit(segment: Segment, standing: Standing, text: str, state: SegmentState) -> Unit:
    model: Any = ContentType.objects.get_for_id(standing.item.content_type_id).model_class()
    return Unit(
        name=Name(segment.pk, segment.item_id, digest(segment.text), mark_of(text, segment.text)),
        thing=title_of(standing.item),
        place=name_at(model, segment.path),
        source=segment.text,
        target=text,
        state=state,
        most=limit_of(model, segment.path),
    )
