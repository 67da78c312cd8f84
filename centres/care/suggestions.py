"""How a suggestion becomes a revision in the workflow, waits for its turn, and learns what was decided.

A centre has one draft. While an editor or another suggestion holds it, a new suggestion waits; whenever a workflow ends
or the centre is published, ``settle`` looks at what stands now and lets the next one in. It decides from the state of
the database alone, so that it may run twice, or late.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import published, workflow_approved, workflow_cancelled, workflow_rejected

from centres.care import changes as facts
from centres.care import mails
from centres.models import Centre, Suggestion
from centres.models.care import OPEN_STATES
from core.drafts.discarding import draft_discarded

State = Suggestion.State


@transaction.atomic
def submit(centre: Centre, changes: facts.Changes, **sender: Any) -> Suggestion:
    """Keeps a suggestion and starts its review when the centre is free. ``sender``: note, email, language, by_owner."""
    suggestion = Suggestion.objects.create(centre=centre, changes=changes, **sender)
    settle(centre.pk)
    suggestion.refresh_from_db()
    return suggestion


def is_free(centre: Centre) -> bool:
    """Whether nobody holds the draft of this centre."""
    busy = not centre.live or centre.has_unpublished_changes or centre.locked
    return not busy and not WorkflowState.objects.active().for_instance(centre).exists()


def waits_for(centre: Centre, user: Any) -> str:
    """A sentence for ``user`` on what must end before the next suggestion comes into review; ``""`` when nothing must."""
    if WorkflowState.objects.active().for_instance(centre).exists():
        return _("It waits until the one in review is decided.")
    if centre.has_unpublished_changes and centre.live:
        author = centre.latest_revision.user if centre.latest_revision else None
        if author is None or author.pk != user.pk:
            name = get_user_display_name(author) if author else _("Somebody")
            return _("It waits for the draft of %(person)s: once that is published, it comes into review.") % {
                "person": name
            }
        return _("It waits for your draft: publish it, and this comes into review.")
    if centre.locked:
        return _("It waits because the centre is locked.")
    return "" if centre.live else _("It waits until the centre is published.")


@transaction.atomic
def publish_for_owner(centre: Centre, wanted: Mapping[str, Any], email: str, language: str) -> bool:
    """Publishes what the centre itself says, as confirmed today; ``False``: somebody holds the draft, so it is a suggestion."""
    fresh = Centre.objects.select_for_update().get(pk=centre.pk)
    says = facts.confirmed_by_owner(fresh) | dict(wanted)
    changes = facts.difference(fresh, facts.with_consequences(fresh, says))
    if not is_free(fresh):
        submit(fresh, changes, email=email, language=language, by_owner=True)
        return False
    facts.apply(fresh, changes)
    action = "centres.edit_by_owner" if wanted else "centres.confirm_by_owner"
    fresh.save_revision(clean=False, log_action=action).publish()
    return True


@transaction.atomic
def settle(pk: int) -> None:
    """Notes decisions on suggestions in review and starts the next one that waits."""
    if not _open(pk):
        return
    # One at a time for each centre: two drafts would overwrite each other.
    centre = Centre.objects.select_for_update().get(pk=pk)
    for suggestion in _open(pk):
        if suggestion.state == State.IN_REVIEW:
            _note_decision(suggestion, centre)
    waiting = [suggestion for suggestion in _open(pk) if suggestion.state == State.WAITING]
    fresh = Centre.objects.get(pk=pk)
    if waiting and is_free(fresh):
        _start(waiting[0], fresh)


def _open(pk: int) -> list[Suggestion]:
    return list(Suggestion.objects.filter(centre_id=pk, state__in=OPEN_STATES).select_related("revision"))


def settle_all() -> None:
    """Once a day: an unlocked centre, for instance, tells nobody that it is free again."""
    for pk in Suggestion.objects.filter(state__in=OPEN_STATES).values_list("centre_id", flat=True).distinct():
        settle(pk)


def _start(suggestion: Suggestion, centre: Centre) -> None:
    facts.apply(centre, suggestion.changes)
    action = "centres.suggest_by_owner" if suggestion.by_owner else "centres.suggest"
    suggestion.revision = centre.save_revision(clean=False, log_action=action)
    suggestion.state = State.IN_REVIEW
    suggestion.save(update_fields=["revision", "state"])
    workflow = centre.get_workflow()
    if workflow:
        workflow.start(centre, None)


def _note_decision(suggestion: Suggestion, centre: Centre) -> None:
    task = TaskState.objects.filter(revision_id=suggestion.revision_id).select_related("workflow_state").last()
    decision = _decision(suggestion, centre, task)
    if decision is None:
        return
    suggestion.state = decision
    suggestion.save(update_fields=["state"])
    if decision == State.REJECTED:
        _drop_draft(suggestion, centre, task)
    comment = task.comment if task else ""
    mails.tell_decision(suggestion, comment)


def _decision(suggestion: Suggestion, centre: Centre, task: TaskState | None) -> str | None:
    """``None`` while it is open. A cancelled workflow counts by what visitors read now."""
    status = task.workflow_state.status if task else None
    if status == WorkflowState.STATUS_APPROVED:
        return State.ACCEPTED
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return State.REJECTED
    untouched = centre.has_unpublished_changes and centre.latest_revision_id == suggestion.revision_id
    if status == WorkflowState.STATUS_IN_PROGRESS or (status is None and untouched):
        return None
    published_later = bool(suggestion.revision_id and (centre.live_revision_id or 0) >= suggestion.revision_id)
    taken = facts.is_taken_over(centre, suggestion.changes) if suggestion.changes else published_later
    return State.ACCEPTED if taken else State.REJECTED


def _drop_draft(suggestion: Suggestion, centre: Centre, task: TaskState | None) -> None:
    """Takes a refused draft away, unless somebody has gone on writing in it; the history keeps it."""
    if centre.has_unpublished_changes and centre.latest_revision_id == suggestion.revision_id:
        Centre.objects.filter(pk=centre.pk).update(latest_revision=F("live_revision"), has_unpublished_changes=False)
        if task and task.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            task.workflow_state.cancel()


def _soon(pk: int) -> None:
    transaction.on_commit(partial(settle, pk), robust=True)


def _workflow_ended(sender: Any, instance: WorkflowState, **kwargs: Any) -> None:
    if instance.base_content_type.model_class() is Centre:
        _soon(int(instance.object_id))


def _published(sender: Any, instance: Centre, **kwargs: Any) -> None:
    _soon(instance.pk)


def connect() -> None:
    """Called once when the app is ready."""
    for signal in (workflow_approved, workflow_rejected, workflow_cancelled):
        signal.connect(_workflow_ended, dispatch_uid="centres.care.workflow")
    published.connect(_published, sender=Centre, dispatch_uid="centres.care.published")
    draft_discarded.connect(_published, sender=Centre, dispatch_uid="centres.care.discarded")
