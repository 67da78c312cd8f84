"""People in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import CreateView, UserViewSet

from core.people.forms import InvitationForm, PersonEditForm
from core.people.letters import invite
from core.people.permissions import PlainGroupForm


class InviteView(CreateView):
    """A new account: its owner is mailed a link to choose a password."""

    success_message = _("“%(object)s” has an account and is mailed a link to choose a password.")

    def save_instance(self) -> Any:
        """The account. Raises BadHeaderError as the mail does."""
        user = super().save_instance()
        invite(user)
        return user


class PeopleViewSet(UserViewSet):
    """Wagtail's, with invitations."""

    add_view_class = InviteView
    copy_view_enabled = False  # a person is not there twice

    def get_form_class(self, for_update: bool = False) -> type:
        return PersonEditForm if for_update else InvitationForm


class PlainGroupViewSet(GroupViewSet):
    """Wagtail's, with rights in plain words."""

    def get_form_class(self, for_update: bool = False) -> type:
        return PlainGroupForm
