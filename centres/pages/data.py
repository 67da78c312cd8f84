"""The page that says how to take the directory's data away: formats, filters, terms, limits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.settings import api_settings

from centres.finder.answer import answer
from centres.finder.question import parse
from centres.licence import ATTRIBUTION, LINES
from core.contents import Entry
from core.head import Crumb
from core.i18n.languages import active_language
from core.licence import LICENSE_URL
from core.limits import ApiThrottle, ExportThrottle

if TYPE_CHECKING:
    from centres.models import FinderPage

WORD = "data"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the data: a name, what it is good for, and its address (with the filters when it has them)."""

    name: str
    use: str
    url: str


def _files(query: str) -> list[Way]:
    rows = (
        ("Excel", _("For a spreadsheet program: one row a centre, terms on a second sheet."), "-xlsx"),
        ("CSV", _("For other programs and databases; opens in a spreadsheet program too."), "-csv"),
        ("GeoJSON", _("For maps."), "-geojson"),
        ("Atom", _("For a feed reader: the hundred centres that changed last."), "-atom"),
        ("JSON", _("For programmers: page by page, nearest first when there is a place."), ""),
    )
    return [Way(name, use, reverse(f"api-centres{suffix}") + query) for name, use, suffix in rows]


def _descriptions() -> list[Way]:
    return [
        Way("OpenAPI 3.1", _("Every address, parameter and answer, for programs to read."), reverse("openapi")),
        Way(
            "HSDS 3",
            _("The directory as Human Services Data Specification: organizations, services, places, hours."),
            reverse("hsds"),
        ),
    ]


def _skills() -> list[Way]:
    what = _("The seven competences")
    return [
        Way(
            f"{what} (CSV)",
            _("Every competence and item in six languages, for a spreadsheet program."),
            reverse("api-skills-csv"),
        ),
        Way(
            f"{what} (JSON-LD)",
            _("The same for programs, as SKOS concepts with addresses that stay."),
            reverse("api-skills-jsonld"),
        ),
    ]


def _examples(request: HttpRequest) -> list[Way]:
    base = request.build_absolute_uri(reverse("api-centres-csv"))
    queries = {
        "?country=BE&country=FR": _("Two countries: a repeated parameter means or."),
        "?need=work&speaks=uk": _("Help to find work, in Ukrainian: different parameters mean and."),
        "?place=Porto&radius=50": _("Within 50 km of a town or postcode, nearest first."),
        "?open=saturday&language=pt": _("Open on Saturday, with the addresses of the Portuguese pages."),
    }
    return [Way("", use, base + query) for query, use in queries.items()]


def _per_minute(throttle: Any) -> int:
    count, seconds = throttle().parse_rate(api_settings.DEFAULT_THROTTLE_RATES[throttle.scope])
    return max(1, round(count * 60 / seconds))


def data_page(page: "FinderPage", request: HttpRequest) -> HttpResponse:
    """``<finder>/data/``: the filters of the finder in the address also apply to the links."""
    language = active_language()
    asked = parse(request.GET, language)
    title = _("Open data")
    lead = _("Download the centres as a file, or fetch them by program. Free to use if you name the source.")
    total = len(answer(asked, counts=False).order)
    files = _files(asked.url(language=language))
    context = page.shared_context(request)
    subpage = page.subpage(WORD)
    context |= {
        "head": subpage.head(request, reader=language, language=language, title=title, description=lead),
        "title": title,
        "lead": lead,
        "breadcrumbs": [*context["breadcrumbs"][:-1], Crumb(page.title, page.url or ""), Crumb(title)],
        "count": total,
        "is_part": any(asked.chosen.values()) or bool(asked.origin or asked.bbox),
        "files": files,
        "descriptions": _descriptions(),
        "skills": _skills(),
        "examples": _examples(request),
        "attribution": ATTRIBUTION,
        "license_url": LICENSE_URL,
        "sources": LINES,
        "contents": [
            Entry("files", _("As a file")),
            Entry("program", _("By program")),
            Entry("skills", _("The seven competences")),
            Entry("terms", _("Terms")),
        ],
        "facts": [
            (_("Centres"), str(total)),
            (_("Formats"), ", ".join(way.name for way in files)),
            (_("Licence"), "CC BY 4.0", LICENSE_URL),
        ],
        "limits": (_per_minute(ExportThrottle), _per_minute(ApiThrottle)),
        "all_url": f"{page.url}{WORD}/",
    }
    return TemplateResponse(request, "centres/data.html", context)
