"""What the room adds to the admin."""

from wagtail import hooks

from core.language_rights import keep_to_own_languages
from skills.models import Competence
from skills.viewsets import CompetenceViewSet

keep_to_own_languages(Competence)


@hooks.register("register_admin_viewset")
def competences() -> CompetenceViewSet:
    return CompetenceViewSet()
