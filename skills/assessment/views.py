"""The self-assessment: where it begins, the statements, the result, and its file.

Everything is answered from what is sent and forgotten with the answer: no cookie, no session, nothing in an address. So the forms need
no token against forgery (there is nothing to forge), and what they answer is kept in no cache.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from core.head import Crumb
from core.i18n.subpages import Subpage
from core.limits import seconds_to_wait
from core.pdf import PdfError, pdf_of
from core.routing import public_page
from skills.assessment.asking import AskedSet, asked_of
from skills.assessment.forms import AnswersForm, ResultsForm
from skills.assessment.outcome import outcome, subject, way_on
from skills.assessment.papers import paper_of
from skills.assessment.results import Answer, Result, written
from skills.assessment.sharing import share
from skills.cards import competence_titles
from skills.models import SkillsIndexPage
from skills.vocabularies import SELF_ASSESSMENT, AnswerStep, DescriptorKind, Moment

ALL = "all"
SHARED = "30/hour"
"""Answers one address may share; more of them are shown their result all the same."""
logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def _below(view: View) -> View:
    """Finds the page of competences the address stands below. Raises Http404 where there is none."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, path: str, **kwargs: Any) -> HttpResponse:
        page = public_page(request, path)
        if not isinstance(page, SkillsIndexPage):
            raise Http404
        response = view(page, request, **kwargs)
        if request.method == "POST":
            add_never_cache_headers(response)
        return response

    return answer


@_below
def start(page: SkillsIndexPage, request: HttpRequest) -> HttpResponse:
    """Which competence, when; and results one has already."""
    return _start(page, request, ResultsForm())


@_below
def ask(page: SkillsIndexPage, request: HttpRequest, code: str) -> HttpResponse:
    """The statements of a competence, or of ``all``; their result once each is answered. Raises Http404 without statements."""
    language = page.locale.language_code
    sets = asked_of(language, None if code == ALL else [code.upper()])
    if not sets:
        raise Http404
    if request.method != "POST":
        moment = request.GET.get("moment", "")
        form = AnswersForm(sets, initial={"moment": moment if moment in Moment.values else Moment.NOW.value})
        return statements(page, request, code, form)
    form = AnswersForm(sets, request.POST)
    if not form.is_valid():
        return statements(page, request, code, form, status=400)
    result = Result(
        day=timezone.localdate(),
        moment=form.cleaned_data["moment"],
        language=language,
        portal=request.build_absolute_uri("/"),
        sets={asked.code: asked.version for asked in sets},
        answers=form.answers(),
    )
    shared = form.cleaned_data["share"]
    if shared and not seconds_to_wait(request, "share-answers", SHARED):
        share(result)
    return _result(page, request, [result], {"shared": shared})


@_below
def show(page: SkillsIndexPage, request: HttpRequest) -> HttpResponse:
    """One result, or an earlier and a later one, of what a form sends. An address opened without leads to the beginning."""
    if request.method != "POST":
        return _start(page, request, ResultsForm())
    form = ResultsForm(request.POST, request.FILES)
    valid = form.is_valid()
    if not form.results:
        return _start(page, request, form, status=400)
    extra = {"compare": form} if not valid else {}
    return _result(page, request, form.results, extra, status=200 if valid else 400)


@_below
def file(page: SkillsIndexPage, request: HttpRequest) -> HttpResponse:
    """The result as a file to keep."""
    form = ResultsForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _start(page, request, form if request.method == "POST" else ResultsForm(), status=400)
    result = form.results[-1]
    response = HttpResponse(written(result), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{result.name}.json"'
    return response


@_below
def pdf(page: SkillsIndexPage, request: HttpRequest) -> HttpResponse:
    """The result as a tagged PDF."""
    form = ResultsForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _start(page, request, form if request.method == "POST" else ResultsForm(), status=400)
    found, language = form.results, page.locale.language_code
    shown = outcome(found, asked_of(language, {code for one in found for code in one.codes}), language)
    try:
        content = pdf_of(paper_of(shown, _title(found), language))
    except PdfError:
        logger.exception("A result could not be set as PDF.")
        says = _("The PDF could not be made just now. Print this page, or save the file.")
        return _result(page, request, found, {"notices": [says]}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found[-1].name}.pdf"'
    response["Content-Language"] = language
    return response


def statements(
    page: SkillsIndexPage, request: HttpRequest, code: str, form: AnswersForm, status: int = 200
) -> HttpResponse:
    """The page with the form of a competence, or of all. ``code``: a small letter, or ``all``."""
    language = page.locale.language_code
    titles = competence_titles(language)
    name = _("All seven competences") if code == ALL else subject([code.upper()], titles)
    title = _("Self-assessment: %(subject)s") % {"subject": name}
    empty = Result(
        day=timezone.localdate(),
        moment=Moment.NOW,
        language=language,
        portal=request.build_absolute_uri("/"),
        sets={asked.code: asked.version for asked in form.sets},
    )
    context = _context(page, request, f"{SELF_ASSESSMENT}/{code}/", title, name)
    context |= {
        "form": form,
        "parts": [_part(asked, form, titles) for asked in form.sets],
        "number": sum(len(asked.statements) for asked in form.sets),
        "moments": Moment.choices,
        "moment": form["moment"].value() or Moment.NOW.value,
        "frame": written(empty),
        "offline": _offline(form, language),
        "name": name,
        "action": f"{context['base']}{code}/",
        "code": code,
    }
    return TemplateResponse(request, "skills/assessment/statements.html", context, status=status)


def _offline(form: AnswersForm, language: str) -> dict[str, Any]:
    """The page of a result before anything is answered: a browser without net fills it in."""
    answers = {
        one.key: Answer(asked.code, one.kind, "", AnswerStep.NOT_YET.value)
        for asked in form.sets
        for one in asked.statements
    }
    blank = Result(timezone.localdate(), Moment.NOW.value, language, answers=answers)
    return outcome([blank], form.sets, language) | {"answers": [], "strengths": [], "grow": [], "notices": []}


def _part(asked: AskedSet, form: AnswersForm, titles: Any) -> dict[str, Any]:
    """One competence of the form: its title, and by kind of descriptor its fields."""
    kinds = [
        (kind.label, [(form[one.key], one) for one in asked.statements if one.kind == kind]) for kind in DescriptorKind
    ]
    return {
        "code": asked.code,
        "title": titles.get(asked.code),
        "version": asked.version,
        "kinds": [(name, fields) for name, fields in kinds if fields],
    }


def _start(page: SkillsIndexPage, request: HttpRequest, form: ResultsForm, status: int = 200) -> HttpResponse:
    context = _context(page, request, f"{SELF_ASSESSMENT}/", _("Self-assessment"))
    titles = competence_titles(page.locale.language_code).values()
    context |= {
        "form": form,
        "choices": [title for title in titles if title.assessment_url],
        "moments": Moment.choices,
    }
    return TemplateResponse(request, "skills/assessment/start.html", context, status=status)


def _result(
    page: SkillsIndexPage, request: HttpRequest, found: list[Result], extra: dict[str, Any], status: int = 200
) -> HttpResponse:
    language = page.locale.language_code
    codes = found[-1].codes
    name = subject(codes, competence_titles(language))
    context = _context(page, request, f"{SELF_ASSESSMENT}/", _title(found), name)
    known = {code for one in found for code in one.codes}
    context |= (
        {"compare": ResultsForm(), "shared": False}
        | outcome(found, asked_of(language, known), language)
        | way_on(found[-1], language)
        | extra
    )
    context["again"] = f"{context['base']}{codes[0].lower() if len(codes) == 1 else ALL}/"
    return TemplateResponse(request, "skills/assessment/result.html", context, status=status)


def _title(found: list[Result]) -> str:
    return _("Your path: before and after") if len(found) > 1 else _("Your result")


def _context(page: SkillsIndexPage, request: HttpRequest, step: str, title: str, name: str = "") -> dict[str, Any]:
    """What all pages of the self-assessment share. ``step``: what follows the address of the page; ``name``: what it is about."""
    language, own = page.locale.language_code, page.get_url(request) or "/"
    subpage = Subpage.below(SkillsIndexPage.kept_urls(), step.rstrip("/"))
    base = f"{own}{SELF_ASSESSMENT}/"
    first = Crumb(_("Self-assessment"), base if name else "")
    head = subpage.head(
        request,
        reader=language,
        language=language,
        title=title,
        description=_("Read what each competence asks and say how far it is true of your work. Nothing is kept here."),
        noindex=bool(name) or request.method == "POST",
    )
    return Page.get_context(page, request) | {
        "head": head,
        "fallback": None,
        "outdated": None,
        "breadcrumbs": [
            *page.ancestor_crumbs,
            Crumb(page.title, own, page.content_language),
            first,
            *([Crumb(name)] if name else []),
        ],
        "title": title,
        "base": base,
        "own": own,
    }
