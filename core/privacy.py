"""Which pages only some people may see, and which everybody may.

A view restriction lies on a page and on all below it; what shows the text of a restricted page shares its restriction. Written
as one piece of SQL: Django takes a millisecond to build the same out of ``Exists``, for every list on every page.
"""

from django.db import models
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

_RESTRICTION, _PAGE = PageViewRestriction._meta.db_table, Page._meta.db_table
_CLOSED = f"""
    WITH RECURSIVE closed(id) AS (
        SELECT below.id FROM {_RESTRICTION} restriction
        INNER JOIN {_PAGE} top ON top.id = restriction.page_id
        INNER JOIN {_PAGE} below ON below.path BETWEEN top.path AND top.path || '{"Z" * Page.steplen}'
        UNION
        SELECT below.id FROM closed
        INNER JOIN {_PAGE} top ON top.alias_of_id = closed.id
        INNER JOIN {_PAGE} below ON below.path BETWEEN top.path AND top.path || '{"Z" * Page.steplen}'
    )
    SELECT id FROM closed
"""  # noqa: S608 - our own names
"""The pages that are closed: restricted ones, aliases of closed ones, and all below. Databases make this list once a query."""


class IsRestricted(models.Func):
    """Whether the page with this id is closed to some: it, one above it, or a page one of these is an alias of."""

    output_field = models.BooleanField()
    template = f"%(expressions)s IN ({_CLOSED})"


def in_public(relation: str = "") -> Q:
    """The condition for live pages everybody may see. ``relation``: the field that leads to the page, if it is not the row itself."""
    prefix = f"{relation}__" if relation else ""
    return Q(~Q(IsRestricted(f"{prefix}pk")), **{f"{prefix}live": True})


def restrictions_of(page: Page) -> models.QuerySet[PageViewRestriction]:
    """What must be fulfilled to see the page: the restrictions that make ``IsRestricted`` true; a few queries."""
    on: set[int] = set()
    queue = [page]
    while queue:
        one = queue.pop()
        way = [one, *one.get_ancestors().only("pk", "alias_of")]
        new = {step.pk for step in way} - on
        on |= new
        queue += Page.objects.filter(aliases__in=new)
    return PageViewRestriction.objects.filter(page_id__in=on)
