"""What the room adds to the admin."""

from wagtail import hooks

from skills.viewsets import CompetenceViewSet


@hooks.register("register_admin_viewset")
def competences() -> CompetenceViewSet:
    return CompetenceViewSet()
