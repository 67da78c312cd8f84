"""The review of translations: those who look after the language of a page approve it, beside those who look after all of them.

Wagtail's own workflow has one step for a group. Its step becomes one that looks at the language of what waits; what an
administrator has set up instead stays as it is, and so do the workflows of other rooms.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.admin.mail import BaseGroupApprovalTaskStateEmailNotifier
from wagtail.models import GroupApprovalTask, TaskState, Workflow

from core.admin.workflows import REVIEW
from core.roles import and_then
from translation.models import LanguageReview


@transaction.atomic
def ensure_language_review() -> None:
    """Makes Wagtail's own step look at the language; what waits at it goes on waiting there."""
    workflow = Workflow.objects.filter(name=REVIEW, active=True).first()
    steps = list(workflow.workflow_tasks.all()) if workflow else []
    step = GroupApprovalTask.objects.filter(pk__in=[one.task_id for one in steps], name=REVIEW).first()
    if step is None or len(steps) != 1:
        return
    pk, groups = step.pk, list(step.groups.all())
    step.delete(keep_parents=True)
    kind = ContentType.objects.get_for_model(LanguageReview)
    review = LanguageReview(task_ptr_id=pk, name=step.name, active=step.active, content_type=kind)
    review.save()
    review.groups.set(groups)


def _write_to_reviewers() -> None:
    """Wagtail writes to the groups of a step only."""
    plain = BaseGroupApprovalTaskStateEmailNotifier.get_recipient_users

    def get_recipient_users(self: Any, task_state: TaskState, **kwargs: Any) -> Any:
        found = plain(self, task_state, **kwargs)
        step = task_state.task.specific
        # Steps of other rooms that say who they are for are heard too.
        reviewers = getattr(step, "reviewers", None)
        if reviewers is None:
            return found
        people = get_user_model().objects.filter(
            Q(pk__in=found.order_by().values("pk")) | Q(pk__in=reviewers(task_state.workflow_state.content_object))
        )
        sender = kwargs.get("user")
        return people.exclude(pk=sender.pk) if sender else people

    BaseGroupApprovalTaskStateEmailNotifier.get_recipient_users = get_recipient_users


def connect() -> None:
    """Called once when the app is ready."""
    and_then(ensure_language_review)
    _write_to_reviewers()
