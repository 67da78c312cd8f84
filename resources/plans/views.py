"""``<list of modules>/training-plan/``: the chooser, the plan, and the plan as a file. The query is all there is of a plan."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from core.head import Crumb
from core.i18n.languages import active_language
from core.limits import too_many_files
from core.page_views import serves
from core.pdf import PdfError, pdf_of
from core.slugs import slug_of
from core.word import CONTENT_TYPE as DOCX
from core.word import docx_of
from resources.blocks.units import UnitContentBlock
from resources.models import LearningModulePage, ResourceIndexPage
from resources.plans import papers
from resources.plans.addresses import plan_subpage
from resources.plans.asked import MOST_LETTERS, MOST_UNITS, Asked
from resources.plans.plan import Plan, Step, kinds_in, plan_of
from resources.units import outlines_of

logger = logging.getLogger(__name__)
FILES = {"pdf": ("application/pdf", pdf_of), "docx": (DOCX, docx_of)}
"""``{step of the address: (kind of content, what makes it)}``."""


@serves(ResourceIndexPage)
def list_or_plan(page: ResourceIndexPage, request: HttpRequest, plan: str = "") -> HttpResponse:
    """The list itself, or what stands below ``training-plan/``: ``plan`` is ``page`` or one of ``FILES``."""
    if not plan:
        return Page.serve(page, request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = Asked.by(request)
    if "was" in request.GET and asked.keys:
        return redirect(f"{request.path}{asked.query}")
    errors = _errors(asked)
    begun = asked.keys or "title" in request.GET or plan in FILES
    if errors or asked.choosing or not begun:
        return _chooser(page, request, asked, errors)
    found = plan_of(asked, active_language())
    if not found.steps:
        return _chooser(page, request, asked, [_nothing(found)], status=400 if plan in FILES else 200)
    if plan not in FILES:
        return _plan(page, request, asked, found)
    try:
        return _file(request, asked, found, plan)
    except PdfError:
        logger.exception("A training plan could not be set as PDF.")
        says = _("The PDF could not be made just now. Print the plan, or take the Word file.")
        return _chooser(page, request, asked, [says], status=503)


def _errors(asked: Asked) -> list[str]:
    errors = []
    if asked.too_many:
        errors.append(
            _("A plan holds %(most)s units at most; these are %(number)s.")
            % {"most": MOST_UNITS, "number": len(asked.keys)}
        )
    if asked.too_long:
        errors.append(
            _("The title may have %(most)s characters; this one has %(number)s.")
            % {"most": MOST_LETTERS, "number": len(asked.title)}
        )
    return errors


def _nothing(plan: Plan) -> str:
    """Why there is no plan."""
    return _gone(plan) or _("Choose at least one unit.")


def _gone(plan: Plan) -> str:
    if not plan.gone:
        return ""
    return ngettext(
        "%(number)s unit of this plan is no longer there.",
        "%(number)s units of this plan are no longer there.",
        plan.gone,
    ) % {"number": plan.gone}


def _framed(
    page: ResourceIndexPage, request: HttpRequest, template: str, title: str, *, status: int = 200, **extra: Any
) -> TemplateResponse:
    """A page below the list, in the reader's language also where the list is not; never indexed, for there is no end of plans."""
    context = page.shared_context(request)
    language = active_language()
    subpage = plan_subpage()
    head = subpage.head(request, reader=language, language=language, title=title, noindex=True)
    head.keep_query(request.META.get("QUERY_STRING", ""))
    context |= {
        "head": head,
        "breadcrumbs": [*page.ancestor_crumbs, Crumb(page.title, page.url or "", page.content_language), Crumb(title)],
        "fallback": None,
        "outdated": None,
        "by_machine": "",
        "onward": [],
        "title": title,
        "plan_url": subpage.urls.get(language, request.path),
    }
    return TemplateResponse(request, f"resources/plans/{template}.html", context | extra, status=status)


def _chooser(
    page: ResourceIndexPage, request: HttpRequest, asked: Asked, errors: list[str], status: int | None = None
) -> HttpResponse:
    """All modules with their units; what was chosen before is ticked."""
    if status is None:
        status = 400 if errors else 200
    labels = {name: block.label for name, block in UnitContentBlock.base_blocks.items()}
    modules = LearningModulePage.objects.by_letter(active_language())
    wanted = ("competence", "title", "content_language", "translation_key", "locale_id", "activities")
    return _framed(
        page,
        request,
        "chooser",
        _("Put together a training plan"),
        status=status,
        asked=asked,
        errors=errors,
        most_letters=MOST_LETTERS,
        modules=[
            {
                "letter": module.competence,
                "title": module.title,
                "language": module.content_language,
                "units": [
                    {
                        "unit": unit,
                        "chosen": unit.key in asked.keys,
                        "kinds": [labels[kind] for kind in kinds_in(raw) if kind in labels],
                    }
                    for unit, raw in zip(outlines_of(module.activities), module.activities.raw_data, strict=True)
                ],
            }
            for module in modules.select_related(None).only(*wanted)
        ],
    )


def _plan(page: ResourceIndexPage, request: HttpRequest, asked: Asked, plan: Plan) -> HttpResponse:
    """The plan with the ways to change, print and take it along."""
    language = active_language()
    kept = asked.with_keys([step.key for step in plan.steps])
    head, rows = papers.course_of(plan)
    return _framed(
        page,
        request,
        "plan",
        asked.title or _("Training plan"),
        asked=asked,
        gone=_gone(plan),
        facts=papers.facts_of(plan),
        course_head=head,
        course=[
            {
                "step": step,
                "row": row,
                "language": papers.spoken(step, language) or language,
                **_changes(kept, step, len(plan.steps)),
            }
            for step, row in zip(plan.steps, rows, strict=True)
        ],
        materials=[(one, papers.numbers_of(one.numbers)) for one in plan.materials],
        units=[
            {
                "step": step,
                "language": papers.spoken(step, language) or language,
                "meta": [step.clock, papers.length_of(step), papers.need_of(step)],
                "parts": papers.unit_parts(
                    plan, step, language=language, notes=asked.notes, absolute=request.build_absolute_uri
                ),
            }
            for step in plan.steps
        ],
        sources=papers.sources_of(plan, request.build_absolute_uri),
        query=kept.query,
        share_url=request.build_absolute_uri(f"{request.path}{kept.query}"),
        change_url=f"{request.path}{kept.query}&choose=1",
    )


def _changes(asked: Asked, step: Step, count: int) -> dict[str, str]:
    """The addresses of the plan with this unit earlier, later and left out; ``""`` where that is not possible."""
    return {
        "earlier": asked.moved(step.key, -1).query if step.number > 1 else "",
        "later": asked.moved(step.key, 1).query if step.number < count else "",
        "removed": asked.without(step.key).query if count > 1 else "",
    }


def _file(request: HttpRequest, asked: Asked, plan: Plan, kind: str) -> HttpResponse:
    """The plan as a file; so many a minute are made for one address. Raises PdfError as ``core.pdf`` does."""
    if refused := too_many_files(request):
        return refused
    content_type, made = FILES[kind]
    title = asked.title or _("Training plan")
    language = active_language()
    paper = papers.paper_of(
        plan,
        title=title,
        language=language,
        notes=asked.notes,
        absolute=request.build_absolute_uri,
        address=request.build_absolute_uri(f"{plan_subpage().urls[language]}{asked.query}"),
    )
    response = HttpResponse(b"" if request.method == "HEAD" else made(paper), content_type=content_type)
    response["Content-Disposition"] = str(
        content_disposition_header(True, f"{slug_of(title, 60) or 'training-plan'}.{kind}")
    )
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = language
    return response
