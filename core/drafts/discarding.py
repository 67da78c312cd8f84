"""Taking back a draft: what visitors read becomes the newest version again, and the history keeps the draft."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from wagtail.models import DraftStateMixin, LockableMixin, Revision
from wagtail.permissions import policy_registry

LOG_ACTION = "core.discard_draft"
draft_discarded = Signal()
"""The draft of ``instance`` (of the model ``sender``) was taken back: nobody holds it any more."""


def may_discard(instance: Any, user: Any) -> bool:
    """Whether there is a draft over a published version, and ``user`` may change it now."""
    if not (isinstance(instance, DraftStateMixin) and instance.live and instance.has_unpublished_changes):
        return False
    # What is under review is decided there: who sent it hears of it, and can take it back.
    if getattr(instance, "workflow_in_progress", False) or _is_locked(instance, user):
        return False
    return policy_registry.get(instance).user_has_permission_for_instance(user, "change", instance)


def _is_locked(instance: Any, user: Any) -> bool:
    if not isinstance(instance, LockableMixin):
        return instance.approved_schedule
    lock = instance.get_lock()
    return bool(lock and lock.for_user(user))


@transaction.atomic
def discard(instance: Any, user: Any) -> Revision:
    """Saves what visitors read as the newest version; a draft that was sent back is no longer waited for."""
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    live = rows.select_for_update().get()
    if state := getattr(live, "current_workflow_state", None):
        state.cancel(user=user)
    version = live.save_revision(user=user, changed=False, clean=False, log_action=LOG_ACTION)
    rows.update(live_revision=version, has_unpublished_changes=False)
    draft_discarded.send(type(live), instance=live)
    return version
