"""``organisations/<key>/members/``: who works for an organisation; inviting, other roles, taking leave."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from community.members.forms import InviteForm
from community.members.inviting import NoEntryError, invite, write
from community.membership import join, leave, manages
from community.models import Membership, Organisation
from community.vocabularies import MemberRole
from core.i18n.languages import active_language
from core.limits import seconds_to_wait, wait_words

NAME = "organisation_members"
RATE = "60/hour"
APPOINTS = "community.publish_organisation"


def may_see(user: Any, organisation: int) -> bool:
    """Managers look after the people of their organisation, moderators after those of all."""
    return user.has_perm(APPOINTS) or manages(user, organisation)


def address(organisation: int) -> str:
    """Of the page about one organisation."""
    return reverse(NAME, args=[organisation])


class MembersView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """A list with a form for each person, and one to invite another."""

    template_name = "community/admin/members.html"
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who do not answer for the organisation, and Http404 when there is none."""
        if not may_see(request.user, self.organisation.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organisation(self) -> Organisation:
        """The one the address names."""
        return get_object_or_404(Organisation, pk=self.kwargs["pk"])

    @property
    def page_title(self) -> str:
        return _("People of the organisation")

    @property
    def page_subtitle(self) -> str:
        return str(self.organisation)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the organisation's form, this page."""
        form = reverse("wagtailsnippets_community_organisation:edit", args=[self.organisation.pk])
        above = {"url": form, "label": str(self.organisation)}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, form: InviteForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """``memberships`` in the order of the names, the ``form`` to invite, ``roles`` to choose from."""
        begin = {"role": MemberRole.MEMBER, "language": active_language()}
        return super().get_context_data(**kwargs) | {
            "memberships": self.organisation.memberships.select_related("user"),
            "form": form or InviteForm(initial=begin),
            "roles": MemberRole.choices,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the pressed button says. Raises Http404 for somebody who does not work there."""
        asked = request.POST.get("do", "")
        if asked == "invite":
            return self._invite()
        key = request.POST.get("membership", "")
        found = self.organisation.memberships.select_related("user", "organisation")
        membership = get_object_or_404(found, pk=key if key.isdecimal() and len(key) < 18 else 0)
        if asked == "again":
            self._write_again(membership)
        elif asked == "leave":
            self._leave(membership)
        elif request.POST.get("role") in MemberRole.values:
            self._change(membership, request.POST["role"])
        return self._back()

    def _back(self) -> HttpResponse:
        mine = may_see(self.request.user, self.organisation.pk)
        return HttpResponseRedirect(address(self.organisation.pk) if mine else reverse("wagtailadmin_home"))

    def _invite(self) -> HttpResponse:
        form = InviteForm(self.request.POST)
        if form.is_valid() and (wait := seconds_to_wait(self.request, "member-invite", RATE)):
            form.add_error(None, wait_words(wait))
        if form.is_valid():
            data = form.cleaned_data
            try:
                invite(self.organisation, data["email"], data["role"], data["language"])
            except NoEntryError:
                form.add_error("email", _("The account with this address is switched off. Ask an administrator."))
            else:
                messages.success(self.request, _("An invitation goes to %(email)s.") % {"email": data["email"]})
                return self._back()
        return self.render_to_response(self.get_context_data(form))

    def _write_again(self, membership: Membership) -> None:
        write(membership)
        messages.success(self.request, _("An invitation goes to %(email)s.") % {"email": membership.user.email})

    def _change(self, membership: Membership, role: str) -> None:
        if role != MemberRole.MANAGER and self._is_needed(membership):
            return
        join(self.organisation, membership.user, role)
        messages.success(self.request, _("The role is changed."))

    def _leave(self, membership: Membership) -> None:
        if self._is_needed(membership):
            return
        leave(membership)
        messages.success(
            self.request, _("%(person)s does not work for the organisation any more.") % {"person": membership.user}
        )

    def _is_needed(self, membership: Membership) -> bool:
        """Somebody answers for an organisation; only those who look after all of them may leave one alone."""
        others = self.organisation.memberships.managing().exclude(pk=membership.pk)
        last = membership.role == MemberRole.MANAGER and not others.exists()
        if last and not self.request.user.has_perm(APPOINTS):
            messages.error(self.request, _("Make somebody else a manager first: an organisation needs one."))
            return True
        return False
