"""Who may do what in which language: the one place that says so, for pages, forms, files and buttons alike.

What Wagtail asks about by itself stays its affair: who may change the pages of a language writes in it, who may publish them
approves. The rest goes with the groups of ``core.people.roles``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.permissions import page_permission_policy

from core.instance_rights import PUBLISH
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
        """Read once a request: one query, and one for those who coordinate."""
        if not hasattr(user, _KEPT):
            setattr(user, _KEPT, cls(_read(user)))
        return getattr(user, _KEPT)


def _read(user: Any) -> dict[Act, tuple[int, ...]]:
    written, published = (
        page_permission_policy.instances_user_has_permission_for(user, action).filter(depth=HOME_DEPTH)
        for action in ("change", PUBLISH)
    )
    homes = written.annotate(publishes=Exists(published.filter(pk=OuterRef("pk")))).order_by("path")
    rows = list(homes.values_list("locale", "locale__language_code", "publishes"))
    codes = {locale: code for locale, code, _publishes in rows}
    found: dict[Act, set[int]] = {act: set(codes) if user.is_superuser else set() for act in Act}
    if codes and not user.is_superuser:
        found[Act.WRITE] = set(codes)
        found[Act.APPROVE] = {locale for locale, _code, publishes in rows if publishes}
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
