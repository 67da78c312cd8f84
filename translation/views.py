"""Addresses of the translation room in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from translation.exchange.mistakes import FileError
from translation.po_files import Imported, import_file


@require_http_methods(["POST"])
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """In the place of wagtail-localize's own view: back to the editor, which says what became of the file.

    Raises PermissionDenied to those who may not edit the translation.
    """
    translation = get_object_or_404(Translation, id=translation_id)
    if not user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a PO file first."))
    else:
        _import(request, translation, file.read())
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def _import(request: HttpRequest, translation: Translation, data: bytes) -> None:
    try:
        done = import_file(translation, data, request.user)
    except FileError as refused:
        messages.error(request, " ".join([_("Nothing was imported."), *refused.args]))
    else:
        _tell(request, done)


def _tell(request: HttpRequest, done: Imported) -> None:
    texts = ngettext("%(n)s text was imported.", "%(n)s texts were imported.", done.texts) % {"n": done.texts}
    if not done.missing and not done.unknown:
        messages.success(request, texts)
        return
    missing = ngettext(
        "%(n)s text of the page is missing in the file.",
        "%(n)s texts of the page are missing in the file.",
        done.missing,
    )
    unknown = ngettext(
        "%(n)s text of the file is no longer on the page.",
        "%(n)s texts of the file are no longer on the page.",
        done.unknown,
    )
    gaps = [
        sentence % {"n": number} for sentence, number in ((missing, done.missing), (unknown, done.unknown)) if number
    ]
    advice = _("The page was changed since, or the file was cut off: download it again for the rest.")
    messages.warning(request, " ".join([texts, *gaps, advice]))
