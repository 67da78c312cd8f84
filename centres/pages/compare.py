"""Up to four centres side by side: the same facts in the same order, what differs told from what does not."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from centres import vocabularies
from centres.finder.current import Table, current
from centres.finder.question import Asked, parse
from centres.opening.schedule import Day, Schedule, schedule_of
from centres.pages.sharing import share_of
from centres.telling.answers import audience_of, labels
from centres.telling.freshness import Mark, last_check, marks
from centres.telling.names import Named, name_of, phone_link, place_of
from core.head import Crumb
from core.i18n.languages import active_language, exonym
from core.params import clean_text

if TYPE_CHECKING:
    from centres.models import Centre, FinderPage

WORD = "compare"
MOST = 4
"""More columns do not fit side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """One centre. ``km``: kilometres from the place asked for; ``remove_url``: the page without it."""

    centre: "Centre"
    name: Named
    url: str
    remove_url: str
    km: float | None
    schedule: Schedule | None

    @property
    def text(self) -> Any:
        """The text row shown, ``None`` when the centre has none."""
        return self.centre.text_in(active_language())


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one fact of one centre, written by ``parts/compare_cell.html``; empty: it is not known yet.

    ``language``: of ``text`` where it is not the page's; ``note``: a doubt below it; ``url``: where it leads;
    ``words``: beside it, in quotes, in ``words_language``.
    """

    text: str = ""
    language: str = ""
    note: str = ""
    url: str = ""
    words: str = ""
    words_language: str = ""
    items: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact: ``cells`` pair each column with what is known of it. ``same``: it is alike for all."""

    title: str
    cells: list[tuple[Column, Cell]]

    @property
    def same(self) -> bool:
        return len(self.cells) > 1 and all(cell == self.cells[0][1] for _column, cell in self.cells)


def _list(items: list[str]) -> Cell:
    """Each on its own line, so that one can be told from the other at a glance."""
    return Cell(items=tuple(items))


def _yes_no(value: bool | None, yes: str, no: str) -> Cell:
    return Cell("" if value is None else yes if value else no)


def _own_words(text: Any, name: str) -> Cell:
    written = getattr(text, name, "") if text else ""
    return Cell(written, language=text.language if written and text.language != active_language() else "")


def _hours_of(day: Day) -> str:
    return " ".join(filter(None, (", ".join(day.lines), day.quoted)))


def _week(schedule: Schedule | None) -> Cell:
    """Neighbouring days of the same hours in one line."""
    spans = []
    for hours, group in groupby(schedule.days if schedule else [], key=_hours_of):
        days = list(group)
        name = days[0].name if len(days) == 1 else f"{days[0].name}–{days[-1].name}"
        spans.append(f"{name} {hours}")
    return _list(spans)


def _now(column: Column) -> Cell:
    schedule = column.schedule
    if schedule is None:
        return Cell()
    return Cell(schedule.sentence, note=schedule.note, words=schedule.quoted, words_language=column.centre.language)


def _phone(number: str) -> Cell:
    return Cell(number, url=f"tel:{phone_link(number)}") if number else Cell()


def _website(address: str) -> Cell:
    return Cell(address.split("//")[-1].rstrip("/"), url=address)


def _spoken(centre: "Centre") -> list[str]:
    return [exonym(code) for code in centre.spoken] + ([_("interpreters on request")] if centre.interpreters else [])


def _facts(with_distance: bool) -> list[tuple[str, Callable[[Column], Cell]]]:
    """(title, what to show of a column) in the order people ask."""
    distance = (_("Distance"), lambda c: Cell("" if c.km is None else _("%(km)s km") % {"km": f"{c.km:.0f}"}))
    return [
        (_("Place"), lambda c: Cell(place_of(c.centre))),
        *([distance] if with_distance else []),
        (_("Status"), lambda c: Cell(marks=tuple(marks(c.centre)))),
        (_("Last checked"), lambda c: Cell(last_check(c.centre))),
        (_("Now"), _now),
        (_("This week"), lambda c: _week(c.schedule)),
        (_("How to come"), lambda c: _list(labels(vocabularies.Access, c.centre.access))),
        (_("Documents to bring"), lambda c: _own_words(c.text, "papers")),
        (_("Languages"), lambda c: _list(_spoken(c.centre))),
        (_("Cost"), lambda c: _yes_no(c.centre.free, _("Free of charge"), _("Not free"))),
        (_("Without giving your name"), lambda c: _yes_no(c.centre.anonymous, _("Possible"), _("Not possible"))),
        (_("Accessibility"), lambda c: _list(labels(vocabularies.Accessibility, c.centre.accessible))),
        (_("Needs"), lambda c: _list(labels(vocabularies.Need, c.centre.needs))),
        (_("Services"), lambda c: _list(labels(vocabularies.Service, c.centre.services))),
        (_("For whom"), lambda c: Cell(audience_of(c.centre))),
        (_("Telephone"), lambda c: _phone(c.centre.phone)),
        (_("Website"), lambda c: _website(c.centre.website)),
    ]


def _columns(page: "FinderPage", table: Table, centres: list["Centre"], asked: Asked) -> list[Column]:
    slugs = [centre.slug for centre in centres]
    distances = table.distances(asked.origin.lat, asked.origin.lng) if asked.origin else None
    columns = []
    for centre in centres:
        row = int((table.ids == centre.pk).argmax())
        known = distances is not None and centre.point is not None
        columns.append(
            Column(
                centre=centre,
                name=name_of(centre, active_language()),
                url=page.centre_url(centre),
                remove_url=asked.url(centre=[slug for slug in slugs if slug != centre.slug] or None),
                km=float(distances[row]) if known and distances is not None else None,
                schedule=schedule_of(centre, rules=table.special.get(centre.pk, "")),
            )
        )
    return columns


def _advice(chosen: int, unknown: int) -> list[str]:
    """What to tell about the choice itself."""
    advice = []
    if unknown:
        advice.append(_("A chosen centre is not in the directory any more, or its address is not written right."))
    if chosen > MOST:
        advice.append(_("Four centres fit side by side. These are the first four you chose."))
    elif chosen < 2:
        advice.append(_("Choose two to four centres: tick “Compare” at each of them in the list."))
    return advice


def compare(page: "FinderPage", request: HttpRequest) -> HttpResponse:
    """``<finder>/compare/?centre=<slug>&centre=<slug>``; place and filters of the finder are kept for the way back."""
    table = current()
    asked_for = [clean_text(slug, 120) for slug in request.GET.getlist("centre")[:60]]
    chosen = table.centres_at(list(dict.fromkeys(asked_for)))
    asked = parse(request.GET, active_language())
    columns = _columns(page, table, chosen[:MOST], asked)
    facts = _facts(asked.origin is not None)
    title = _("Compare centres")
    context = page.shared_context(request)
    language = active_language()
    head = page.subpage(WORD).head(request, reader=language, language=language, title=title, noindex=True)
    head.keep_query(request.META.get("QUERY_STRING", ""))
    context |= {
        "head": head,
        "title": title,
        "breadcrumbs": [*context["breadcrumbs"][:-1], Crumb(page.title, page.url or ""), Crumb(title)],
        "columns": columns,
        "lines": [Compared(name, [(column, show(column)) for column in columns]) for name, show in facts]
        if columns
        else [],
        "advice": _advice(len(chosen), len({*asked_for}) - len(chosen)),
        "back_url": f"{page.url}{asked.url(centre=None)}",
        "share": share_of(request, title),
    }
    return TemplateResponse(request, "centres/compare.html", context)
