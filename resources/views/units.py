"""What stands below the address of a module: its units; and all units of a language for the script that keeps progress."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from core.head import Crumb
from core.i18n.borrowed import by_machine
from core.i18n.languages import active_language
from core.i18n.said import Said, language_of_text
from core.page_views import serves
from core.visits.marks import mark
from resources.cards import module_units
from resources.models import LearningModulePage
from resources.plans.addresses import choosing_url
from resources.quizzes import quiz_of
from resources.subpages import subpage_of, versions_of
from resources.units import Unit

VISITED = "unit"
"""The kind of thing a visitor of a unit has opened; its number is the unit's key."""


@serves(LearningModulePage)
def module_or_unit(
    page: LearningModulePage, request: HttpRequest, unit: str = "", preview: bool = False
) -> HttpResponse:
    """The page itself, or the unit with the key ``unit``. Raises Http404 when there is none.

    The key decides; an address whose words are old or missing leads on to the present one.
    """
    if not unit:
        return Page.serve(page, request)
    found = next((one for one in page.units if one.key == unit), None)
    if found is None:
        raise Http404
    address = f"{page.get_url(request)}{found.step}/"
    if request.path != address and not preview:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    # A unit in another language makes the whole page one of that language, words of the site included.
    with override(page.content_language):
        context = _context(page, request, found)
    response = TemplateResponse(request, "resources/unit.html", context)
    if not preview and not getattr(page, "is_restricted", True):
        mark(response, VISITED, int(found.key, 16))
    return response


@require_http_methods(["GET", "HEAD"])
def units(request: HttpRequest) -> JsonResponse:
    """The modules with their units in the language of the address, as the script that keeps progress reads them."""
    response = JsonResponse({"modules": [asdict(module) for module in module_units(active_language())]})
    response["X-Robots-Tag"] = "noindex"
    return response


def _in_its_module(unit: Unit, page: LearningModulePage) -> str:
    """Units of several modules are called alike."""
    return _("%(unit)s · module %(letter)s") % {"unit": str(unit.title), "letter": page.competence}


def _context(page: LearningModulePage, request: HttpRequest, unit: Unit) -> dict[str, Any]:
    """What the template of a unit shows, in the active language."""
    reader, language, base = page.locale.language_code, page.content_language, page.get_url() or ""
    subpage = subpage_of(versions_of(page), unit.id)
    quizzes = {
        block.id: quiz_of(str(block.id)[:8], block.value, request)
        for block in unit.content or ()
        if block.block_type == "quiz"
    }
    head = subpage.head(
        request,
        reader=reader,
        language=language,
        title=Said(_in_its_module(unit, page), language_of_text(unit.title, language)),
        description=unit.text,
        json_ld=_json_ld(page, request.build_absolute_uri(f"{base}{unit.step}/"), unit),
    )
    head.noindex = head.noindex or "quiz" in request.GET
    return Page.get_context(page, request) | {
        "head": head,
        "fallback": subpage.fallback(reader, language),
        "outdated": page.outdated_since(),
        "by_machine": "" if page.alias_of_id else by_machine(page),
        "breadcrumbs": [
            *page.ancestor_crumbs,
            Crumb(page.title, base, language),
            Crumb(unit.title, language=language_of_text(unit.title, language)),
        ],
        "unit": unit,
        "unit_url": f"{base}{unit.step}/",
        "parts": [(block, quizzes.get(block.id)) for block in unit.content or ()],
        "module_url": base,
        "choosing_url": choosing_url(reader, [unit.key]),
        "previous_unit": _neighbour(page, base, unit.number - 1),
        "next_unit": _neighbour(page, base, unit.number + 1),
    }


def _neighbour(page: LearningModulePage, base: str, number: int) -> dict[str, Any] | None:
    """The unit with this number as a link; ``None`` beyond the ends."""
    found = next((unit for unit in page.units if unit.number == number), None)
    return {"number": number, "title": found.title, "url": f"{base}{found.step}/"} if found else None


def _json_ld(page: LearningModulePage, url: str, unit: Unit) -> dict[str, Any]:
    """schema.org description of a unit as a part of its module."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": unit.title,
        "description": unit.text,
        "inLanguage": page.content_language,
        "url": url,
        "position": unit.number,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "LearningResource", "name": page.title, "url": page.full_url},
    }
    if page.licence_url:
        data["license"] = page.licence_url
    if unit.minutes:
        data["timeRequired"] = f"PT{unit.minutes}M"
    return data
