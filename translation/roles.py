"""Who may do what in which language: the one place that says so, for pages, forms, files and buttons alike.

What Wagtail asks about by itself stays its affair: who may change the pages of a language writes in it, who may publish them
approves. The rest goes with the groups of ``core.people.roles``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wagtail.permissions import page_permission_policy

from core.instance_rights import PUBLISH
from core.language_rights import languages_of
from core.people.languages import COORDINATORS


class Act(StrEnum):
    """What is done in a language."""

    WRITE = "write"
    """Passages, in the editor or by a file; proposals of terms; sending for review."""
    APPROVE = "approve"
    """Publishing what is complete and right, by the button or the review; confirming terms."""
    ASK = "ask"
    """Asking others for translations, with a day and whoever does them; taking that back."""
    PARTLY = "partly"
    """Publishing with gaps or mistakes; giving up the translation passage by passage."""
    MACHINE = "machine"
    """Having a service translate, which is paid for."""
    REPLACE = "replace"
    """Sending a file that replaces what others have written."""


EVERYWHERE: Mapping[str, frozenset[Act]] = {"Editors": frozenset({Act.ASK}), "Moderators": frozenset(Act)}
"""What groups of no language do in every language they write."""
ASK = "translation.add_translationrequest"
"""The right of all who coordinate anything; in which languages is said here."""
COORDINATING = frozenset({Act.ASK, Act.PARTLY, Act.MACHINE, Act.REPLACE})
HOME_DEPTH = 2
_KEPT = "_translation_roles"


@dataclass(frozen=True, slots=True)
class Roles:
    """Of one person: pk of the locales each act may be done in, in the order of the house."""

    locales: Mapping[Act, tuple[int, ...]]

    @classmethod
    def of(cls, user: Any) -> "Roles":
        """Read once a request: one query for administrators and translators, at most three for others."""
        if not hasattr(user, _KEPT):
            setattr(user, _KEPT, cls(_read(user)))
        return getattr(user, _KEPT)


def _read(user: Any) -> dict[Act, tuple[int, ...]]:
    homes = page_permission_policy.instances_user_has_permission_for(user, "change").filter(depth=HOME_DEPTH)
    codes = dict(homes.order_by("path").values_list("locale", "locale__language_code"))
    found: dict[Act, set[int]] = {act: set(codes) if user.is_superuser else set() for act in Act}
    if codes and not user.is_superuser:
        found[Act.WRITE] = set(codes)
        if page_permission_policy.user_has_permission(user, "publish"):
            found[Act.APPROVE] = set(languages_of(user, PUBLISH))
        if user.has_perm(ASK):
            groups = set(user.groups.values_list("name", flat=True))
            for act in COORDINATING:
                everywhere = any(act in EVERYWHERE.get(name, ()) for name in groups)
                found[act] = {pk for pk, code in codes.items() if everywhere or f"{COORDINATORS}{code}" in groups}
    return {act: tuple(pk for pk in codes if pk in locales) for act, locales in found.items()}


def languages(user: Any, act: Act) -> tuple[int, ...]:
    """Pk of the locales in which ``user`` may do it."""
    return Roles.of(user).locales[act]


def may(user: Any, act: Act, locale: int) -> bool:
    """Whether ``user`` may do it in the language of a ``locale`` (pk); no query but the first of a request."""
    return locale in languages(user, act)
