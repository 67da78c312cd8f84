"""The first of two looks at what an author sent: that of the organisation the author named."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from community.membership import Held, members_of, works_for
from resources.models.case_studies import CaseStudyPage


class PartnerReview(AbstractGroupApprovalTask):
    """A step for those who work for the contributing organisation; skipped where there is nobody.

    The chosen groups may take it too, so that nothing waits for somebody who is away.
    """

    class Meta:
        verbose_name = _("Review by the contributing organisation")
        verbose_name_plural = _("Reviews by the contributing organisation")

    @classmethod
    def get_description(cls) -> str:
        """What an administrator reads who chooses a kind of step."""
        return str(_("Members of the organisation that contributes approve; nobody is asked where it has none"))

    def reviewers(self, thing: Any) -> QuerySet:
        """Active members of the organisation ``thing`` comes from."""
        organisation = getattr(thing.specific, "contributor", None)
        return members_of(organisation) if organisation else get_user_model().objects.none()

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Passes at once what nobody is there to look at."""
        if self.reviewers(workflow_state.content_object).exists():
            return super().start(workflow_state, user=user)
        state = self.get_task_state_class()(workflow_state=workflow_state, task=self)
        state.status, state.revision = TaskState.STATUS_SKIPPED, workflow_state.content_object.get_latest_revision()
        state.save()
        return state

    def is_for(self, thing: Any, user: Any) -> bool:
        """Whether ``user`` may decide."""
        named = works_for(user, getattr(thing.specific, "contributor_id", None))
        return bool(user.is_superuser or named or self._user_in_groups(user))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """For those who decide."""
        return self.is_for(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """For all others, while it waits."""
        return not self.is_for(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """For those who decide."""
        return self.is_for(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Approving and sending back."""
        return super().get_actions(obj, _Anybody) if self.is_for(obj, user) else []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Raises PermissionDenied to those it is not for."""
        if user is not None and not self.is_for(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet:
        """What waits for somebody at this step."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser or self._user_in_groups(user):
            return waiting
        pages = CaseStudyPage.objects.filter(contributor__in=Held.of(user).organisations).values_list("pk", flat=True)
        return waiting.filter(Q(workflow_state__object_id__in=[str(pk) for pk in pages]))


class _Anybody:
    """For whom Wagtail lists all actions."""

    is_superuser = True
