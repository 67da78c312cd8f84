"""What the numbers are about: the names and addresses of what visitors open. Rooms say what their kinds are."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.i18n.urls import page_url
from core.visits.marks import PAGE, Thing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Named(NamedTuple):
    """A thing by name. ``url``: its path, ``""`` without one."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things. ``names(keys)`` gives those that are still there, by key; at most two queries."""

    label: "StrOrPromise"
    names: Callable[[Collection[int]], Mapping[int, Named]]


_kinds: dict[str, Kind] = {}


def register(code: str, kind: Kind) -> None:
    """Makes a kind known under the code its views mark answers with. Rooms call it when they are ready."""
    _kinds[code] = kind


def label_of(code: str) -> "StrOrPromise":
    """What a kind is called; its code when no room knows it any more."""
    return _kinds[code].label if code in _kinds else code


def names(things: Iterable[Thing]) -> dict[Thing, Named]:
    """Names of things; what is gone is left out. One or two queries a kind."""
    keys: dict[str, set[int]] = {}
    for thing in things:
        keys.setdefault(thing.kind, set()).add(thing.key)
    return {
        Thing(code, key): named
        for code, wanted in keys.items()
        if code in _kinds
        for key, named in _kinds[code].names(wanted).items()
    }


def register_pages() -> None:
    """Called once when the app is ready."""
    register(PAGE, Kind(_("Page"), _pages))


def _pages(keys: Collection[int]) -> dict[int, Named]:
    rows = Page.objects.filter(pk__in=keys).values_list("pk", "title", "url_path")
    return {pk: Named(title, page_url(path)) for pk, title, path in rows}
