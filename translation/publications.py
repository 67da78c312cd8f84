"""Who has published a version, as Wagtail's log says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, PageLogEntry

ACTION = "wagtail.publish"


@dataclass(frozen=True, slots=True)
class Publication:
    """``user``: the key of who published, or approved; ``None`` where a command did."""

    user: int | None
    at: datetime


def publication_of(content_type: int, pk: str) -> Publication | None:
    """The last one of a page or another thing; ``None`` for what was never published in the admin. One query.

    wagtail-localize publishes once its form is done, when Wagtail no longer knows whose form it was: then it is who saved the version.
    """
    model: Any = ContentType.objects.get_for_id(content_type).model_class()
    rows = (
        PageLogEntry.objects.filter(page_id=pk)
        if issubclass(model, Page)
        else ModelLogEntry.objects.filter(content_type=content_type, object_id=pk)
    )
    found = rows.filter(action=ACTION).order_by("-timestamp", "-pk").values_list("user", "revision__user", "timestamp")
    user, saved_by, at = found.first() or (None, None, None)
    return Publication(user or saved_by, at) if at else None
