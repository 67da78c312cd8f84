"""How translations are reviewed: by whom, and whether by the one who wrote them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import AbstractGroupApprovalTask, TaskState, TranslatableMixin

from core.people.languages import COORDINATORS, REVIEWERS, code_in

Objection = Callable[[Any, Any], bool]
"""``(thing, user)``: whether this person should not approve that."""
_objections: list[Objection] = []


def object_to(objection: Objection) -> None:
    """Adds a reason to keep somebody from approving. Rooms call it when they are ready."""
    _objections.append(objection)


class ReviewSettings(BaseGenericSetting):
    """What the partnership decides about reviews."""

    self_review = models.BooleanField(
        _("who translated a text may approve it"),
        default=False,
        help_text=_(
            "For a partnership in which one person looks after a language alone. The history of each passage then says that it was approved by the one who wrote it."
        ),
    )

    class Meta:
        verbose_name = _("Review of translations")


class LanguageReview(AbstractGroupApprovalTask):
    """A step of a workflow: for those who look after the language of the thing, and the groups that look after all of them."""

    class Meta:
        verbose_name = _("Review by those who look after the language")
        verbose_name_plural = _("Reviews by those who look after the language")

    @classmethod
    def get_description(cls) -> str:
        """What an administrator reads who chooses a kind of step."""
        return str(_("Reviewers and coordinators of the language approve, and the chosen groups"))

    def reviewers(self, thing: Any) -> QuerySet:
        """Active people who may approve ``thing``; administrators may too, and are not named."""
        code = _language_of(thing)
        by_language = Q(groups__name__in=[f"{REVIEWERS}{code}", f"{COORDINATORS}{code}"]) if code else Q(pk__in=[])
        found = get_user_model().objects.filter(Q(groups__in=self.groups.all()) | by_language, is_active=True)
        return found.order_by("pk").distinct()

    def is_for(self, thing: Any, user: Any) -> bool:
        """Whether ``user`` is one of them."""
        return bool(user.is_superuser or self._user_in_groups(user) or _language_of(thing) in self._languages(user))

    def _languages(self, user: Any) -> set[str]:
        """Of those somebody reviews; one query a request."""
        if not hasattr(user, "_reviewed_languages"):
            names = user.groups.values_list("name", flat=True)
            user._reviewed_languages = {code_in(one) for one in names if one.startswith((REVIEWERS, COORDINATORS))}
        return user._reviewed_languages

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """For those who approve it."""
        return self.is_for(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """For all others, while it waits."""
        return not self.is_for(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """For those who approve it."""
        return self.is_for(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Sending back, and approving unless somebody objects."""
        if not self.is_for(obj, user):
            return []
        actions = super().get_actions(obj, _Anybody)
        objected = any(objection(obj, user) for objection in _objections)
        return [one for one in actions if not (objected and one[0] == "approve")]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Raises PermissionDenied to those it is not for."""
        thing = task_state.workflow_state.content_object
        if user is not None and action_name not in {name for name, _verb, _modal in self.get_actions(thing, user)}:
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet:
        """What waits for somebody at this step."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser or self._user_in_groups(user):
            return waiting
        return waiting.filter(_in_languages(waiting, self._languages(user)))


class _Anybody:
    """For whom Wagtail lists all actions."""

    is_superuser = True


def _language_of(thing: Any) -> str:
    return thing.locale.language_code if isinstance(thing, TranslatableMixin) else ""


def _in_languages(states: QuerySet, codes: set[str]) -> Q:
    """Those of things in these languages; a query for all, and one for each kind of thing that waits."""
    found = Q(pk__in=[])
    waiting: dict[int, list[str]] = {}
    for kind, pk in (
        states.values_list("workflow_state__base_content_type", "workflow_state__object_id") if codes else ()
    ):
        waiting.setdefault(kind, []).append(pk)
    for kind, pks in waiting.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if issubclass(model, TranslatableMixin):
            rows = model._default_manager.filter(pk__in=pks, locale__language_code__in=codes)
            own = [str(pk) for pk in rows.values_list("pk", flat=True)]
            found |= Q(workflow_state__base_content_type=kind, workflow_state__object_id__in=own)
    return found
