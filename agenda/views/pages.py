"""The agenda and its events as pages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from agenda.cards import lines_of
from agenda.models import AgendaIndexPage, EventPage
from agenda.subscriptions import is_news
from agenda.timetable import events_of, timetable
from core import feeds, params
from core.i18n.borrowed import says
from core.i18n.localised import PagesHere, pages_here
from core.page_views import shows
from core.paging import page_of, query_url
from skills.cards import titles_of

PER_PAGE = 10
COMING = 20
"""Events to come on one page: more than most partnerships ever announce."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme the practitioners have opened. ``url``: path of the page on it, ``""`` for none."""

    title: str
    text: str
    url: str


@shows(AgendaIndexPage)
def agenda(page: AgendaIndexPage, request: HttpRequest) -> dict[str, Any]:
    """What is coming, and what is over, by year; both in pages."""
    table = timetable(page.locale.language_code)
    year = params.integer(request, "year", 1900, 2200)
    past = page_of(request, table.past_in(year), PER_PAGE, label=_("Past events"))
    coming = page_of(request, table.coming, COMING, parameter="coming", label=_("Coming up"))
    request.head.shown = (str(year) if year else "", past.title or coming.title)  # type: ignore[attr-defined]
    # One query for the events of both lists.
    events = {event.pk: event for event in events_of([*coming.items, *past.items])}
    linked = [pk for event in events.values() for pk in event.related_ids()]
    notes = [block["value"].get("page") for block in page.themes.raw_data]
    pages = pages_here([*linked, *notes], page.locale)
    lines = {line.event.pk: line for line in lines_of(events.values(), pages)}
    feeds.offer(page, request.head)  # type: ignore[attr-defined]
    return {
        "coming": [lines[pk] for pk in coming.items if pk in lines],
        "coming_page": coming,
        "past": [lines[pk] for pk in past.items if pk in lines],
        "past_page": past,
        "has_past": bool(table.past),
        "themes": _themes(page, pages),
        "subscribe_url": page.subscribe_url if page.empty_button else "",
        "webcal_url": f"webcal://{request.get_host()}{page.calendar_url}",
        "year": year,
        "years": [(of, query_url(request, year=of, page=None), of == year) for of in table.years],
        "all_years_url": query_url(request, year=None, page=None),
    }


def _when_and_where(event: EventPage) -> str:
    return " · ".join(part for part in (event.days, event.where) if part)


@feeds.lists(AgendaIndexPage, is_news=is_news, note=_when_and_where)
def announced(page: AgendaIndexPage) -> Any:
    """What the feed of the agenda tells."""
    return EventPage.objects.all()


def _themes(page: AgendaIndexPage, pages: PagesHere) -> list[Theme]:
    """The themes, each with the address of the page on it as far as ``pages`` holds one."""
    return [
        Theme(says(page, value["title"]), says(page, value.get("text") or ""), (note.url if note else "") or "")
        for value in (block["value"] for block in page.themes.raw_data)
        for note in (pages.chosen(value.get("page")),)
    ]


@shows(EventPage)
def event(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Where it is and who holds it, and the competences it is about."""
    language = page.locale.language_code
    return {
        "facts": _facts(page, language),
        "seats": page.offer(),
        "competences": titles_of(page.competences, language),
    }


def _facts(page: EventPage, language: str) -> list[tuple[str, ...]]:
    """``(label, value[, address])`` rows of what is known."""
    rows: list[tuple[str, ...]] = [(_("Where"), ", ".join(part for part in (page.venue, page.where) if part))]
    if page.organiser:
        rows.append((_("Organiser"), page.organiser.name_in(language).said, page.organiser.url_in(language)))
    return [row for row in rows if row[1]]
