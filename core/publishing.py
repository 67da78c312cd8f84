"""Go-live and expiry dates, once they have done their work.

Wagtail leaves them in place: the form of an expired page is then refused because its expiry "must be in the future", and what
is published again by a bulk action or a workflow expires again within the minute.
"""

from typing import Any

from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision
from wagtail.signals import published, unpublished

DATES = ("go_live_at", "expire_at")


def without_passed_dates(instance: DraftStateMixin) -> list[str]:
    """Empties the dates that have passed on ``instance``, which is not saved. Returns the names of those emptied."""
    now = timezone.now()
    passed = [name for name in DATES if (date := getattr(instance, name)) and date <= now]
    for name in passed:
        setattr(instance, name, None)
    return passed


def _forget(instance: DraftStateMixin, revision: Revision | None, names: list[str]) -> None:
    """Empties dates in the database and in the version that holds them."""
    if not names:
        return
    type(instance)._base_manager.filter(pk=instance.pk).update(**dict.fromkeys(names))
    if revision is not None:
        revision.content |= dict.fromkeys(names)
        revision.save(update_fields=["content"])


def _published(sender: Any, instance: DraftStateMixin, revision: Revision, **kwargs: Any) -> None:
    if not instance.live:  # it waits for its day
        return
    expiry = instance.expire_at
    names = without_passed_dates(instance)
    if revision.approved_go_live_at and "expire_at" in names:
        # The worker came so late that both dates have passed: the page expires the next time it looks.
        instance.expire_at = expiry
        names.remove("expire_at")
    _forget(instance, revision, names)


def _unpublished(sender: Any, instance: DraftStateMixin, **kwargs: Any) -> None:
    newest = instance.latest_revision
    draft = newest.as_object() if newest else None
    _forget(instance, None, without_passed_dates(instance))
    if draft is not None:
        _forget(draft, newest, without_passed_dates(draft))


def connect() -> None:
    """Called once when the app is ready."""
    published.connect(_published, dispatch_uid="core.publishing.published")
    unpublished.connect(_unpublished, dispatch_uid="core.publishing.unpublished")
