"""What somebody has begun: sent back with a reason, waiting for review, drafts."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import DraftStateMixin, Page, Revision, TaskState, WorkflowState
from wagtail.snippets.models import get_snippet_models

from core.waiting.sections import Row, Section, form_url

_ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def own(user: Any, most: int) -> list[Section]:
    """Three parts. Titles stand in the versions, so that nothing else is loaded."""
    back, sent, drafts = _sent_back(user), _in_review(user), _drafts(user)
    return [
        Section("sent-back", _("Sent back to you"), back.count(), [_returned(one) for one in back[:most]]),
        Section(
            "drafts", _("Your drafts, not yet sent or published"), drafts.count(), [_row(one) for one in drafts[:most]]
        ),
        Section("in-review", _("Yours, waiting for review"), sent.count(), [_row(one.revision) for one in sent[:most]]),
    ]


def _tasks(user: Any, status: str) -> QuerySet:
    current = WorkflowState.objects.filter(status=status, requested_by=user).values("current_task_state")
    newest = TaskState.objects.filter(pk__in=current).order_by("-started_at", "-pk")
    return newest.select_related("revision__base_content_type", "finished_by")


def _sent_back(user: Any) -> QuerySet:
    return _tasks(user, WorkflowState.STATUS_NEEDS_CHANGES)


def _in_review(user: Any) -> QuerySet:
    return _tasks(user, WorkflowState.STATUS_IN_PROGRESS)


def _drafts(user: Any) -> QuerySet:
    models = [Page, *(model for model in get_snippet_models() if issubclass(model, DraftStateMixin))]
    newest = Q()
    for model in models:
        unpublished = model._default_manager.filter(has_unpublished_changes=True)
        newest |= Q(pk__in=unpublished.values("latest_revision"))
    active = TaskState.objects.filter(workflow_state__status__in=_ACTIVE).values("revision")
    drafts = Revision.objects.filter(newest, user=user).exclude(pk__in=active)
    return drafts.select_related("base_content_type").order_by("-created_at", "-pk")


def _row(version: Revision, note: str = "") -> Row:
    return Row(version.object_str, form_url(version.base_content_type, version.object_id), note)


def _returned(task: TaskState) -> Row:
    if not task.comment:
        return _row(task.revision)
    who = get_user_display_name(task.finished_by) if task.finished_by else _("Somebody")
    return _row(task.revision, _("%(person)s: “%(reason)s”") % {"person": who, "reason": task.comment})
