"""What the room adds to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from community.viewsets import OrganisationViewSet, PractitionerViewSet


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet()


register_snippet(PractitionerViewSet)
