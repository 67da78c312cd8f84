"""Rights over things there is one of in each language: whoever may change the pages of a language may change them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry


def languages_of(user: Any) -> list[int]:
    """Keys of the locales whose home page ``user`` may change; one query, and one for the rights."""
    changed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return list(changed.filter(depth=2).order_by("path").values_list("locale_id", flat=True))


class OwnLanguagePolicy(ModelPermissionPolicy):
    """The model's permissions, for the rows of one's own languages; one may be added while a language has none."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        may = super().user_has_permission(user, action)
        return may and (action != "add" or Locale.objects.exclude(pk__in=self.model.objects.values("locale")).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        return super().instances_user_has_any_permission_for(user, actions).filter(locale__in=languages_of(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return self.user_has_any_permission(user, actions) and instance.locale_id in languages_of(user)


def refuse_other_languages(request: HttpRequest, instance: Model) -> None:
    """Wagtail's form asks whether somebody may change any row; this asks for this one. Raises PermissionDenied."""
    policy = policy_registry.get(instance)
    if isinstance(policy, OwnLanguagePolicy) and not policy.user_has_permission_for_instance(
        request.user, "change", instance
    ):
        raise PermissionDenied
