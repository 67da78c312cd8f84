"""``drafts/<app>/<model>/<key>/discard/``: asks first, then takes the draft back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import DraftStateMixin, Page

from core.drafts.discarding import discard, may_discard

NAME = "core_discard_draft"


def discard_url(instance: Any) -> str:
    """Where the draft of a page or snippet is taken back."""
    meta = instance._meta
    return reverse(NAME, args=[meta.app_label, meta.model_name, quote(instance.pk)])


class DiscardView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """A page that asks, and the button that does it."""

    template_name = "core/drafts/discard.html"
    page_title = _("Discard the draft")
    header_icon = "undo"

    @cached_property
    def instance(self) -> Any:
        """The page or snippet. Raises Http404."""
        names = {"app_label": self.kwargs["app_label"], "model": self.kwargs["model_name"]}
        model = get_object_or_404(ContentType, **names).model_class()
        if model is None or not issubclass(model, DraftStateMixin):
            raise Http404
        return get_object_or_404(model, pk=unquote(self.kwargs["pk"]))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied to those who may not change it now, and when there is no draft."""
        if not may_discard(self.instance, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Takes back the draft that was looked at; one somebody has saved since is asked about anew."""
        if request.POST.get("version") != str(self.instance.latest_revision_id):
            messages.warning(
                request, gettext("Somebody has saved another draft meanwhile. Look at it before you discard it.")
            )
            return HttpResponseRedirect(request.path)
        discard(self.instance, request.user)
        messages.success(
            request, gettext("The draft is discarded. It stays in the history, from where it can be restored.")
        )
        return HttpResponseRedirect(self._edit_url())

    def _edit_url(self) -> str:
        return AdminURLFinder(self.request.user).get_edit_url(self.instance) or reverse("wagtailadmin_home")

    def get_page_subtitle(self) -> str:
        """What the draft is of."""
        return get_latest_str(self.instance)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the form, this page."""
        form = {"url": self._edit_url(), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, form, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose draft it is, of when, and the way to what it changes."""
        version = self.instance.latest_revision
        return super().get_context_data(**kwargs) | {
            "version": version,
            "author": version.user,
            "edit_url": self._edit_url(),
            "compare_url": reverse(self._compare_name(), args=[quote(self.instance.pk), "live", version.pk]),
        }

    def _compare_name(self) -> str:
        if isinstance(self.instance, Page):
            return "wagtailadmin_pages:revisions_compare"
        return self.instance.snippet_viewset.get_url_name("revisions_compare")
