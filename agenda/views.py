"""The agenda and its events: as pages, and as files for calendar programmes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from agenda.calendars import CONTENT_TYPE, calendar_of
from agenda.cards import lines_of, related_links
from agenda.models import AgendaIndexPage, EventPage
from agenda.timetable import events_of, timetable
from core import params
from core.i18n.localised import PagesHere, pages_here
from core.models import BasePage
from core.page_views import shows
from core.paging import page_of, query_url
from core.routing import route
from core.slugs import slug_of
from skills.cards import titles_of

PER_PAGE = 10
FEED_LIMIT = 500


@shows(AgendaIndexPage)
def agenda(page: AgendaIndexPage, request: HttpRequest) -> dict[str, Any]:
    """What is coming, whole; what is over, in pages and by year."""
    table = timetable(page.locale.language_code)
    year = params.integer(request, "year", 1900, 2200)
    past = page_of(request, table.past_in(year), PER_PAGE)
    request.head.shown = (str(year) if year else "", past.title)  # type: ignore[attr-defined]
    # One query for the events of both lists.
    events = {event.pk: event for event in events_of([*table.coming, *past.items])}
    linked = [pk for event in events.values() for pk in event.related_ids()]
    pages = pages_here([*linked, page.empty_page_id], page.locale)
    lines = {line.event.pk: line for line in lines_of(events.values(), pages)}
    return {
        "coming": [lines[pk] for pk in table.coming if pk in lines],
        "past": [lines[pk] for pk in past.items if pk in lines],
        "past_page": past,
        "has_past": bool(table.past),
        "year": year,
        "years": [(of, query_url(request, year=of, page=None), of == year) for of in table.years],
        "all_years_url": query_url(request, year=None, page=None),
        "empty_url": "" if table.coming else _empty_url(page, pages),
    }


def _empty_url(page: AgendaIndexPage, pages: PagesHere) -> str:
    """Where people ask to be told of the next date; a page with a form leads straight to the form."""
    chosen = pages.chosen(page.empty_page_id)
    form = getattr(chosen.specific, "form_url", "") if chosen else ""
    return f"{form}?topic=event" if form else (chosen.url if chosen else "") or ""


@shows(EventPage)
def event(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Where it is and who holds it, the competences it is about and the pages that belong to it."""
    language = page.locale.language_code
    return {
        "facts": _facts(page, language),
        "competences": titles_of(page.competences, language),
        "related": related_links(page, pages_here(page.related_ids(), page.locale)),
    }


def _facts(page: EventPage, language: str) -> list[tuple[str, ...]]:
    """``(label, value[, address])`` rows of what is known."""
    rows: list[tuple[str, ...]] = [(_("Where"), ", ".join(part for part in (page.venue, page.where) if part))]
    if page.organiser:
        rows.append((_("Organiser"), page.organiser.name_in(language).text, page.organiser.url_in(language)))
    return [row for row in rows if row[1]]


def _public_page(request: HttpRequest, path: str) -> BasePage:
    found = route(request, path)
    if found is None or found.args or found.kwargs:
        raise Http404
    page = found.page
    if not isinstance(page, BasePage) or page.get_view_restrictions().exists():
        raise Http404
    return page


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{slug_of(name) or 'event'}.ics"))
    return response


def event_file(request: HttpRequest, path: str) -> HttpResponse:
    """``<event>/event.ics``: one event. Raises Http404 when no live event with a date is there."""
    page = _public_page(request, path)
    if not isinstance(page, EventPage):
        raise Http404
    return _file(calendar_of([page], page.title), page.slug)


def calendar_file(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/calendar.ics``: events to come and the latest ones that are over.

    Raises Http404 when no live agenda is there.
    """
    page = _public_page(request, path)
    if not isinstance(page, AgendaIndexPage):
        raise Http404
    table = timetable(page.locale.language_code)
    keys = [*table.coming, *table.past_in(None)][:FEED_LIMIT]
    return _file(calendar_of(events_of(keys), _("Keep in Pact: events")), "keep-in-pact")
