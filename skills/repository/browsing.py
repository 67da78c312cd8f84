"""``<competences>/items/``: every item, narrowed by competence, kind and words; and where one item stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import params
from core.facets import Facet, facet
from core.i18n.languages import active_language
from core.paging import page_of, query_url
from core.vocabularies import CompetenceCode
from search.interface import Segment
from skills.codes import letter_of
from skills.models import SkillsIndexPage
from skills.repository.addresses import ITEMS, area_url, item_url
from skills.repository.finding import Question
from skills.repository.frame import framed
from skills.repository.items import Item, Repository, language_for, repository
from skills.vocabularies import ONE_OF_KIND, ItemKind

PER_PAGE = 40
LONGEST = 200
"""Characters of what may be searched for."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list. ``text``: in ``language``, with found words marked; ``url``: where it stands."""

    code: str
    kind: str
    text: Sequence[Segment]
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class AreaLines:
    """Items of one competence, as they follow one another on a page."""

    letter: str
    title: str
    language: str
    url: str
    lines: list[ItemLine]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter that may go: how many items there are without it."""

    label: str
    count: int
    url: str

    @property
    def counted(self) -> str:
        """The number in words."""
        return ngettext("%(number)s item", "%(number)s items", self.count) % {"number": self.count}


def items(page: SkillsIndexPage, request: HttpRequest, code: str = "") -> HttpResponse:
    """The list, or with ``code`` the way to one item."""
    return _one(page, request, code) if code else _list(page, request)


def _list(page: SkillsIndexPage, request: HttpRequest) -> HttpResponse:
    text = params.text(request, "q", LONGEST)
    wanted = {
        "competence": params.codes(request, "competence", CompetenceCode.values),
        "kind": params.codes(request, "kind", ItemKind.values),
    }
    known, question = repository(), Question(text)
    fitting = question.among(known.items())
    results = page_of(request, [item for item in fitting if _is_wanted(item, wanted)], PER_PAGE)
    facets = _facets(request, fitting, wanted)
    chosen = [option for one in facets for option in one.selected]
    filtered = bool(text or chosen)
    response = framed(
        page,
        request,
        ITEMS,
        _("All tasks, descriptors and outcomes"),
        _("Every item of the seven competences, to search, to link to and to take away."),
        noindex=filtered or results.number > 1,
        query=text,
        results=results,
        areas=_grouped(results.items, known, question),
        facets=facets,
        chosen=chosen,
        filtered=filtered,
        ways_out=_ways_out(request, known, question, wanted, text) if not results.count else [],
        without_words=query_url(request, q=None, page=None),
    )
    head = (response.context_data or {})["head"]
    head.shown = (*([text] if text else []), *(str(option.label) for option in chosen), results.title)
    head.keep_query(urlencode(wanted | ({"q": text} if text else {}), doseq=True))
    return response


def _is_wanted(item: Item, wanted: dict[str, list[str]], *, but: str = "") -> bool:
    own = {"competence": item.letter, "kind": item.kind}
    return all(not codes or name == but or own[name] in codes for name, codes in wanted.items())


def _facets(request: HttpRequest, fitting: list[Item], wanted: dict[str, list[str]]) -> list[Facet]:
    lettered = [(code.value, f"{code.value}. {code.label}") for code in CompetenceCode]
    counts = {
        "competence": Counter(item.letter for item in fitting if _is_wanted(item, wanted, but="competence")),
        "kind": Counter(item.kind for item in fitting if _is_wanted(item, wanted, but="kind")),
    }
    return [
        facet(request, "competence", _("Competence"), lettered, counts["competence"], selected=wanted["competence"]),
        facet(
            request,
            "kind",
            _("Kind"),
            [(kind.value, str(kind.label)) for kind in ItemKind],
            counts["kind"],
            selected=wanted["kind"],
        ),
    ]


def _grouped(shown: Sequence[Item], known: Repository, question: Question) -> list[AreaLines]:
    reader, groups = active_language(), []
    for letter, members in groupby(shown, key=lambda item: item.letter):
        if area := known.area(letter):
            language = language_for(area.titles, reader)
            lines = [_line(item, known, question, reader) for item in members]
            groups.append(AreaLines(letter, area.titles[language], language, area_url(area, reader), lines))
    return groups


def _line(item: Item, known: Repository, question: Question, reader: str) -> ItemLine:
    language = language_for(item.texts, reader)
    return ItemLine(
        code=item.code,
        kind=str(ONE_OF_KIND[item.kind]),
        text=question.marked(item.texts[language], language),
        language=language,
        url=item_url(item.code, known, reader),
    )


def _ways_out(
    request: HttpRequest, known: Repository, question: Question, wanted: dict[str, list[str]], text: str
) -> list[WayOut]:
    """What would be found without each filter that is on; only those without which something is."""
    fitting = question.among(known.items())
    ways = []
    if text:
        count = sum(_is_wanted(item, wanted) for item in known.items())
        ways.append(
            WayOut(_("Without the words “%(words)s”") % {"words": text}, count, query_url(request, q=None, page=None))
        )
    for name, label in (
        ("competence", _("Without the choice of competences")),
        ("kind", _("Without the choice of kinds")),
    ):
        if wanted[name]:
            count = sum(_is_wanted(item, wanted, but=name) for item in fitting)
            ways.append(WayOut(label, count, query_url(request, **{name: None, "page": None})))
    return [way for way in ways if way.count]


def _one(page: SkillsIndexPage, request: HttpRequest, code: str) -> HttpResponse:
    known, language = repository(), active_language()
    if url := item_url(code, known, language):
        return HttpResponseRedirect(url)
    area = known.area(letter_of(code))
    extra: dict[str, Any] = {"area": None}
    if area:
        shown = language_for(area.titles, language)
        extra["area"] = {
            "title": f"{area.letter}. {area.titles[shown]}",
            "language": shown,
            "url": area_url(area, language),
            "items_url": f"{page.get_url(request)}{ITEMS}/?competence={area.letter}",
        }
    response: TemplateResponse = framed(
        page,
        request,
        ITEMS,
        _("This item is not in the repository"),
        _("It was taken out, or its address was not copied whole."),
        status=404,
        noindex=True,
        **extra,
    )
    response.template_name = "skills/repository/no_item.html"
    return response
