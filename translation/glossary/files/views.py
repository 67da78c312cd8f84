"""The glossary taken along and brought back."""

import base64
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from translation.exchange.mistakes import FileError
from translation.exchange.sealed import opened, sealed
from translation.exchange.uploads import uploaded
from translation.glossary.files import csv_files, tbx_files
from translation.glossary.files.contents import MAX_BYTES
from translation.glossary.files.planning import Kind, Plan, plan, write
from translation.glossary.rights import WHOLE
from translation.models import Concept

READ = ("translation.view_concept", "translation.change_concept")
SHOWN = 200
"""Lines of a plan on the page; the others are counted."""
PURPOSE = "glossary"


@require_http_methods(["GET"])
def download_csv(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for those who may not see the list."""
    return _download(request, csv_files.write, "text/csv", "glossary.csv")


@require_http_methods(["GET"])
def download_tbx(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for those who may not see the list."""
    return _download(request, tbx_files.write, "application/x-tbx", "glossary.tbx")


def _download(request: HttpRequest, text_of: Callable[[Any], str], kind: str, name: str) -> HttpResponse:
    if not any(request.user.has_perm(right) for right in READ):
        raise PermissionDenied
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text_of(Concept.objects.with_words()), f"{kind}; charset=utf-8", headers=disposition)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Asks for a file, shows what it would change, and writes that when it is sent back.

    Raises PermissionDenied for those who do not write all languages.
    """
    if not request.user.has_perm(WHOLE):
        raise PermissionDenied
    try:
        if "sent" in request.POST:
            return _write(request, request.POST["sent"])
        if request.method == "POST":
            asking = _("Choose a CSV or TBX file first.")
            return _preview(request, uploaded(request, MAX_BYTES, asking))
    except FileError as refused:
        messages.error(request, " ".join([_("Nothing was imported."), *refused.args]))
    return TemplateResponse(request, "translation/glossary/upload.html", {})


def _plan(data: bytes) -> Plan:
    """Of a table, or of TBX: whichever it is, its name does not matter."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:2]
    is_xml = start[:1] == b"<" or start in {b"\xff\xfe", b"\xfe\xff"}
    return plan(tbx_files.read(data) if is_xml else csv_files.read(data))


def _preview(request: HttpRequest, data: bytes) -> HttpResponse:
    made = _plan(data)
    context = {
        "plan": made,
        "changes": made.changes[:SHOWN],
        "more": max(len(made.changes) - SHOWN, 0),
        "numbers": [(kind.label, number) for kind in Kind if (number := made.number(kind))],
        "sent": sealed(base64.b64encode(data).decode(), PURPOSE, request.user),
    }
    return TemplateResponse(request, "translation/glossary/plan.html", context)


def _write(request: HttpRequest, sent: str) -> HttpResponse:
    """The file comes back signed: nothing is kept in between. What somebody changed meanwhile is shown first."""
    data = base64.b64decode(opened(sent, PURPOSE, request.user))
    made = _plan(data)
    if made.digest != request.POST.get("digest"):
        messages.warning(request, _("The glossary was changed meanwhile. Look at what the file changes now."))
        return _preview(request, data)
    write(made, request.user)
    number = made.number(Kind.NEW) + made.number(Kind.CHANGED)
    told = ngettext("%(n)s entry was imported.", "%(n)s entries were imported.", number) % {"n": number}
    left = made.number(Kind.CONFLICTING) + made.number(Kind.UNKNOWN)
    rest = ngettext("%(n)s was left out.", "%(n)s were left out.", left) % {"n": left}
    tell = messages.warning if left else messages.success
    tell(request, f"{told} {rest}" if left else told)
    return redirect("translation_glossary:list")
