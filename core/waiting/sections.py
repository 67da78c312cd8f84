"""Parts of the list. Rooms register theirs; each costs the same number of queries for two rows and for two hundred."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.models import Page

SHOWN = 3
"""Rows of a part on the first page."""
MOST = 200
"""Rows of a part on its own page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: its name, where it is done, and what to know before."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part for one person: ``count`` things wait, of which ``rows`` are the first; without rows, ``url`` lists them."""

    code: str
    title: Promise | str
    count: int
    rows: Sequence[Row] = field(default=())
    url: str = ""


Maker = Callable[[Any, int], list[Section]]
"""``(user, most rows) → parts``; an empty list for whom it is not."""
_makers: dict[str, tuple[int, Maker]] = {}


def register(name: str, order: int, maker: Maker) -> None:
    """Adds parts to the list, in the order of ``order``. Rooms call it when they are ready."""
    _makers[name] = (order, maker)


def sections_for(user: Any, rows: int = SHOWN) -> list[Section]:
    """What waits for ``user``, without what is empty."""
    makers = [maker for _order, maker in sorted(_makers.values(), key=lambda pair: pair[0])]
    return [section for maker in makers for section in maker(user, rows) if section.count]


def form_url(kind: ContentType, key: Any) -> str:
    """The form of a page or snippet that is not loaded. ``kind``: the content type of its base model."""
    model: Any = kind.model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[key])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(key)])
