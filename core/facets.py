"""Filters with counts, the same in the finder, the resources and the search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from core.i18n.said import evaluated
from core.paging import query_url


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One check box: code, label, how many it would show, whether it is on, and then the address without it."""

    code: str
    label: str
    count: int
    selected: bool
    url: str
    icon: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of options under one query parameter. ``open`` decides whether it is unfolded at first."""

    name: str
    title: str
    options: list[FacetOption]
    open: bool = True

    @property
    def selected(self) -> list[FacetOption]:
        return [option for option in self.options if option.selected]


def facet(
    request: HttpRequest,
    name: str,
    title: str,
    labels: Iterable[tuple[str, str]],
    counts: Mapping[str, int],
    *,
    selected: Iterable[str] = (),
    open: bool = True,
    icons: Mapping[str, str] | None = None,
) -> Facet:
    """A facet from labels (code, label) and counts by code. Options without hits stay, with 0."""
    chosen = set(selected)
    options = [
        FacetOption(
            code=code,
            label=evaluated(label),
            count=counts.get(code, 0),
            selected=code in chosen,
            url=query_url(request, **{name: sorted(chosen - {code}) or None, "page": None}) if code in chosen else "",
            icon=(icons or {}).get(code, ""),
        )
        for code, label in labels
    ]
    return Facet(name=name, title=str(title), options=options, open=open or bool(chosen))
