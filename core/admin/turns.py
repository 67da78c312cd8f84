"""Forms of the admin take turns, and the same form sent twice is done once.

A doubled click, or a second person at the same page in the same moment, otherwise runs Wagtail's view twice side by side: both
find the review open, one ends it, the other fails half way. Here a form waits for the one before it, of the same person or at
the same page or snippet; what a view does is kept whole or not at all; and the second of two equal forms gets the answer of
the first.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.messages import add_message, get_messages
from django.contrib.messages.storage.base import Message
from django.core.cache import caches
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import ResolverMatch
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeData, mark_safe
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from core.admin.doors import PREFIX
from core.uploads import full_disk

REMEMBERED = 30
"""Seconds for which an answer is kept once it has been given: whoever clicked twice has done so before."""
FORM_MARK = "csrfmiddlewaretoken"
PAGE_ARGUMENTS = ("page_id", "page_to_move_id")
Rows = Iterable[tuple[type[Model], Any]]
"""Models and keys."""
_waiting: dict[str, Callable[[Mapping[str, Any]], Rows]] = {}


def wait_at(url_name: str, rows: Callable[[Mapping[str, Any]], Rows]) -> None:
    """Lets forms at addresses of this name wait for the rows that ``rows`` finds by the arguments of the address."""
    _waiting[url_name] = rows


class TurnsMiddleware:
    """Runs the view of a form of the admin when it is its turn. Stands last, as it calls the view itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """What the view answers, or answered to the same form a moment ago; ``None`` for whatever is no form of the admin."""
        match = request.resolver_match
        if match is None or not _acts(request, match):
            return None
        try:
            return self._in_turn(request, match, view, args, kwargs)
        except Exception as error:
            # Django asks middleware about the errors of views that it has called itself.
            if answer := full_disk.answer(request, error):
                return answer
            raise

    def _in_turn(
        self, request: HttpRequest, match: ResolverMatch, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase:
        with transaction.atomic():
            _wait_for(_rows(request, match))
            if not _is_form(request) or FORM_MARK not in request.POST:
                return view(request, *args, **kwargs)
            key = _key(request)
            if answer := _answer_again(request, key):
                return answer
            response = view(request, *args, **kwargs)
            _remember(request, key, response)
            return response


def _acts(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the request may change something in the name of somebody who is signed in."""
    inside = request.path_info.startswith(PREFIX) and request.user.is_authenticated
    return inside and request.method == "POST" and "preview" not in (match.url_name or "")


def _is_form(request: HttpRequest) -> bool:
    """Whether a browser waits for a page, and not a script for data: what saves by itself in the background is no form."""
    return request.accepts("text/html") and request.headers.get("x-requested-with") != "XMLHttpRequest"


def _rows(request: HttpRequest, match: ResolverMatch) -> Rows:
    """What nobody else may act on meanwhile."""
    if _is_form(request):
        yield get_user_model(), request.user.pk
    for name in PAGE_ARGUMENTS:
        if name in match.kwargs:
            yield Page, match.kwargs[name]
    if rows := _waiting.get(match.url_name or ""):
        yield from rows(match.kwargs)
    for model in get_snippet_models():
        if "pk" in match.kwargs and match.namespace == model.snippet_viewset.url_namespace:  # type: ignore[attr-defined]
            yield model, match.kwargs["pk"]


def _wait_for(rows: Rows) -> None:
    """SQLite lets one transaction write at a time and needs no lock of its own."""
    if not connection.features.has_select_for_update:
        return
    for model, pk in rows:
        known = model._base_manager.select_for_update().filter(pk=pk)
        known.order_by().values_list("pk", flat=True).first()


def _key(request: HttpRequest) -> str:
    """The same only for the same form as one page has shown it: its token differs each time it is drawn."""
    files = sorted((name, file.name, _digest(file)) for name in request.FILES for file in request.FILES.getlist(name))
    sent = [request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files]
    return f"turns/{salted_hmac('core.admin.turns', json.dumps(sent), algorithm='sha256').hexdigest()}"


def _digest(file: UploadedFile) -> str:
    """What a file holds, a film too: half a second for its 200 MB."""
    digest = hashlib.blake2b(digest_size=16)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _remember(request: HttpRequest, key: str, response: HttpResponseBase) -> None:
    """Keeps where a form that was taken led to, and what was said; one that was refused may be sent again."""
    if not isinstance(response, HttpResponseRedirect):
        return
    said = [_kept(message) for message in get_messages(request)]
    _say(request, said)
    caches["shared"].set(key, [response.url, said], REMEMBERED)


def _answer_again(request: HttpRequest, key: str) -> HttpResponseRedirect | None:
    known = caches["shared"].get(key)
    if known is None:
        return None
    address, said = known
    _say(request, said)
    return HttpResponseRedirect(address)


def _kept(message: Message) -> dict[str, Any]:
    """A message as JSON has it."""
    return {
        "level": message.level,
        "message": str(message.message),
        "tags": message.extra_tags,
        "is_html": isinstance(message.message, SafeData),
    }


def _say(request: HttpRequest, said: Iterable[dict[str, Any]]) -> None:
    for one in said:
        text = mark_safe(one["message"]) if one["is_html"] else one["message"]
        add_message(request, one["level"], text, one["tags"])
