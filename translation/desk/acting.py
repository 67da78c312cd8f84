"""What a translator does with a thing as a whole: begins it, sends it for review, publishes it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.edit_translation import edit_translation

from translation.borrowed import translation_into
from translation.editor import before_edit, may_publish
from translation.following import look_at
from translation.kinds import Written, kinds
from translation.models import Standing
from translation.reviewing import why_not as why_not

REVIEW, PUBLISH = "review", "publish"


def is_page(target: Any) -> bool:
    """Whether it can be looked at as a page."""
    return isinstance(target, Page)


def may_begin(standing: Standing, target: Any) -> bool:
    """Whether nobody has a text there: there is no version, or one that only shows the original."""
    kind = kinds()[standing.item.kind]
    return isinstance(kind, Written) and (target is None or bool(getattr(target, "alias_of_id", None)))


def begin(standing: Standing, user: Any) -> None:
    """Has the thing written passage by passage; the memory fills what it knows. For whom ``may_begin`` says so."""
    item = standing.item
    kind = kinds()[item.kind]
    if isinstance(kind, Written):
        kind.begin(item.source_pk, standing.locale_id, user)
    look_at(item.kind, item.key)


def send_on(request: HttpRequest, target: Any) -> HttpResponse:
    """For review or to readers, as the form's ``action`` says: the answer of whoever asks about gaps, or back to the address.

    Raises PermissionDenied to those who may not change the version, or not publish it.
    """
    if not policy_registry.get(target).user_has_permission_for_instance(request.user, "change", target):
        raise PermissionDenied
    if answer := before_edit(request, target):
        return answer
    translation = translation_into(target)
    if translation is None or not translation.enabled or not may_publish(request.user, target):
        raise PermissionDenied
    return edit_translation(request, translation, target)
