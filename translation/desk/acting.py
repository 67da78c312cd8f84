"""What a translator does with a thing as a whole: begins it, sends it for review, publishes it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.edit_translation import edit_translation

from core.i18n.languages import exonym
from core.models import BasePage
from translation.borrowed import translation_into
from translation.desk import in_place
from translation.desk.lines import Lines
from translation.editor import before_edit
from translation.editor import may_publish as may_publish_version
from translation.following import look_at
from translation.kinds import Begun, InPlace, kinds
from translation.models import Standing
from translation.publishing import publish_page

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
    """Whether somebody may decide what readers see of a version."""
    kind = kinds()[standing.item.kind]
    return kind.may_publish(user, target) if isinstance(kind, InPlace) else may_publish_version(user, target)


def send_on(request: HttpRequest, lines: Lines, target: Any) -> HttpResponse:
    """For review or to readers, as the form's ``action`` says: the answer of whoever asks about gaps, or back to the address.

    Raises PermissionDenied to those who may not change the version, or not publish it.
    """
    if not policy_registry.get(target).user_has_permission_for_instance(request.user, "change", target):
        raise PermissionDenied
    kind = kinds()[lines.item.kind]
    if isinstance(kind, InPlace):
        return in_place.send_on(request, kind, lines, target)
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
