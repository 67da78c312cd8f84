"""The page of competences and, below its address, one page for each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, override
from wagtail.models import Page

from core.head import Crumb
from core.i18n.borrowed import by_machine
from core.i18n.said import Said, language_of_text
from core.i18n.subpages import Subpage
from core.onward import Subject, steps
from core.page_views import previews, serves, shows
from core.visits.marks import mark
from core.vocabularies import Kind
from skills import contributions
from skills.cards import competence_titles
from skills.models import Competence, SkillsIndexPage
from skills.models.querysets import best_rows
from skills.parts import Parts, parts_of, parts_of_draft
from skills.repository.addresses import ITEMS, PROFILE, concept_url
from skills.repository.browsing import items
from skills.subpages import subpage_of
from skills.vocabularies import KIND_EXPLANATIONS, PHASES, SELF_ASSESSMENT, DescriptorKind

VISITED = "competence"
"""The kind of thing a visitor of a competence's page has opened."""


@shows(SkillsIndexPage)
def skills(page: SkillsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The line from A to G, the kinds of descriptor, and what validation covers."""
    rows = Competence.objects.best_in(page.locale.language_code)
    base = page.get_url() or ""
    return {
        "competences": [row.card(base) for row in rows],
        "stops": _stops(base, rows),
        "kinds": [(kind, kind.label, KIND_EXPLANATIONS[kind]) for kind in DescriptorKind],
        "phases": PHASES,
        "tools": _tools(base),
        "assessment_url": f"{base}{SELF_ASSESSMENT}/" if base else "",
    }


@serves(SkillsIndexPage)
def competences(page: SkillsIndexPage, request: HttpRequest, code: str = "", listed: bool = False) -> HttpResponse:
    """The page itself, or the competence with the letter ``code``. Raises Http404 when there is none.

    The letter decides; an address whose words are old or missing leads on to the present one. ``listed``: all items, or the
    way to the item with the code.
    """
    if listed:
        return items(page, request, code)
    if not code:
        return Page.serve(page, request)
    rows = list(Competence.objects.published())
    row = next((row for row in best_rows(rows, page.locale.language_code) if row.code == code), None)
    if row is None:
        raise Http404
    address = f"{page.get_url(request)}{row.slug}/"
    if request.path != address:
        return redirect(address, permanent=True)
    response = _response(page, request, row, rows, parts_of(row))
    mark(response, VISITED, row.pk)
    return response


@previews(Competence)
def competence(competence: Competence, request: HttpRequest, language: str) -> HttpResponse:
    """The page of a competence as it is being edited, in its ``language``. Raises Http404 without a page."""
    page = SkillsIndexPage.objects.in_language(language).first()
    if page is None:
        raise Http404
    request.LANGUAGE_CODE = language
    with override(language):
        rows = list(Competence.objects.published())
        return _response(page, request, competence, rows, parts_of_draft(competence)).render()


def _response(
    page: SkillsIndexPage, request: HttpRequest, competence: Competence, rows: list[Competence], parts: Parts
) -> TemplateResponse:
    """The page of one competence. ``rows``: all published rows. ``parts``: what stands below the competence."""
    # A competence in another language makes the whole page one of that language, words of the site included.
    with override(competence.language):
        context = _context(page, request, competence, rows, parts)
    return TemplateResponse(request, "skills/competence_page.html", context)


def _context(
    page: SkillsIndexPage, request: HttpRequest, competence: Competence, rows: list[Competence], parts: Parts
) -> dict[str, Any]:
    """What the template of a competence shows, in the active language."""
    language, base = page.locale.language_code, page.get_url() or ""
    line = [competence if row.code == competence.code else row for row in best_rows(rows, language)]
    place = next((index for index, row in enumerate(line) if row.code == competence.code), 0)
    subpage = _subpage(competence, rows)
    groups = contributions.of(competence.code, language)
    url = request.build_absolute_uri(f"{base or '/'}{competence.slug}/")
    return Page.get_context(page, request) | {
        "head": subpage.head(
            request,
            reader=language,
            language=competence.language,
            title=Said(
                f"{competence.code}. {competence.title}", language_of_text(competence.title, competence.language)
            ),
            description=competence.summary,
            json_ld=competence.json_ld(url, page.title, concept_url(request, competence.code)),
        ),
        "fallback": subpage.fallback(language, competence.language),
        "outdated": None,
        "by_machine": by_machine(competence),
        "breadcrumbs": [
            *page.ancestor_crumbs,
            Crumb(page.title, base, page.content_language),
            Crumb(
                f"{competence.code}. {competence.short_title}",
                language=language_of_text(competence.short_title, competence.language),
            ),
        ],
        "competence": competence,
        "kicker": gettext("Competence %(number)s of %(total)s") % {"number": place + 1, "total": len(line) or 1},
        "stops": _stops(base, line, competence.code),
        "tools": _tools(base, competence.code),
        "tasks": parts.tasks,
        "descriptors": [
            (kind.label, KIND_EXPLANATIONS[kind], parts.descriptors[kind])
            for kind in DescriptorKind
            if parts.descriptors.get(kind)
        ],
        "outcomes": parts.outcomes,
        "assessment": competence_titles(language).get(competence.code),
        "modules": [card for group in groups if group.module for card in group.cards],
        "groups": [group for group in groups if not group.module],
        "onward": steps(_subject(f"{base}{competence.slug}/", competence, groups), page.locale),
        "facts": _facts(competence),
        "previous": line[place - 1].card(base) if place else None,
        "next": line[place + 1].card(base) if place + 1 < len(line) else None,
    }


def _subject(url: str, competence: Competence, groups: list[contributions.LinkGroup]) -> Subject:
    """What leads on from a competence, besides what the page lists."""
    listed = {card.kind for group in groups for card in group.cards}
    return Subject(url=url, shown=tuple(sorted({*listed, Kind.COMPETENCE.value})), competences=(competence.code,))


def _subpage(competence: Competence, rows: list[Competence]) -> Subpage:
    """The addresses of one competence; a draft counts as written in its language."""
    same = [row for row in rows if row.code == competence.code and row.language != competence.language]
    return subpage_of([*same, competence], SkillsIndexPage.kept_urls())


def _tools(base: str, code: str = "") -> list[tuple[str, str]]:
    """``(label, address)`` of what can be done with the items, of one competence or of all."""
    chosen = f"?competence={code}" if code else ""
    return [
        (gettext("Search all items"), f"{base}{ITEMS}/{chosen}"),
        (gettext("Compare with a job"), f"{base}{PROFILE}/"),
    ]


def _stops(base: str, rows: list[Competence], current: str = "") -> list[dict[str, Any]]:
    """Items of the line from A to G; ``current``: the letter the reader is at."""
    return [
        {
            "stop": row.code,
            "label": row.short_title,
            "url": f"{base}{row.slug}/",
            "current": row.code == current,
            "language": row.language,
        }
        for row in rows
    ]


def _facts(competence: Competence) -> list[tuple[str, ...]]:
    """``(label, value)`` rows; what is not known is said."""
    return [
        (gettext("Letter"), competence.code),
        (gettext("Levels"), competence.levels or gettext("none set: the project published no scale")),
        (gettext("Title"), gettext("from the project’s repository of skills")),
        (gettext("Tasks, descriptors, outcomes"), competence.origin or gettext("this portal’s own text")),
    ]
