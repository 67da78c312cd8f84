"""How often one address may ask: counted by a keyed hash in a cache all workers share, so that no IP address is kept."""

import math
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, ngettext
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle


class AddressThrottle(SimpleRateThrottle):
    """At most ``rate`` requests per address (``"60/min"``) for what ``scope`` names. DRF answers 429 with Retry-After.

    Counts in windows of the rate's length, each address in windows of its own beginning. A whole window is counted in one
    number, which is raised in one step: two workers never count past each other.
    """

    scope: str | None = "address"
    rate: str | None = "120/min"
    _ends = 0.0

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"limit/{self.scope}/{whose(request)}"

    def allow_request(self, request: Any, view: Any) -> bool:
        """Whether it may go on; counts it."""
        if self.rate is None:
            return True
        key, seconds = self.get_cache_key(request, view), self.duration
        shift = int(key[-6:], 16) % seconds
        window, gone = divmod(self.timer() + shift, seconds)
        self._ends = seconds - gone
        return counted(f"{key}/{int(window)}", seconds) <= self.num_requests

    def wait(self) -> float:
        """Seconds until the window ends."""
        return max(1.0, self._ends)


def whose(request: Any) -> str:
    """The address a request comes from, as a hash only this site can make."""
    return salted_hmac("core.limits", BaseThrottle().get_ident(request), algorithm="sha256").hexdigest()[:24]


def counted(key: str, seconds: int) -> int:
    """How often this was asked with this key, this time included; forgotten after so many seconds."""
    shared = caches["shared"]
    shared.add(key, 0, seconds)
    try:
        return shared.incr(key)
    except ValueError:  # it ended between the two
        return 1


class ApiThrottle(AddressThrottle):
    """What programs ask page by page; the rate is ``DEFAULT_THROTTLE_RATES["api"]``."""

    scope = "api"
    rate = None


class LookUpThrottle(AddressThrottle):
    """What the portal's own pages ask while somebody types or moves the map: a whole classroom behind one address."""

    scope = "look-up"
    rate = None


class ExportThrottle(AddressThrottle):
    """Whole files."""

    scope = "export"
    rate = None


def too_many_files(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address that asks for more files than ``ExportThrottle`` lets through; ``None`` otherwise, and it is counted."""
    throttle = ExportThrottle()
    if throttle.allow_request(request, None):
        return None
    seconds = math.ceil(throttle.wait())
    minutes = math.ceil(seconds / 60)
    text = ngettext(
        "Too many files were asked for from your connection. Ask for this one again in %(n)s minute.",
        "Too many files were asked for from your connection. Ask for this one again in %(n)s minutes.",
        minutes,
    )
    return too_many_because(request, text % {"n": minutes}, seconds)


def seconds_to_wait(request: HttpRequest, scope: str, rate: str) -> int:
    """0 when the request may go on (and is counted), else the seconds until the next one is allowed."""
    throttle = type("Throttle", (AddressThrottle,), {"scope": scope, "rate": rate})()
    if throttle.allow_request(request, None):
        return 0
    return math.ceil(throttle.wait())


def wait_words(seconds: int) -> str:
    """How long to wait, and that nothing is lost."""
    minutes = math.ceil(seconds / 60)
    text = ngettext(
        "Too much was sent from your connection. Send it again in %(n)s minute; nothing you wrote is lost.",
        "Too much was sent from your connection. Send it again in %(n)s minutes; nothing you wrote is lost.",
        minutes,
    )
    return text % {"n": minutes}


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The plain page for a form that has no place of its own to say so."""
    minutes = math.ceil(seconds / 60)
    text = ngettext(
        "Too much was sent from your connection. Go back and send it again in %(n)s minute.",
        "Too much was sent from your connection. Go back and send it again in %(n)s minutes.",
        minutes,
    )
    return too_many_because(request, text % {"n": minutes}, seconds)


def too_many_because(request: HttpRequest, sentence: str, seconds: int) -> HttpResponse:
    """A page with this sentence, and for programs the seconds to wait."""
    said = {"kicker": gettext("Error 429"), "title": gettext("One moment, please"), "text": sentence}
    response = render(request, "core/refusal.html", said, status=429)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


class FormLimitMiddleware:
    """Every form anybody may send is limited per address, also one whose view does not think of it.

    ``settings.FORM_LIMITS`` holds rates by the name of the address; others have that of ``""``. What people send who are signed
    in is not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """The plain page, or nothing to let the view answer."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        scope = name if name in settings.FORM_LIMITS else ""
        wait = seconds_to_wait(request, f"form-{scope}", settings.FORM_LIMITS[scope])
        return too_many(request, wait) if wait else None
