"""Which pages only some people may see.

Written as one piece of SQL each: Django takes a millisecond to build the same out of ``Exists``, for every list on every page.
"""

from django.db import models
from wagtail.models import Page, PageViewRestriction

_RESTRICTION, _PAGE = PageViewRestriction._meta.db_table, Page._meta.db_table


class IsRestricted(models.Func):
    """Whether a view restriction lies on the page with this ``path``, or on one above it."""

    output_field = models.BooleanField()
    template = (
        f"EXISTS (SELECT 1 FROM {_RESTRICTION} R INNER JOIN {_PAGE} P ON P.id = R.page_id"  # noqa: S608 - our own names
        " WHERE SUBSTR(%(expressions)s, 1, LENGTH(P.path)) = P.path)"
    )


class HasRestriction(models.Func):
    """Whether a view restriction lies on the page with this id itself."""

    output_field = models.BooleanField()
    template = f"EXISTS (SELECT 1 FROM {_RESTRICTION} R WHERE R.page_id = %(expressions)s)"  # noqa: S608 - our own names
