"""The own sign-up, by the key in the mails: what one may expect, the way in, the calendar, the certificate, and cancelling.

It stands below the agenda, where it is found also when the event is deleted.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from agenda.calendars import CONTENT_TYPE
from agenda.models import AgendaIndexPage, SignUp
from agenda.signups import book
from agenda.signups.certificates import certificate
from agenda.signups.events import Versions
from agenda.signups.invitations import CANCEL, REQUEST, invitation
from agenda.signups.keys import own_url, owner
from agenda.views.steps import step
from core.i18n.languages import active_language
from core.routing import public_page

LONGEST_KEY = 1000


@csrf_exempt
def mine(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/my-sign-up/?key=``: buttons, since programs that look at links of mails only read. The key alone tells who it is.

    Raises Http404 when no agenda is there.
    """
    page, (known, signup) = _agenda(request, path), owner(_key(request))
    if signup is None:
        return _step(page, request, {"gone": known, "signup": None}, 410 if known else 400)
    if request.method == "POST":
        change = {"confirm": book.confirm, "cancel": book.cancel}.get(request.POST.get("do", ""))
        if change:
            change(signup)
        return HttpResponseRedirect(request.get_full_path())
    return _step(page, request, {"gone": False, "signup": signup} | _shown(signup))


def calendar(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/my-sign-up/calendar/?key=``: the event with the way in. Raises Http404 for who has no seat, or no event."""
    signup = _seated(request, path)
    event = Versions(signup.register.event_key).to(active_language())
    if event is None:
        raise Http404
    method = CANCEL if event.cancelled else REQUEST
    return _file(invitation(event, signup.register, signup, method), CONTENT_TYPE, f"{event.slug}.ics")


def own_certificate(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/my-sign-up/certificate/?key=``: a PDF for who came. Raises Http404 for everybody else."""
    signup = _seated(request, path)
    event = Versions(signup.register.event_key).to(active_language())
    if event is None or not signup.is_certified:
        raise Http404
    return _file(certificate(event, signup), "application/pdf", f"{event.slug}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    add_never_cache_headers(response)
    return response


def _seated(request: HttpRequest, path: str) -> SignUp:
    _agenda(request, path)
    _known, signup = owner(_key(request))
    if signup is None or signup.state != SignUp.State.SEATED or not signup.confirmed_at:
        raise Http404
    return signup


def _shown(signup: SignUp) -> dict[str, Any]:
    now, register = timezone.now(), signup.register
    event = Versions(register.event_key).to(active_language())
    is_ahead = now < register.ends_at and not (event and event.cancelled)
    is_waiting = signup.state == SignUp.State.WAITING
    is_seated = signup.state == SignUp.State.SEATED and signup.confirmed_at is not None
    return {
        "event": event,
        "is_public": bool(event and event.live),
        "is_ahead": is_ahead,
        "asks": not signup.confirmed_at
        and signup.state != SignUp.State.CANCELLED
        and not book.is_closed(register, now),
        "is_seated": is_seated,
        "place": _place_in_line(signup) if is_waiting and signup.confirmed_at else 0,
        "calendar_url": own_url(signup, "calendar/"),
        "certificate_url": own_url(signup, "certificate/"),
        "join_url": register.join_url if is_seated and is_ahead else "",
    }


def _place_in_line(signup: SignUp) -> int:
    """0 for who was given a seat, or left, a moment ago."""
    queue = signup.register.signups.queue().values_list("pk", flat=True)
    return next((place for place, pk in enumerate(queue, 1) if pk == signup.pk), 0)


def _key(request: HttpRequest) -> str:
    key = request.GET.get("key", "")
    return key if len(key) <= LONGEST_KEY else ""


def _agenda(request: HttpRequest, path: str) -> AgendaIndexPage:
    page = public_page(request, path)
    if not isinstance(page, AgendaIndexPage):
        raise Http404
    return page


def _step(page: AgendaIndexPage, request: HttpRequest, extra: dict[str, Any], status: int = 200) -> HttpResponse:
    return step(page, request, "my_sign_up", _("My sign-up"), AgendaIndexPage.OWN_SIGN_UP, extra, status=status)
