"""What is asked for: pages, those below them, and what they show of other things."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from translation.localized import PAGES
from translation.models import Item, Standing
from translation.vocabularies import ItemState

MOST = 300
"""Things that are asked for at once."""


def of_page(page: Page, *, below: bool) -> list[Item]:
    """The page, with ``below`` all pages under it in its language, and things of other kinds they show."""
    pages = page.get_descendants(inclusive=True) if below else Page.objects.filter(pk=page.pk)
    keys = [str(key) for key in pages.order_by("path").values_list("translation_key", flat=True)[:MOST]]
    by_key = {one.key: one for one in Item.objects.filter(kind=PAGES, key__in=keys, live=True)}
    found = [by_key[key] for key in keys if key in by_key]
    return [*found, *_shown_by(found)][:MOST]


def _shown_by(items: Sequence[Item]) -> list[Item]:
    """Things that have a text in each language and stand in pages; the pages they link to have their own turn."""
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[one.source_pk for one in items]
    )
    wanted: dict[int, set[str]] = {}
    for content_type, pk in shown.values_list("to_content_type", "to_object_id").distinct():
        wanted.setdefault(content_type, set()).add(pk)
    if not wanted:
        return []
    where = Q()
    for content_type, pks in wanted.items():
        where |= Q(content_type=content_type, source_pk__in=pks)
    return list(Item.objects.filter(where, live=True).exclude(kind=PAGES).order_by("title", "pk"))


def waiting(items: Iterable[Item], locales: Iterable[int]) -> QuerySet:
    """What there is to do of these things in these languages."""
    rows = Standing.objects.filter(item__in=[one.pk for one in items], item__live=True, locale__in=list(locales))
    return rows.exclude(state=ItemState.PUBLISHED).select_related("item", "locale")
