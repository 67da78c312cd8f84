"""Everything the finder's template shows, computed once."""

from typing import Any

import numpy as np
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centres import vocabularies
from centres.finder import wording
from centres.finder.answer import Answer, answer
from centres.finder.lines import lines_of
from centres.finder.question import Asked, parse
from centres.models import FinderPage
from centres.pages.sharing import share_of
from centres.pages.streets import streets_of
from centres.reports import report_url
from centres.telling.names import name_of
from core.i18n.languages import active_language
from core.page_views import shows
from core.paging import page_of

PER_PAGE = 20
MAX_QUERY = 500
"""A longer query is not carried into the other languages' addresses, in characters."""
_NOT_KEPT = ("page", "centre", "streets")


def nearest_named(page: FinderPage, found: Answer, asked: Asked) -> tuple[str, str]:
    """Name and address of the nearest centre when the visitor must be told; no query otherwise."""
    if found.nearest is None or not wording.is_far(asked, found):
        return "", ""
    near = found.table.centres([int(found.table.ids[found.nearest[0]])])
    if not near:
        return "", ""
    centre = near[0]
    return name_of(centre, active_language()).text, page.centre_url(centre)


def _form(asked: Asked) -> dict[str, Any]:
    radius = f"{asked.radius:g}" if asked.radius else ""
    choices = [(str(km), _("%(km)s km") % {"km": km}) for km in wording.RADIUS_CHOICES]
    if radius and radius not in dict(choices):
        choices.append((radius, _("%(km)s km") % {"km": radius}))
    kept = [
        (name, value) for name, values in asked.chosen.items() if name != "need" or len(values) > 1 for value in values
    ]
    needs = asked.chosen["need"]
    return {
        "place": asked.understood or asked.place,
        "need": needs[0] if len(needs) == 1 else "",
        "several_needs": len(needs) > 1,
        "needs": vocabularies.Need.choices,
        "radius": radius,
        "bbox": ",".join(f"{degrees:g}" for degrees in asked.bbox) if asked.bbox else "",
        "radius_choices": choices,
        "kept": kept,
        "own_point": (asked.origin.lat, asked.origin.lng) if asked.origin and not asked.place else None,
    }


def _map(asked: Asked) -> dict[str, Any]:
    """What the map's script reads from its container."""
    query = asked.url(bbox=None, streets=None, language=active_language())
    origin = asked.origin
    return {
        "endpoint": reverse("api-clusters") + query,
        "lat": f"{origin.lat:.5f}" if origin else "",
        "lng": f"{origin.lng:.5f}" if origin else "",
    }


def off_map_note(found: Answer) -> str:
    """What the map leaves out of the list, in words."""
    missing = int(np.count_nonzero(~found.table.on_map[found.order]))
    text = ngettext(
        "%(n)s of the list is not on the map: it is closed, or its place is not known.",
        "%(n)s of the list are not on the map: they are closed, or their place is not known.",
        missing,
    )
    return text % {"n": missing} if missing else ""


def _exports(asked: Asked) -> list[tuple[str, str]]:
    """(name of a format, address) of the data behind the list, with the same filters; the names are proper names."""
    query = asked.url(streets=None, language=active_language())
    formats = {"API (JSON)": "", "CSV": "-csv", "Excel": "-xlsx", "GeoJSON": "-geojson", "Atom": "-atom"}
    return [(name, reverse(f"api-centres{suffix}") + query) for name, suffix in formats.items()]


def _keep_question(request: HttpRequest) -> None:
    """Whoever changes the language keeps the place and the filters."""
    query = request.META.get("QUERY_STRING", "")
    if query and len(query) < MAX_QUERY:
        request.head.keep_query(query)  # type: ignore[attr-defined]


def _name_what_is_shown(request: HttpRequest, asked: Asked, count: int, page: str) -> None:
    """``14 centres · Milano, Lombardia · Page 2 of 3``, before the page's own title."""
    number = ngettext("%(n)s centre", "%(n)s centres", count) % {"n": count}
    place = asked.understood or asked.place
    request.head.shown = (number, place, page)  # type: ignore[attr-defined]
    request.head.to_put_right = asked.place_unknown  # type: ignore[attr-defined]


@shows(FinderPage)
def finder(page: FinderPage, request: HttpRequest) -> dict[str, Any]:
    """Context of ``centres/finder.html``; four queries of its own whatever the number of centres."""
    _keep_question(request)
    asked = parse(request.GET, active_language())
    found = answer(asked)
    facets, facets_html = wording.kept_facets(asked, found)
    listing = page_of(request, found.order, PER_PAGE)
    _name_what_is_shown(request, asked, len(found.order), listing.title)
    return {
        "asked": asked,
        "instead": lines_of(page, found, found.instead, 0),
        "kept": [(name, value) for name, values in asked.query.lists() if name not in _NOT_KEPT for value in values],
        "streets": streets_of(request),
        "off_map": off_map_note(found),
        "share": share_of(request, page.title),
        "exports": _exports(asked),
        **{f"{word}_url": f"{page.url}{word}/{asked.url(streets=None)}" for word in ("data", "embed")},
        "count": len(found.order),
        "listing": listing,
        "rows": lines_of(page, found, [int(index) for index in listing.items], listing.start),
        "facets": facets,
        "facets_html": facets_html,
        "chips": wording.chips_of(asked, found),
        "chosen_count": sum(bool(codes) for codes in asked.chosen.values()),
        "clear_url": wording.clear_url(asked),
        "finder_notices": wording.notices_of(asked, found, nearest_named(page, found, asked)),
        "hurting": wording.hurting_link(asked, found),
        "form": _form(asked),
        "map": _map(asked),
        "by_distance": asked.origin is not None,
        "report_url": report_url(active_language(), page.url or ""),
    }
