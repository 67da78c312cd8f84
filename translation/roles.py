"""Who may do what in which language: the one place that says so, for pages, forms, files and buttons alike.

What Wagtail asks about by itself stays its affair: who may change the pages of a language writes in it, who may publish them
approves. The rest goes with the groups of ``core.people.roles``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wagtail.models import Locale

from core.language_rights import PUBLISH, languages_of
from core.people.languages import COORDINATORS, code_in


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
COORDINATING = frozenset({Act.ASK, Act.PARTLY, Act.MACHINE, Act.REPLACE})
_KEPT = "_translation_roles"


@dataclass(frozen=True, slots=True)
class Roles:
    """Of one person: pk of the locales each act may be done in, in the order of the house."""

    locales: Mapping[Act, tuple[int, ...]]

    @classmethod
    def of(cls, user: Any) -> "Roles":
        """Read once a request: four queries, two for administrators."""
        if not hasattr(user, _KEPT):
            setattr(user, _KEPT, cls(_read(user)))
        return getattr(user, _KEPT)


def _read(user: Any) -> dict[Act, tuple[int, ...]]:
    writes, approves = languages_of(user), languages_of(user, PUBLISH)
    found: dict[Act, set[int]] = {act: set() for act in Act}
    if user.is_superuser:
        found = {act: set(writes) for act in Act}
    elif writes:
        groups = set(user.groups.values_list("name", flat=True))
        own = {code_in(name) for name in groups if name.startswith(COORDINATORS)}
        own_locales = set(Locale.objects.filter(language_code__in=own).values_list("pk", flat=True)) if own else set()
        for act in COORDINATING:
            found[act] = set(writes) if any(act in EVERYWHERE.get(name, ()) for name in groups) else own_locales
    found[Act.WRITE], found[Act.APPROVE] = set(writes), set(approves)
    return {act: tuple(pk for pk in writes if pk in locales) for act, locales in found.items()}


def languages(user: Any, act: Act) -> tuple[int, ...]:
    """Pk of the locales in which ``user`` may do it."""
    return Roles.of(user).locales[act]


def may(user: Any, act: Act, locale: int) -> bool:
    """Whether ``user`` may do it in the language of a ``locale`` (pk); no query but the first of a request."""
    return locale in languages(user, act)
