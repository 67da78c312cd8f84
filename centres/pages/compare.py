"""Up to four centres side by side: the same facts in the same order, what differs told from what does not."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from centres import vocabularies as words
from centres.finder.current import Table, current
from centres.finder.question import Asked, parse
from centres.opening.schedule import Day, Schedule, schedule_of
from centres.pages.sharing import share_of
from centres.telling.answers import audience_of, labels
from centres.telling.freshness import last_check, marks
from centres.telling.names import Named, name_of, phone_link, place_of
from core import components
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
class Line:
    """One fact: ``cells`` pair each column with what is known of it. ``same``: it is alike for all."""

    title: str
    cells: list[tuple[Column, SafeString]]

    @property
    def same(self) -> bool:
        return len(self.cells) > 1 and len({cell for _column, cell in self.cells}) == 1


def _plain(text: str) -> SafeString:
    return format_html("{}", text or _("Not yet known"))


def _list(items: list[str]) -> SafeString:
    """Each on its own line, so that one can be told from the other at a glance."""
    if not items:
        return _plain("")
    return format_html('<ul class="bare">{}</ul>', format_html_join("", "<li>{}</li>", ((item,) for item in items)))


def _yes_no(value: bool | None, yes: str, no: str) -> SafeString:
    return _plain("" if value is None else yes if value else no)


def _own_words(text: Any, name: str) -> SafeString:
    written = getattr(text, name, "") if text else ""
    if written and text.language != active_language():
        return format_html('<span lang="{}">{}</span>', text.language, written)
    return _plain(written)


def _status(centre: "Centre") -> SafeString:
    states = (components.status(mark.state, mark.label) for mark in marks(centre))
    return format_html('<p class="states">{}</p>', mark_safe("".join(states)))


def _hours_of(day: Day) -> str:
    if day.state == "unknown":
        return _("not known")
    return ", ".join(f"{start}–{end}" for start, end in day.intervals) or _("closed")


def _week(schedule: Schedule | None) -> SafeString:
    """Neighbouring days of the same hours in one line."""
    if schedule is None:
        return _plain("")
    spans = []
    for hours, group in groupby(schedule.days, key=_hours_of):
        days = list(group)
        name = days[0].name if len(days) == 1 else f"{days[0].name}–{days[-1].name}"
        spans.append(f"{name} {hours}")
    return _list(spans)


def _now(schedule: Schedule | None) -> SafeString:
    if schedule is None:
        return _plain("")
    doubt = format_html("<br><small>{}</small>", schedule.note) if schedule.note else ""
    return format_html("{}{}", schedule.sentence, doubt)


def _links(column: Column) -> dict[str, SafeString]:
    centre = column.centre
    phone = format_html('<a href="tel:{}">{}</a>', phone_link(centre.phone), centre.phone)
    website = format_html(
        '<a href="{}" rel="noopener">{}</a>', centre.website, centre.website.split("//")[-1].rstrip("/")
    )
    return {"phone": phone if centre.phone else _plain(""), "website": website if centre.website else _plain("")}


def _spoken(centre: "Centre") -> list[str]:
    return [exonym(code) for code in centre.spoken] + ([_("interpreters on request")] if centre.interpreters else [])


def _facts(with_distance: bool) -> list[tuple[str, Callable[[Column], SafeString]]]:
    """(title, what to show of a column) in the order people ask."""
    distance = (_("Distance"), lambda c: _plain("" if c.km is None else _("%(km)s km") % {"km": f"{c.km:.0f}"}))
    return [
        (_("Place"), lambda c: _plain(place_of(c.centre))),
        *([distance] if with_distance else []),
        (_("Status"), lambda c: _status(c.centre)),
        (_("Last checked"), lambda c: _plain(last_check(c.centre))),
        (_("Now"), lambda c: _now(c.schedule)),
        (_("This week"), lambda c: _week(c.schedule)),
        (_("How to come"), lambda c: _list(labels(words.Access, c.centre.access))),
        (_("Papers to bring"), lambda c: _own_words(c.text, "papers")),
        (_("Languages"), lambda c: _list(_spoken(c.centre))),
        (_("Cost"), lambda c: _yes_no(c.centre.free, _("Free of charge"), _("Not free"))),
        (_("Without giving your name"), lambda c: _yes_no(c.centre.anonymous, _("Possible"), _("Not possible"))),
        (_("Accessibility"), lambda c: _list(labels(words.Accessibility, c.centre.accessible))),
        (_("Needs"), lambda c: _list(labels(words.Need, c.centre.needs))),
        (_("Services"), lambda c: _list(labels(words.Service, c.centre.services))),
        (_("For whom"), lambda c: _plain(audience_of(c.centre))),
        (_("Telephone"), lambda c: _links(c)["phone"]),
        (_("Website"), lambda c: _links(c)["website"]),
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
        "lines": [Line(name, [(column, show(column)) for column in columns]) for name, show in facts]
        if columns
        else [],
        "advice": _advice(len(chosen), len({*asked_for}) - len(chosen)),
        "back_url": f"{page.url}{asked.url(centre=None)}",
        "share": share_of(request, title),
    }
    return TemplateResponse(request, "centres/compare.html", context)
