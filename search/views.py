"""The results page."""

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.facets import Facet
from core.head import Crumb, Head
from core.i18n.languages import active_language
from core.i18n.urls import home_url
from core.limits import whose
from core.paging import page_of, query_url
from core.params import page_number
from search import service, understood
from search.cards import groups_of, lines_of
from search.exits import exits
from search.interface import MAX_PAGE, EngineError, Results
from search.labels import facets_of
from search.parameters import Asked, names_all_languages, parse
from search.understanding import SPELLING, SYNONYMS
from search.visits import by_a_person

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD"])
def results(request: HttpRequest) -> HttpResponse:
    """Search box, filters, hits. Five queries at most besides those of the page's frame; 200 whatever was typed."""
    if names_all_languages(request.GET):
        # A form sends every ticked box: all of them is the same as none, and keeps the address short.
        return redirect(f"{request.path}{query_url(request, language=None)}")
    asked = parse(request.GET)
    language = active_language()
    context: dict[str, Any] = {
        "asked": asked,
        "search_url": reverse("search"),
        "failed": False,
        "results": None,
        "promoted": [],
        "exits": [],
    }
    if asked.has_words or asked.filtered:
        try:
            context |= _answer(request, asked, language)
        except EngineError:
            logger.exception("Search failed")
            context["failed"] = True
    title = _("Search")
    context["head"] = head = _head(request, title)
    head.shown = _shown(asked, context)
    context["breadcrumbs"] = [Crumb(_("Home"), home_url(language)), Crumb(title)]
    return render(request, "search/results.html", context)


@require_http_methods(["GET", "HEAD"])
def description(request: HttpRequest) -> HttpResponse:
    """An OpenSearch description: browsers can then search the portal from their own box."""
    address = f"{request.build_absolute_uri(reverse('search'))}?q={{searchTerms}}"
    context = {"address": address, "language": active_language()}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


def _head(request: HttpRequest, title: str) -> Head:
    head = Head.for_view(
        request,
        title=title,
        description=_("Search centres, case studies, modules and events in six languages."),
        noindex=bool(request.GET),
    )
    head.keep_query(query_url(request, page=None).removeprefix("?"))
    return head


def _shown(asked: Asked, context: dict[str, Any]) -> tuple[str, ...]:
    """The words, how many results they have, and the page of them."""
    found = context["results"]
    if found is None:
        return (asked.text,)
    number = ngettext("%(count)s result", "%(count)s results", found.count) % {"count": found.count}
    return (asked.text, number, context["listing"].title)


def _answer(request: HttpRequest, asked: Asked, language: str) -> dict[str, Any]:
    page = min(page_number(request), MAX_PAGE)
    found = service.find(asked.text, language, asked.filters, page, asked.undone)
    others = min(found.count - found.near, MAX_PAGE * service.PER_PAGE)
    listing = page_of(request, range(others), service.PER_PAGE)
    if found.count and listing.number != page:
        found = service.find(asked.text, language, asked.filters, listing.number, asked.undone)
    if asked.has_words and page == 1 and by_a_person(request):
        count = 0 if found.corrected else found.count
        service.count_search(asked.text, language, count, whose(request), relaxed=found.relaxed)
    facets = facets_of(request, found, asked.filters)
    return {
        "results": found,
        "groups": groups_of(found, language, listing.number),
        "spare": lines_of(found.spare),
        "parts": [(word, count, query_url(request, q=word, page=None)) for word, count in found.parts[:3]],
        "understood": understood.chips_of(request, asked, found),
        "finder_url": understood.finder_url(found, language),
        "typed_url": understood.undo_url(request, asked, SYNONYMS),
        "uncorrected_url": understood.undo_url(request, asked, SPELLING),
        "explain": request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        and request.user.has_perm("search.view_searchcount"),
        "others": [word for word in found.searched if word not in found.corrected.values()],
        "listing": listing,
        "facets": facets,
        "chips": _chips(request, facets, asked),
        "clear_url": query_url(request, page=None, **dict.fromkeys(asked.filters)),
        "promoted": service.promoted(asked.text, language) if listing.number == 1 else [],
        "exits": [] if found.count else exits(language),
        "corrections": _corrections(request, asked, found),
    }


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    url: str
    language: str = ""


def _chips(request: HttpRequest, facets: list[Facet], asked: Asked) -> list[Chip]:
    chips = []
    for facet in facets:
        chosen = asked.filters.get(facet.name, ())
        for option in facet.options:
            if option.code in chosen:
                chips.append(Chip(option.label, option.url, option.code if facet.name == "language" else ""))
    return chips


@dataclass(frozen=True, slots=True)
class Correction:
    """What was searched instead, and the address that searches exactly that."""

    text: str
    url: str


def _corrections(request: HttpRequest, asked: Asked, found: Results) -> Correction | None:
    if not found.corrected:
        return None
    text = " ".join(found.corrected.get(word.casefold(), word) for word in asked.text.split())
    return Correction(text, query_url(request, q=text, page=None))
