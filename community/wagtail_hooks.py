"""What the room adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from community.members import views as members
from community.models import Organisation, Practitioner
from community.viewsets import NobodyAddsPolicy, OrganisationViewSet, PractitionerViewSet
from community.waiting import drafts_of_colleagues
from core.own_rights import keep_to_own_things
from core.waiting import sections

keep_to_own_things(Organisation)
register_permission_policy(Practitioner, NobodyAddsPolicy(Practitioner))
register_snippet(PractitionerViewSet)
sections.register("of-the-organisation", 20, drafts_of_colleagues)


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Below ``/admin/``."""
    return [path("organisations/<int:pk>/members/", members.MembersView.as_view(), name=members.NAME)]


@hooks.register("register_snippet_listing_buttons")
def people(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    """The way to the people of an organisation, in the list of them."""
    if isinstance(snippet, Organisation) and members.may_see(user, snippet.pk):
        yield ListingButton(_("People"), members.address(snippet.pk), icon_name="group", priority=15)
