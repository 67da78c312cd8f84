"""“Turn into a case study” of an exchange in the admin: it says what will be made, and makes one draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from agenda.models import PeerExchangePage
from agenda.retelling import retell, retold
from core import notes
from core.i18n.languages import exonym

NAME = "agenda_retell"


def may_retell(page: Page, user: Any) -> bool:
    """Whether somebody may write this version of an exchange, which is no fallback page."""
    return not page.alias_of_id and page.permissions_for_user(user).can_edit()


class RetellView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """``events/<page>/case-study/``."""

    template_name = "agenda/admin/retell.html"
    page_title = gettext_lazy("Turn into a case study")
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to who may not write the exchange, Http404 where there is none."""
        if not may_retell(self.exchange, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def exchange(self) -> PeerExchangePage:
        """The exchange, as its newest draft says. Raises Http404."""
        return get_object_or_404(PeerExchangePage, pk=self.kwargs["page_id"]).get_latest_revision_as_object()

    @cached_property
    def parent(self) -> Page | None:
        """The list the draft goes below; ``None`` where the language has none."""
        maker = notes.maker()
        return maker.parent(self.exchange.locale.language_code) if maker else None

    @cached_property
    def made(self) -> Page | None:
        """What was made of the exchange before."""
        return retold(self.exchange)

    @property
    def obstacle(self) -> str:
        """Why no draft can be made, in words; ``""`` when one can."""
        language = exonym(self.exchange.locale.language_code)
        if self.exchange.is_fallback:
            return _("This page has no text of its own in %(language)s yet. Translate it first.") % {
                "language": language
            }
        if self.parent is None:
            return _(
                "There is no list of case studies in %(language)s yet. Somebody who may add pages makes it first."
            ) % {"language": language}
        if not self.parent.permissions_for_user(self.request.user).can_add_subpage():
            return _("You may not add case studies in %(language)s. Ask somebody who may.") % {"language": language}
        if not self.exchange.has_come_out:
            return _("Nothing stands under “What came out” yet. Write it first.")
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the exchange, this page."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.exchange.pk]), "label": self.exchange.title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The exchange, what was made of it, and what stands in the way."""
        made = self.made
        may_open = made is not None and made.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(**kwargs) | {
            "event": self.exchange,
            "made": made,
            "made_url": reverse("wagtailadmin_pages:edit", args=[made.pk]) if made and may_open else "",
            "obstacle": "" if made else self.obstacle,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Makes the draft and opens it; what was made before is opened instead."""
        maker = notes.maker()
        if self.made or self.obstacle or maker is None or self.parent is None:
            return self.get(request, *args, **kwargs)
        page = retell(self.exchange, maker, self.parent, request.user)
        messages.success(request, _("The draft is made. Fill in what is missing, and send it for review."))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
