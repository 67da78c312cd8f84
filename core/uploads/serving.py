"""How files of people are handed out: as what they are, with no rights in the browser."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from core.uploads.storage import is_private

NO_RIGHTS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of a file somebody opens by itself: it may load nothing and run nothing."""
PDF_RIGHTS = "default-src 'none'; style-src 'unsafe-inline'"
"""Browsers show no PDF in a sandbox; their readers keep it apart themselves."""


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """A document for those who may see it; parts of it when asked for (``Range``), as players of films do.

    In the place of Wagtail's view, which knows no parts. With ``PRIVATE_FILES_ADDRESS`` the front server hands it out.
    Raises Http404 when there is none of this number and name.
    """
    found = get_object_or_404(get_document_model(), pk=document_id)
    if found.filename != document_filename:
        raise Http404(document_filename)
    for ask in hooks.get_hooks("before_serve_document"):
        answer = ask(found, request)
        if isinstance(answer, HttpResponseBase):
            return answer
    document_served.send(sender=type(found), instance=found, request=request)
    kind = found.content_type
    response: HttpResponseBase
    if settings.PRIVATE_FILES_ADDRESS:
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = f"{settings.PRIVATE_FILES_ADDRESS.rstrip('/')}/{quote(found.file.name)}"
    else:
        response = _whole_or_part(request, Path(found.file.path))
    policy = PDF_RIGHTS if kind == "application/pdf" else NO_RIGHTS
    # Whoever may see it now may not tomorrow.
    return _described(response, kind, policy, found.content_disposition, "private, max-age=0")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of ``media``, where no front server does it (laptop). Raises Http404 when there is none, or it is private."""
    try:
        place = Path(default_storage.path(path))
    except SuspiciousFileOperation as error:
        raise Http404(path) from error
    if is_private(path) or any(part.startswith(".") for part in Path(path).parts):
        raise Http404(path)
    kind = guess_type(path)[0] or "application/octet-stream"
    return _described(_whole_or_part(request, place), kind, NO_RIGHTS, "inline", "public, max-age=3600")


def _whole_or_part(request: HttpRequest, place: Path) -> HttpResponseBase:
    if not place.is_file():
        raise Http404(place.name)
    # "identity": compressed on the way, a part would be none.
    return WhiteNoiseMiddleware.serve(StaticFile(str(place), [("Content-Encoding", "identity")]), request)


def _described(response: HttpResponseBase, kind: str, policy: str, disposition: str, kept: str) -> HttpResponseBase:
    response["Content-Type"] = kind
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = kept
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Accept-Ranges"] = "bytes"
    return response
