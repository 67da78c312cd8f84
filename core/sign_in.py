"""Signing in is slowed down per address and per account; django-axes counts, in the cache all workers share."""

from typing import Any

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from core.limits import too_many_because, whose


class SlowedBackend(AxesStandaloneBackend):
    """Stands before the backend that looks at passwords, and lets nobody through who has guessed too often."""

    def authenticate(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        """Raises PermissionDenied to end the attempt. Code of our own asks without a request: there is nobody to slow down."""
        if request is not None:
            super().authenticate(request, *args, **kwargs)


def address(request: HttpRequest) -> str:
    """What django-axes counts by instead of an IP address."""
    return whose(request)


def account(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account somebody wants, however its name is written: in capitals it is counted with the others."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(name).strip().casefold()[:150]


def slowed_down(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """What is answered instead of asking for the password again."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    minutes = seconds // 60
    text = ngettext(
        "There were too many attempts to sign in. Try again in %(n)s minute.",
        "There were too many attempts to sign in. Try again in %(n)s minutes.",
        minutes,
    )
    return too_many_because(request, text % {"n": minutes}, seconds)


def described(username: str, ip_address: str, user_agent: str, path_info: str, request: HttpRequest) -> str:
    """What the log says of an attempt: no address, no account."""
    return str(path_info)
