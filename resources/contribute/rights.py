"""Who sees which contribution in the admin, and who decides."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Locale

from community.membership import Held
from core.people.languages import COORDINATORS, REVIEWERS, groups_of
from core.roles import grant
from resources.contribute.workflow import ROLE
from resources.models import Contribution
from translation.roles import Act, languages

VIEW, ALL = "resources.view_contribution", "resources.change_contribution"


def may_see(user: Any) -> bool:
    """Whether somebody has to do with contributions at all."""
    return user.has_perm(VIEW) or bool(Held.of(user).organisations)


def seen_by(user: Any) -> QuerySet[Contribution]:
    """All that was sent, or what is in one's own languages or names one's organisation."""
    sent = Contribution.objects.sent().select_related("organisation", "page")
    if user.has_perm(ALL):
        return sent
    if not may_see(user):
        return sent.none()
    return sent.filter(Q(language__in=_languages(user)) | Q(organisation__in=Held.of(user).organisations))


def may_decide(user: Any, contribution: Contribution) -> bool:
    """Whether ``user`` may decline it: who looks after all languages, or publishes in this one."""
    return user.is_superuser or ROLE in _groups(user) or contribution.language in _languages(user)


def _groups(user: Any) -> set[str]:
    if not hasattr(user, "_contribution_groups"):
        user._contribution_groups = set(user.groups.values_list("name", flat=True))
    return user._contribution_groups


def _languages(user: Any) -> list[str]:
    """Codes of the languages one publishes in."""
    own = languages(user, Act.APPROVE)
    return list(Locale.objects.filter(pk__in=own).values_list("language_code", flat=True)) if own else []


def connect() -> None:
    """Called once when the app is ready."""
    grant(VIEW, to=groups_of(REVIEWERS, COORDINATORS))
    grant(VIEW, ALL, to=("Editors", "Moderators"))
