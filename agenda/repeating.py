"""“Next dates” of an event in the admin: a small form that makes drafts."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from agenda.models import EventPage
from agenda.series import MOST, Unit, make_drafts, next_days

NAME = "agenda_next_dates"


def may_repeat(page: Page, user: Any) -> bool:
    """Whether somebody may write this event and others beside it."""
    parent = page.get_parent()
    return page.permissions_for_user(user).can_edit() and parent.permissions_for_user(user).can_add_subpage()


class NextDatesForm(forms.Form):
    """Every so many weeks or months, until a day."""

    every = forms.IntegerField(label=gettext_lazy("Every"), min_value=1, max_value=52, initial=1)
    unit = forms.ChoiceField(label=gettext_lazy("Weeks or months"), choices=Unit.choices)
    until = forms.DateField(label=gettext_lazy("Until, at the latest"), widget=AdminDateInput)

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self) -> dict[str, Any]:
        """Works out the days. Raises ValidationError when there is none."""
        cleaned = super().clean() or {}
        if {"every", "unit", "until"} <= cleaned.keys():
            days = next_days(self.event.start_date, cleaned["every"], cleaned["unit"], cleaned["until"])
            if not days:
                self.add_error("until", _("No date falls on or before this day. Write a later one."))
            cleaned["days"] = days
        return cleaned


class NextDatesView(WagtailAdminTemplateMixin, FormView):  # ty: ignore[inconsistent-mro]
    """``events/<page>/next-dates/``."""

    template_name = "agenda/admin/next_dates.html"
    page_title = gettext_lazy("Next dates")
    header_icon = "date"
    form_class = NextDatesForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to who may not add events, Http404 where there is none."""
        if not may_repeat(self.event, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def event(self) -> EventPage:
        """The event, as its newest draft says. Raises Http404."""
        return get_object_or_404(EventPage, pk=self.kwargs["page_id"]).get_latest_revision_as_object()

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the event."""
        return super().get_form_kwargs() | {"event": self.event}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the event, this form."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.event.pk]), "label": self.event.title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The event, and how many dates are made at most."""
        return super().get_context_data(**kwargs) | {"event": self.event, "most": MOST}

    def form_valid(self, form: NextDatesForm) -> HttpResponse:
        """Makes the drafts and leads to where they stand."""
        made = make_drafts(self.event, form.cleaned_data["days"], self.request.user)
        said = ngettext(
            "%(n)s draft is made. Look it through and publish it.",
            "%(n)s drafts are made. Look them through and publish them.",
            len(made),
        )
        messages.success(self.request, said % {"n": len(made)})
        return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[self.event.get_parent().pk]))
