"""What the room adds to the admin."""

from wagtail import hooks

from core.language_rights import keep_to_own_languages
from skills.models import Competence, StatementSet
from skills.viewsets import CompetenceViewSet, StatementSetViewSet

keep_to_own_languages(Competence)
keep_to_own_languages(StatementSet)


@hooks.register("register_admin_viewset")
def competences() -> CompetenceViewSet:
    return CompetenceViewSet()


@hooks.register("register_admin_viewset")
def statements() -> StatementSetViewSet:
    return StatementSetViewSet()
