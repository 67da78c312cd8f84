"""Signing in is slowed down per address and per account; django-axes counts, in the cache all workers share."""

from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.helpers import get_cache, make_cache_key_list
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
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


Counted = list[str | list[str]]
_OF_AN_ADDRESS: Counted = ["ip_address", ["username", "ip_address"]]


def counted_by(request: HttpRequest, credentials: dict[str, Any] | None) -> Counted:
    """What wrong passwords are counted by: the address, the account from there, and the account from wherever.

    The latter does not count where the owner of the account has signed in lately: nobody else keeps the owner out there.
    """
    is_known = get_cache().get(_known_key(address(request), account(request, credentials)))
    return _OF_AN_ADDRESS if is_known else [*_OF_AN_ADDRESS, "username"]


def failures_allowed(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    """How many wrong passwords are borne: few from one address, more for one account from many addresses."""
    here, who = address(request), account(request, credentials)
    keys = make_cache_key_list([{"ip_address": here}, {"username": who, "ip_address": here}])
    most = settings.SIGN_IN_FAILURES_OF_AN_ADDRESS
    is_reached = max(get_cache().get(key, 0) for key in keys) >= most
    return most if is_reached else settings.SIGN_IN_FAILURES_OF_AN_ACCOUNT


def _known_key(here: str, who: str) -> str:
    """A name for the pair that tells neither the address nor the account."""
    return "sign-in/" + salted_hmac("core.sign_in", f"{here}/{who}", algorithm="sha256").hexdigest()[:32]


def _remember(sender: Any, request: HttpRequest | None, user: AbstractBaseUser, **kwargs: Any) -> None:
    if request is not None:
        key = _known_key(address(request), account(request, {"username": user.get_username()}))
        get_cache().set(key, True, int(settings.SIGN_IN_ADDRESS_KNOWN_FOR.total_seconds()))


def connect() -> None:
    """Called once when the app is ready."""
    user_logged_in.connect(_remember, dispatch_uid="core.sign_in")


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
