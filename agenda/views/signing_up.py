"""The form people sign up with, at an address of its own below the event, so that reading of it sets no cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import EventPage, Register
from agenda.signups import book
from agenda.signups.forms import SignUpForm
from agenda.signups.numbers import kept_for
from agenda.views.steps import step
from core.limits import seconds_to_wait, wait_words
from core.routing import public_page

RATE = "40/hour"
"""A whole room of practitioners behind one connection."""


def sign_up(request: HttpRequest, path: str) -> HttpResponse:
    """``<event>/sign-up/``. Raises Http404 when no event is there, or one nobody can sign up for."""
    page = _event(request, path)
    register = page.register
    if said := _closed(page, register):
        return _step(page, request, {"closed": said, "form": None, "full": False, "wait": ""}, _refusal(request))
    assert register is not None  # noqa: S101 - else it would be closed
    form = SignUpForm(request.POST or None, event=page)
    extra = {"closed": "", "form": form, "full": register.free(register.taken) == 0, "wait": ""}
    if request.method != "POST":
        return _step(page, request, extra)
    if not form.is_valid():
        return _step(page, request, extra, 400)
    if wait := seconds_to_wait(request, "sign-up", RATE):
        response = _step(page, request, extra | {"wait": wait_words(wait)}, 429)
        response["Retry-After"] = str(wait)
        return response
    if not form.is_robot:
        book.ask(register.pk, form.entry())
    return HttpResponseRedirect(f"{page.sign_up_url}sent/")


def sent(request: HttpRequest, path: str) -> HttpResponse:
    """``<event>/sign-up/sent/``: what to do now; the same for everybody. Raises Http404 as ``sign_up``."""
    page = _event(request, path)
    if not Register.objects.filter(event_key=page.translation_key).exists():
        raise Http404
    title = _("Look into your mail")
    return step(page, request, "signed_up", title, f"{EventPage.SIGN_UP}sent/", {})


def _refusal(request: HttpRequest) -> int:
    return 409 if request.method == "POST" else 200


def _event(request: HttpRequest, path: str) -> EventPage:
    page = public_page(request, path)
    if not isinstance(page, EventPage):
        raise Http404
    return page


def _closed(page: EventPage, register: Register | None) -> str:
    """Why nobody can sign up, ``""`` when they can. Raises Http404 for an event nobody ever could sign up for."""
    if register is None and not Register.objects.filter(event_key=page.translation_key).exists():
        raise Http404
    if page.cancelled:
        return _("This event is cancelled.")
    if page.is_past:
        return _("This event is over.")
    if register is None or not register.takes(timezone.now()):
        return _("Sign-up is closed.")
    return ""


def _step(page: EventPage, request: HttpRequest, extra: dict[str, Any], status: int = 200) -> HttpResponse:
    title = _("Join the waiting list") if extra["full"] else _("Sign up")
    extra |= {"kept_days": kept_for().days}
    return step(page, request, "sign_up", title, EventPage.SIGN_UP, extra, status=status)
