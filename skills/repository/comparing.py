"""``<competences>/job-profile/``: a job beside the repository, by ticked tasks or by a pasted text; and the job description.

Nothing is kept and no cookie is needed: a text is read, answered and forgotten. That is why these forms carry no token.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from core.i18n.languages import active_language, exonym
from core.slugs import slug_of
from skills import contributions
from skills.contributions import ModuleLink
from skills.models import SkillsIndexPage
from skills.repository.addresses import DESCRIPTION, PROFILE, area_url
from skills.repository.forms import DescriptionForm, TextForm
from skills.repository.frame import framed, index_at
from skills.repository.items import Area, Item, Repository, language_for, repository
from skills.repository.job_document import DOCX, job_description
from skills.repository.matching import CLEAR, Found, Touch, likely_language, matched
from skills.vocabularies import ONE_OF_KIND, ItemKind

MOST = 300
"""Items that may be ticked; more than there are."""


@dataclass(frozen=True, slots=True)
class Tick:
    """An item as a check box. ``language``: of its text."""

    code: str
    kind: str
    text: str
    language: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One competence beside the job. ``words``: of the text, that were found; ``module``: where it is learnt."""

    letter: str
    title: str
    language: str
    url: str
    touch: str
    words: tuple[str, ...]
    ticks: list[Tick]
    count: int
    module: ModuleLink | None


@csrf_exempt
def profile(request: HttpRequest, path: str) -> HttpResponse:
    """The two forms, or what came of one. Raises Http404 when no page of competences is at ``path``."""
    page, known = index_at(request, path), repository()
    form = _text_form(request)
    if form.is_bound:
        response = _of_text(page, request, known, form)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        return response
    codes = request.GET.getlist("item")[:MOST]
    if chosen := known.chosen(codes):
        return _of_ticks(page, request, known, chosen, dropped=len(set(codes)) - len(chosen))
    return _ask(page, request, known, form, nothing=bool(codes) or "ticked" in request.GET)


@csrf_exempt
def description(request: HttpRequest, path: str) -> HttpResponse:
    """The job description of the ticked items as a file. Raises Http404 when no page of competences is at ``path``."""
    page, known = index_at(request, path), repository()
    if request.method != "POST":
        return HttpResponseRedirect(f"{page.get_url(request)}{PROFILE}/")
    chosen = known.chosen(request.POST.getlist("item")[:MOST])
    form = DescriptionForm(request.POST)
    if not chosen:
        return _ask(page, request, known, TextForm(), nothing=True, status=400)
    if not form.is_valid():
        return _of_ticks(page, request, known, chosen, description=form, status=400)
    title, language = form.cleaned_data["title"], form.cleaned_data["written"]
    source = request.build_absolute_uri(SkillsIndexPage.url_in(language) or page.get_url(request))
    response = HttpResponse(job_description(title, chosen, known, language, source), content_type=DOCX)
    response["Content-Language"] = language
    name = slug_of(title, 60) or DESCRIPTION
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["Cache-Control"] = "no-store"
    return response


def _text_form(request: HttpRequest) -> TextForm:
    try:
        return TextForm(request.POST if request.method == "POST" else None)
    except RequestDataTooBig:
        return TextForm.for_too_much()


def _ask(
    page: SkillsIndexPage,
    request: HttpRequest,
    known: Repository,
    form: TextForm,
    *,
    nothing: bool = False,
    status: int = 200,
) -> TemplateResponse:
    language = active_language()
    areas = [_compared(area, Touch.NONE, (), (), language, None, kinds=(ItemKind.TASK,)) for area in known.areas]
    return framed(
        page,
        request,
        PROFILE,
        _("Compare with a job"),
        _("See which of the seven competences a job touches, and which are not in it. Tick tasks, or paste a text."),
        status=status,
        form=form,
        areas=areas,
        nothing=nothing,
    )


def _of_text(page: SkillsIndexPage, request: HttpRequest, known: Repository, form: TextForm) -> TemplateResponse:
    if not form.is_valid():
        return _ask(page, request, known, form, status=400)
    text, reader = form.cleaned_data["text"], active_language()
    language = form.cleaned_data["spoken"] or likely_language(text, reader)
    found = {one.letter: one for one in matched(text, language, known)}
    modules = contributions.modules(reader)
    areas = []
    for area in known.areas:
        one: Found = found[area.letter]
        areas.append(_compared(area, one.touch, one.words, one.codes, reader, modules.get(area.letter)))
    return _result(page, request, areas, text_language=exonym(language), by_text=True)


def _of_ticks(
    page: SkillsIndexPage,
    request: HttpRequest,
    known: Repository,
    chosen: Sequence[Item],
    *,
    dropped: int = 0,
    description: DescriptionForm | None = None,
    status: int = 200,
) -> TemplateResponse:
    reader, codes = active_language(), {item.code for item in chosen}
    modules = contributions.modules(reader)
    counts = {area.letter: sum(item.letter == area.letter for item in chosen) for area in known.areas}
    touches = {
        letter: Touch.CLEAR if count >= CLEAR else Touch.FAINT if count else Touch.NONE
        for letter, count in counts.items()
    }
    areas = [_compared(area, touches[area.letter], (), codes, reader, modules.get(area.letter)) for area in known.areas]
    return _result(page, request, areas, dropped=max(0, dropped), description=description, status=status)


def _result(
    page: SkillsIndexPage,
    request: HttpRequest,
    areas: list[Compared],
    *,
    text_language: str = "",
    by_text: bool = False,
    dropped: int = 0,
    description: DescriptionForm | None = None,
    status: int = 200,
) -> TemplateResponse:
    clear = [area for area in areas if area.touch == Touch.CLEAR]
    faint = [area for area in areas if area.touch == Touch.FAINT]
    base = page.get_url(request)
    response = framed(
        page,
        request,
        PROFILE,
        _("This job beside the seven competences"),
        _sentence(len(clear), len(areas)),
        status=status,
        noindex=True,
        areas=areas,
        clear=clear,
        faint=faint,
        missing=[area for area in areas if area.touch == Touch.NONE],
        by_text=by_text,
        text_language=text_language,
        dropped=dropped,
        description=description or DescriptionForm(initial={"written": active_language()}),
        description_url=f"{base}{DESCRIPTION}/",
    )
    response.template_name = "skills/repository/result.html"
    return response


def _sentence(clear: int, total: int) -> str:
    if not clear:
        return _("No competence is clearly in it.")
    return ngettext(
        "%(n)s of %(total)s competences is clearly in it.", "%(n)s of %(total)s competences are clearly in it.", clear
    ) % {"n": clear, "total": total}


def _compared(
    area: Area,
    touch: Touch,
    words: tuple[str, ...],
    ticked: Collection[str],
    reader: str,
    module: ModuleLink | None,
    kinds: Collection[str] = tuple(ItemKind.values),
) -> Compared:
    shown = language_for(area.titles, reader)
    ticks = [_tick(item, ticked, reader) for item in area.items if item.kind in kinds]
    return Compared(
        letter=area.letter,
        title=area.titles[shown],
        language=shown,
        url=area_url(area, reader),
        touch=touch.value,
        words=words,
        ticks=ticks,
        count=sum(tick.ticked for tick in ticks),
        module=module,
    )


def _tick(item: Item, ticked: Collection[str], reader: str) -> Tick:
    shown = language_for(item.texts, reader)
    return Tick(item.code, str(ONE_OF_KIND[item.kind]), item.texts[shown], shown, item.code in ticked)
