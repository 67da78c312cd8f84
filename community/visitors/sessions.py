"""Who is signed in: a random number in a cookie, its hash in the database."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from community.models import Practitioner, Visit

COOKIE = "practitioner"
LASTS = timedelta(days=30)
"""How long one stays signed in, whatever one does."""
_ASKED = "_community_practitioner"


def practitioner_of(request: HttpRequest) -> Practitioner | None:
    """The practitioner who is signed in, with the organisation; at most one query a request, none without the cookie."""
    if not hasattr(request, _ASKED):
        setattr(request, _ASKED, _find(request.COOKIES.get(COOKIE, "")))
    return getattr(request, _ASKED)


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps the answers of a view out of every cache: they depend on who asks."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        add_never_cache_headers(response)
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def begin(response: HttpResponse, person: Practitioner) -> None:
    """Signs somebody in, in the browser the response goes to."""
    number = secrets.token_urlsafe(32)
    Visit.objects.create(practitioner=person, token=_hash(number), ends_at=timezone.now() + LASTS)
    response.set_cookie(
        COOKIE,
        number,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Signs out of this browser."""
    Visit.objects.filter(token=_hash(request.COOKIES.get(COOKIE, ""))).delete()
    response.delete_cookie(COOKIE, samesite="Lax")
    setattr(request, _ASKED, None)


def _find(number: str) -> Practitioner | None:
    if not 20 <= len(number) <= 100:
        return None
    visit = (
        Visit.objects.current(timezone.now())
        .filter(token=_hash(number))
        .select_related("practitioner__organisation")
        .first()
    )
    return visit.practitioner if visit else None


def _hash(number: str) -> str:
    return hashlib.sha256(number.encode(errors="replace")).hexdigest()
