"""Somebody says that a translation still says what its original says, though the words of the original are others now."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from translation.following import look_at
from translation.models import Item, Rendering, Segment


@transaction.atomic
def still_right(item: Item, segments: Iterable[int], locales: Iterable[int]) -> int:
    """Renderings of these passages answer the original as it is; what was approved is approved. Returns how many."""
    rows = list(
        Rendering.objects.filter(segment__in=segments, segment__item=item, locale__in=locales).select_related("segment")
    )
    old = [one for one in rows if one.made_for != one.segment.text]
    for one in old:
        one.made_for = one.segment.text
    Rendering.objects.bulk_update(old, ["made_for"])
    look_at(item.kind, item.key)
    return len(old)


@transaction.atomic
def nothing_missing(item: Item, segments: Iterable[int], locale: int, user: Any) -> int:
    """A version written by hand says elsewhere, or need not say, what these passages say. Returns how many."""
    there = Rendering.objects.filter(locale=locale).values("segment")
    open_ones = Segment.objects.filter(pk__in=segments, item=item, order__isnull=False).exclude(pk__in=there)
    rows = [
        Rendering(segment=one, locale_id=locale, made_for=one.text, approved=True, author_id=user.pk, at=timezone.now())
        for one in open_ones
    ]
    Rendering.objects.bulk_create(rows, ignore_conflicts=True)
    look_at(item.kind, item.key)
    return len(rows)
