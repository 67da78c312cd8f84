"""The list inside another site: one page without header, menu, cookie or storage."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from centres.embed.options import Options, area_and_filters, parse_options, place_pairs, with_query
from centres.finder import wording
from centres.finder.answer import answer
from centres.finder.lines import lines_of
from centres.finder.question import Asked, parse
from centres.models import EmbedPartner, FinderPage
from centres.pages.finder import nearest_named, off_map_note
from core.csp import allow_framing
from core.i18n.languages import active_language
from core.licence import LICENSE, LICENSE_URL, name_license
from core.limits import seconds_to_wait
from core.paging import page_of

PER_PAGE = 10
SECONDS = 60
RATE = "300/min"
"""A school behind one address must not be locked out."""


def ancestors_of(options: Options) -> tuple[list[str], bool]:
    """Sources that may show the frame, and whether its key is known. Without a key only this site itself may."""
    if options.partner:
        partner = EmbedPartner.objects.filter(key=options.partner, active=True).first()
        sources = partner.sources if partner else []
        return (sources, True) if sources else (["'self'"], False)
    return (["*"] if settings.EMBED_OPEN else ["'self'"]), True


def _finder() -> FinderPage:
    page = FinderPage.objects.in_language(active_language()).first()
    if page is None or not page.url:
        raise Http404
    return page


def _map(asked: Asked) -> dict[str, str]:
    """What the map asks for: the same centres, also outside the box the visitor looks at."""
    pairs = [pair for pair in area_and_filters(asked) if pair[0] != "bbox"]
    query = [*pairs, *place_pairs(asked), ("language", active_language())]
    return {"endpoint": with_query(reverse("api-clusters"), query)}


def _context(request: HttpRequest, options: Options) -> dict[str, Any]:
    finder = _finder()
    asked = parse(request.GET, active_language())
    # What is wrong in a partner's snippet is told to the partner by the configurator, not to visitors.
    asked.ignored.clear()
    found = answer(asked, counts=False)
    filters = area_and_filters(asked)
    listing = page_of(request, found.order, PER_PAGE)
    return {
        "options": options,
        "asked": asked,
        "place": asked.origin.label if asked.place and asked.origin else asked.place,
        "kept_fields": [*filters, *options.pairs()],
        "count": len(found.order),
        "chosen": [chip.label for chip in wording.chips_of(asked, found)],
        "rows": lines_of(finder, found, [int(index) for index in listing.items], listing.start),
        "listing": listing,
        "notices": wording.notices_of(asked, found, nearest_named(finder, found, asked)),
        "instead": lines_of(finder, found, found.instead, 0),
        "hurting": wording.hurting_link(asked, found),
        "map": _map(asked) if options.view != "list" else None,
        "off_map": off_map_note(found) if options.view != "list" else "",
        "list_url": with_query(finder.url, [*filters, *place_pairs(asked)]),
        "canonical": request.build_absolute_uri(finder.url),
        "licence": LICENSE,
        "licence_url": LICENSE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


@require_http_methods(["GET", "HEAD"])
def frame(request: HttpRequest) -> HttpResponse:
    """The list with the finder's own parameters and those of ``Options``; framed by the partner's sites only."""
    wait = seconds_to_wait(request, "embed", RATE)
    options = parse_options(request.GET)
    ancestors, known = ancestors_of(options)
    if wait:
        response = render(request, "centres/embed/wait.html", {"wait": wait, "options": options}, status=429)
        response["Retry-After"] = str(wait)
    else:
        context = _context(request, options) | {"ancestors": " ".join(ancestors), "key_known": known}
        response = render(request, "centres/embed/frame.html", context)
        name_license(response)
        patch_cache_control(response, public=True, max_age=SECONDS)
    allow_framing(response, ancestors)
    return response
