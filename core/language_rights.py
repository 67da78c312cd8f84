"""Rights over things there is one of in each language: whoever may change the pages of a language may change them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from core.instance_rights import CHANGE, PUBLISH, InstancePolicy, ask_for_each


def languages_of(user: Any, action: str = CHANGE) -> list[int]:
    """Keys of the locales whose home page ``user`` may change (or ``publish``); one query, and one for the rights."""
    changed = page_permission_policy.instances_user_has_permission_for(user, action)
    return list(changed.filter(depth=2).order_by("path").values_list("locale_id", flat=True))


class OwnLanguagePolicy(InstancePolicy):
    """The model's permissions, for the rows of one's own languages; with ``one_each`` one may be added while a language has none.

    Publishing takes the right to publish the pages of the language, everything else that to change them.
    """

    def __init__(self, model: Any, *, one_each: bool = False) -> None:
        super().__init__(model)
        self.one_each = one_each

    def user_has_permission(self, user: Any, action: str) -> bool:
        may = super().user_has_permission(user, action)
        asks = self.one_each and action == "add"
        return may and (not asks or Locale.objects.exclude(pk__in=self.model.objects.values("locale")).exists())

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        # Adding takes a query.
        return any(self.user_has_permission(user, action) for action in sorted(actions, key="add".__eq__))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        may = super().instances_user_has_any_permission_for(user, actions)
        return may.filter(locale__in=self._languages(user, actions))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return instance.locale_id in self._languages(user, actions)

    def _languages(self, user: Any, actions: Iterable[str]) -> set[int]:
        held = {
            PUBLISH if one == PUBLISH else CHANGE
            for one in actions
            if ModelPermissionPolicy.user_has_permission(self, user, one)
        }
        return {locale for action in held for locale in languages_of(user, action)}


def keep_to_own_languages(model: Any, *, one_each: bool = False) -> None:
    """Lets people into the rows of their own languages, by whatever address of the admin. Rooms call it in their hooks.

    ``one_each``: of which there is one a language.
    """
    ask_for_each(model, OwnLanguagePolicy(model, one_each=one_each))
