"""What an organisation has begun and not published, on the first page of the admin of its people."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from core import ownership
from core.waiting.sections import Row, Section, form_url


def drafts_of_colleagues(user: Any, most: int) -> list[Section]:
    """One part, for who works for an organisation: what others of it, or the portal, have changed there and not published. Two queries."""
    if not ownership.holding_of(user).works_for:
        return []
    pages = Page.objects.filter(ownership.own(Page, user), has_unpublished_changes=True)
    versions = Revision.objects.filter(pk__in=pages.values("latest_revision")).exclude(user=user)
    rows = versions.select_related("user").order_by("-created_at", "-pk")
    kind = ContentType.objects.get_for_model(Page)
    shown = [Row(one.object_str, form_url(kind, one.object_id), _who(one)) for one in rows[:most]]
    return [Section("of-the-organisation", _("Drafts of your organisation, by others"), rows.count(), shown)]


def _who(version: Revision) -> str:
    return get_user_display_name(version.user) if version.user else ""
