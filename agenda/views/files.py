"""Events as files for calendar programmes."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from agenda.calendars import CONTENT_TYPE, calendar_of
from agenda.models import AgendaIndexPage, EventPage
from agenda.timetable import events_of, timetable
from agenda.vocabularies import EventKind
from core import params
from core.fields import holds
from core.routing import public_page
from core.slugs import slug_of
from core.vocabularies import CompetenceCode, Theme

FEED_LIMIT = 500


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{slug_of(name) or 'event'}.ics"))
    return response


def _chosen(request: HttpRequest) -> Q:
    """The condition the address asks for."""
    kinds = params.codes(request, "kind", EventKind.values)
    competences = params.codes(request, "competence", CompetenceCode.values)
    themes = params.codes(request, "theme", Theme.values)
    condition = Q(event_kind__in=kinds) if kinds else Q()
    condition &= Q(peerexchangepage__theme__in=themes) if themes else Q()
    about = [Q(holds("competences", code)) for code in competences]
    return condition & reduce(or_, about, Q())


def event_file(request: HttpRequest, path: str) -> HttpResponse:
    """``<event>/event.ics``: one event. Raises Http404 when no live event with a date is there."""
    page = public_page(request, path)
    if not isinstance(page, EventPage):
        raise Http404
    return _file(calendar_of([page], page.title), page.slug)


def calendar_file(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/calendar.ics``: events to come and the latest ones that are over.

    ``?kind=``, ``?competence=`` and ``?theme=`` (of peer exchanges), each as often as wanted, narrow it down; what is unknown is not asked. Raises Http404 when no live agenda is there.
    """
    page = public_page(request, path)
    if not isinstance(page, AgendaIndexPage):
        raise Http404
    table = timetable(page.locale.language_code, only=_chosen(request))
    keys = [*table.coming, *table.past_in(None)][:FEED_LIMIT]
    return _file(calendar_of(events_of(keys), _("Keep in Pact: events")), "keep-in-pact")
