"""Numbered pages that keep the rest of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.params import page_number


@dataclass(frozen=True, slots=True)
class PageLink:
    """One stop of the pagination: ``number`` 0 is a gap."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageOf:
    """A slice of a list with its neighbours. Urls are query strings, ``""`` when there is no such page.

    ``label``: what is in pages, where a page has two such lists.
    """

    items: Sequence[Any]
    number: int
    count: int
    pages: int
    start: int
    numbers: list[PageLink]
    previous_url: str
    next_url: str
    label: str = ""

    @property
    def title(self) -> str:
        """``Page 2 of 3`` for the title of the window; ``""`` on the first page."""
        return _("Page %(number)s of %(pages)s") % {"number": self.number, "pages": self.pages} if self.start else ""

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def query_with(query: QueryDict, **changes: str | int | list[str] | None) -> str:
    """``?`` and the query string with some parameters replaced; ``None`` removes one."""
    parameters: dict[str, Any] = dict(query.lists())
    for name, value in changes.items():
        parameters.pop(name, None)
        if value is not None:
            parameters[name] = value
    return f"?{urlencode(parameters, doseq=True)}"


def query_url(request: HttpRequest, **changes: str | int | list[str] | None) -> str:
    """``query_with`` for the query string of this request."""
    return query_with(request.GET, **changes)


def page_of(
    request: HttpRequest, items: Any, per_page: int = 20, *, parameter: str = "page", label: str = ""
) -> PageOf:
    """The page ``?page=`` (or another ``parameter``) of a list or QuerySet; a number past the end gives the last page."""
    paginator = Paginator(items, per_page)
    page = paginator.get_page(page_number(request, parameter))

    def url(number: int) -> str:
        return query_url(request, **{parameter: number})

    numbers = [
        PageLink(0, "", False)
        if number == Paginator.ELLIPSIS
        else PageLink(int(number), url(int(number)), int(number) == page.number)
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return PageOf(
        items=list(page.object_list),
        number=page.number,
        count=paginator.count,
        pages=paginator.num_pages,
        start=(page.number - 1) * per_page,
        numbers=numbers,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
        label=label,
    )
