"""What the pages of resources show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import feeds
from core.cards import Card
from core.i18n.languages import active_language
from core.page_views import shows
from core.paging import page_of
from resources.cards import module_titles
from resources.filters import facets_of, wanted_by
from resources.listing import Listed, listed_in, pages_of
from resources.models import CaseStudyPage, LearningModulePage, PublicationPage, ResourceIndexPage
from resources.plans.addresses import choosing_url
from resources.units import outlines_of
from resources.views.packages import packages_of
from resources.vocabularies import ResourceKind
from skills.cards import competence_titles, titles_of

PER_PAGE = 20


@shows(ResourceIndexPage)
def resource_index(page: ResourceIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The filters, and the page of results they leave; a filtered list is not indexed."""
    wanted, resources = wanted_by(request, page.resource_kind), listed_in(active_language())
    results = page_of(request, [one for one in resources if one.matches(wanted)], PER_PAGE)
    facets = facets_of(request, resources, wanted)
    chosen = [option for facet in facets for option in facet.selected]
    own = wanted["kind"] == [page.resource_kind]
    feeds.offer(page, request.head)
    filtered = not own or any(codes for name, codes in wanted.items() if name != "kind")
    request.head.shown = (*(str(option.label) for option in chosen if filtered), results.title)
    if filtered:
        request.head.noindex = True
        request.head.keep_query(urlencode(wanted, doseq=True))
    return {
        "results": results,
        "cards": _cards(results.items, many_kinds=len(wanted["kind"]) > 1),
        "facets": facets,
        "chosen": [option for option in chosen if not (own and option.code == page.resource_kind)],
        "filtered": filtered,
        "empty_title": _("Nothing fits all these filters"),
        "empty_text": _("Take one away, or begin again with the whole list."),
        "empty_link": _("Show the whole list"),
        "single_kind": wanted["kind"][0] if len(wanted["kind"]) == 1 else "",
    }


@feeds.lists(ResourceIndexPage)
def published(page: ResourceIndexPage) -> Any:
    """What the feed of a list tells: resources of its own kind."""
    models: dict[ResourceKind, Any] = {
        model.resource_kind: model for model in (CaseStudyPage, LearningModulePage, PublicationPage)
    }
    return models[ResourceKind(page.resource_kind)].objects.all()


def _cards(resources: Sequence[Listed], *, many_kinds: bool) -> list[Card]:
    """The cards of one page of results; they name their kind only where kinds are mixed."""
    cards = [page.card() for page in pages_of(resources)]
    return cards if many_kinds else [replace(card, kind="") for card in cards]


@shows(CaseStudyPage)
def case_study(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    """The competences it shows at work, its files and case studies like it."""
    return {
        "competences": titles_of(page.competences, active_language()),
        "related": CaseStudyPage.objects.in_language(active_language()).related_to(page),
        "downloads_title": _("Downloads"),
        "documents": page.documents(page.downloads),
    }


@shows(PublicationPage)
def publication(page: PublicationPage, request: HttpRequest) -> dict[str, Any]:
    """Its files, and the case studies about the same."""
    return {
        "related": CaseStudyPage.objects.in_language(active_language()).related_to(page),
        "downloads_title": _("Downloads"),
        "documents": page.documents(page.downloads),
    }


@shows(LearningModulePage)
def learning_module(page: LearningModulePage, request: HttpRequest) -> dict[str, Any]:
    """Its place among the modules, its competence and its files."""
    modules = module_titles(active_language())
    place = next((index for index, module in enumerate(modules) if module.pk == page.pk), 0)
    return {
        "modules": modules,
        "module_stops": [
            {
                "stop": module.competence,
                "label": module.title,
                "language": module.language,
                "url": module.url,
                "current": module.pk == page.pk,
            }
            for module in modules
        ],
        "module_number": place + 1,
        "previous_module": modules[place - 1] if place else None,
        "next_module": modules[place + 1] if place + 1 < len(modules) else None,
        "competence_title": competence_titles(active_language()).get(page.competence),
        "choosing_url": choosing_url(active_language(), [unit.key for unit in outlines_of(page.activities)]),
        "downloads_title": _("Materials"),
        "documents": page.documents(page.materials),
        "packages": packages_of(page),
    }
