"""When a file cannot be kept: a sentence in the place of an error page, wherever it was sent from."""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
INSUFFICIENT_STORAGE = 507
log = logging.getLogger(__name__)


class FullDiskMiddleware:
    """Answers what was sent while the disk is full, or closed to writing, in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """Receives the files of a form, which lie on the disk for a while, before anybody else asks for them."""
        if request.method == "POST" and request.content_type == "multipart/form-data":
            try:
                request.FILES  # noqa: B018 - reading them is what may fail
            except UnreadablePostError:
                return None  # the sender went away: nobody waits for words
            except OSError as error:
                for handler in request.upload_handlers:
                    with suppress(OSError):
                        handler.upload_interrupted()
                return answer(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a view could not keep."""
        return answer(request, error)


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The sentence, if this is why; it reaches the uploader and the choosers of the admin in their own way."""
    if request.method != "POST" or not any(map(is_full, _causes(error))):
        return None
    log.error("No room for what was sent to %s", request.path, exc_info=error)
    text = _("The server has no room left: nothing was kept. Tell those who run the portal, and try again later.")
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        shown = render_to_string("core/components/refused.html", {"text": text})
        return JsonResponse({"success": False, "error_message": text, "step": "refused", "html": shown})
    said = {"kicker": _("Error 507"), "title": _("No room left"), "text": text}
    return render(request, "core/refusal.html", said, status=INSUFFICIENT_STORAGE)


def is_full(error: BaseException) -> bool:
    """Whether the error is about a disk that takes no more."""
    if isinstance(error, DatabaseError):
        return "disk is full" in str(error) or "No space left" in str(error)
    return isinstance(error, OSError) and error.errno in FULL


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
