"""What a translator does with a thing as a whole: begins it, sends it for review, publishes it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.views.edit_translation import edit_translation

from core.i18n.languages import exonym
from core.models import BasePage
from translation import reviewing
from translation.borrowed import translation_into
from translation.desk import in_place
from translation.desk.lines import Lines
from translation.editor import before_edit
from translation.editor import may_publish as may_publish_version
from translation.following import look_at
from translation.kinds import Begun, InPlace, kinds
from translation.models import Standing
from translation.publishing import publish_page
from translation.roles import Act, may

REVIEW, PUBLISH = "review", "publish"


def is_page(target: Any) -> bool:
    """Whether it can be looked at as a page."""
    return isinstance(target, Page)


def may_begin(standing: Standing, target: Any) -> bool:
    """Whether nobody has a text there: there is no version, or one that only shows the original."""
    kind = kinds()[standing.item.kind]
    return isinstance(kind, Begun) and (target is None or bool(getattr(target, "alias_of_id", None)))


def begin(standing: Standing, user: Any) -> None:
    """Has the thing written passage by passage; the memory fills what it knows. For whom ``may_begin`` says so."""
    item = standing.item
    kind = kinds()[item.kind]
    # The worker lets others write between the two.
    if isinstance(kind, Begun):
        with transaction.atomic():
            kind.begin(item.source_pk, standing.locale_id, user)
    with transaction.atomic():
        look_at(item.kind, item.key)


def may_publish(standing: Standing, target: Any, user: Any) -> bool:
    """Whether somebody may decide what readers see of a version: of texts in place, who approves the language or publishes the thing."""
    kind = kinds()[standing.item.kind]
    if not isinstance(kind, InPlace):
        return may_publish_version(user, target)
    return may(user, Act.APPROVE, standing.locale_id) or kind.may_publish(user, target)


def why_not(standing: Standing, target: Any, user: Any) -> str:
    """Why ``user``, who publishes otherwise, does not publish this; ``""`` when nothing is in the way."""
    in_place = isinstance(kinds()[standing.item.kind], InPlace)
    return reviewing.why_not_in_place(standing, user) if in_place else reviewing.why_not(target, user)


def send_on(request: HttpRequest, lines: Lines, target: Any) -> HttpResponse:
    """For review or to readers, as the form's ``action`` says: the answer of whoever asks about gaps, or back to the address.

    For whoever writes the language. Raises PermissionDenied to those who may not change the page, or not publish the version.
    """
    kind = kinds()[lines.item.kind]
    if isinstance(kind, InPlace):
        return _send_on_in_place(request, kind, lines, target)
    if is_page(target) and not target.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    translation = translation_into(target)
    if answer := before_edit(request, target, translation):
        return answer
    if translation is None or not translation.enabled or not may_publish_version(request.user, target):
        raise PermissionDenied
    is_begun_page = isinstance(target, BasePage) and not target.alias_of_id and lines.instance is not None
    if is_begun_page and (shown := publish_page(translation, lines.instance, target, request.user)):
        words = {"title": shown.title, "language": exonym(translation.target_locale.language_code)}
        messages.success(request, _("“%(title)s” is published in %(language)s.") % words)
        return redirect(request.path)
    # It names the texts a field does not take, and publishes what is no page.
    return edit_translation(request, translation, target)


def _send_on_in_place(request: HttpRequest, kind: InPlace, lines: Lines, target: Any) -> HttpResponse:
    if request.POST.get("action") == PUBLISH:
        if not may_publish(lines.standing, target, request.user):
            raise PermissionDenied
        if why := why_not(lines.standing, target, request.user):
            messages.error(request, why)
            return redirect(request.path)
    return in_place.send_on(request, kind, lines, target)
