"""The form for those who wait for a date, the word of thanks, and the page that ends it.

They have addresses of their own below the agenda, so that reading it sets no cookie.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from agenda import subscriptions
from agenda.forms import SubscribeForm
from agenda.models import AgendaIndexPage
from agenda.views.steps import step
from core import params
from core.i18n.languages import active_language
from core.limits import seconds_to_wait, wait_words
from core.routing import public_page

RATE = "10/hour"


def subscribe(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/tell-me/``: asks for an address. Raises Http404 when no agenda is there."""
    page = _agenda(request, path)
    form = SubscribeForm(request.POST or None)
    if request.method != "POST":
        return _step(page, request, "subscribe", {"form": form, "wait": ""})
    if not form.is_valid():
        return _step(page, request, "subscribe", {"form": form, "wait": ""}, status=400)
    if wait := seconds_to_wait(request, "subscribe", RATE):
        response = _step(page, request, "subscribe", {"form": form, "wait": wait_words(wait)}, status=429)
        response["Retry-After"] = str(wait)
        return response
    if not form.is_robot:
        subscriptions.subscribe(form.cleaned_data["email"], active_language())
    return HttpResponseRedirect(f"{page.subscribe_url}sent/")


def subscribed(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/tell-me/sent/``: what happens now. Raises Http404 when no agenda is there."""
    return _step(_agenda(request, path), request, "subscribed", {})


@csrf_exempt
def unsubscribe(request: HttpRequest, path: str) -> HttpResponse:
    """``<agenda>/tell-me/no-more/?key=``: a button, since programs that look at links of mails only read; then the end.

    Mail programs post here by themselves (RFC 8058), without a cookie: the key alone tells who it is. Raises Http404 when no
    agenda is there.
    """
    page, key = _agenda(request, path), params.text(request, "key", 800)
    known = subscriptions.is_known(key)
    if known and request.method == "POST":
        subscriptions.unsubscribe(key)
        return _step(page, request, "unsubscribe", {"state": "done"})
    state = "ask" if known else "unknown"
    return _step(page, request, "unsubscribe", {"state": state}, status=200 if known else 400)


def _agenda(request: HttpRequest, path: str) -> AgendaIndexPage:
    page = public_page(request, path)
    if not isinstance(page, AgendaIndexPage):
        raise Http404
    return page


def _step(
    page: AgendaIndexPage, request: HttpRequest, name: str, extra: dict[str, Any], status: int = 200
) -> HttpResponse:
    title = {
        "subscribe": _("Tell me when a date is set"),
        "subscribed": _("We will write to you"),
        "unsubscribe": _("No more mails"),
    }[name]
    return step(page, request, name, title, AgendaIndexPage.SUBSCRIBE, extra, status=status)
