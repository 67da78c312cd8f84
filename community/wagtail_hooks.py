"""What the room adds to the admin."""

from wagtail import hooks

from community.viewsets import OrganisationViewSet


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet()
