"""The organiser's list in the admin: who has signed up for an event, who came, and their certificates."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from agenda.models import EventPage, Register, SignUp
from agenda.signups import book
from agenda.signups.certificates import certificate
from agenda.signups.events import Versions
from agenda.signups.numbers import kept_for, numbers_of
from agenda.signups.tables import csv_of, table_of
from core.countries import country_name

LIST, CSV, PRINT, CERTIFICATE = "agenda_sign_ups", "agenda_sign_ups_csv", "agenda_sign_ups_print", "agenda_certificate"


def event_for(request: HttpRequest, page_id: int) -> EventPage:
    """The event, as its newest draft names it, for who may edit it. Raises Http404, or PermissionDenied to others."""
    page = get_object_or_404(EventPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _register(page: EventPage) -> Register | None:
    return Register.objects.counted().filter(event_key=page.translation_key).first()


class SignUpsView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """``events/<page>/sign-ups/``: the list; ticks and buttons are sent to it."""

    template_name = "agenda/admin/sign_ups.html"
    page_title = gettext_lazy("Sign-ups")
    header_icon = "group"

    @cached_property
    def event(self) -> EventPage:
        """The event. Raises Http404, or PermissionDenied to who may not edit it."""
        return event_for(self.request, self.kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        """The event's title."""
        return self.event.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the event, the list."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.event.pk]), "label": self.event.title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table, the numbers, and where it is as a file and for paper."""
        context = super().get_context_data(**kwargs) | {"event": self.event, "register": None, "table": None}
        if register := _register(self.event):
            numbers = numbers_of(register)
            countries = [(country_name(code), number) for code, number in numbers["countries"].items()]
            context |= {"register": register, "numbers": numbers, "countries": countries}
            context |= {"table": table_of(self.event, register), "kept_days": kept_for().days}
            context |= {"links": {name: reverse(name, args=[self.event.pk]) for name in (CSV, PRINT)}}
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """``do``: ``came``, or ``up-<key>`` and ``off-<key>`` for one of them. Raises Http404 for who is not in the list."""
        register = _register(self.event)
        if register is None:
            raise Http404
        act, _dash, pk = request.POST.get("do", "").partition("-")
        if act == "came":
            _tick(register, request.POST.getlist("came"))
            messages.success(request, _("Saved who came."))
        elif act in {"up", "off"} and pk.isdecimal() and len(pk) < 19:
            signup = get_object_or_404(SignUp, pk=int(pk), register=register)
            (book.move_up if act == "up" else book.cancel)(signup)
            messages.success(request, _("Done. %(name)s is told by mail.") % {"name": signup.name})
        return HttpResponseRedirect(reverse(LIST, args=[self.event.pk]))


def _tick(register: Register, ticked: list[str]) -> None:
    seated = register.signups.present()
    there = [int(pk) for pk in ticked if pk.isdecimal() and len(pk) < 19]
    seated.filter(pk__in=there, came=False).update(came=True)
    seated.exclude(pk__in=there).filter(came=True).update(came=False)


def sign_ups_csv(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list as CSV. Raises Http404 for an event nobody could sign up for, or PermissionDenied."""
    page, register = _with_register(request, page_id)
    response = HttpResponse(csv_of(table_of(page, register)), content_type="text/csv; charset=utf-8")
    return _kept_private(response, f"{page.slug}.csv")


def sign_ups_print(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list for paper: names and a line to sign on. Raises Http404 or PermissionDenied as ``sign_ups_csv``."""
    page, register = _with_register(request, page_id)
    rows = [row for row in table_of(page, register).rows if row.may_come]
    return render(request, "agenda/admin/sign_ups_print.html", {"event": page, "rows": rows})


def sign_up_certificate(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """The certificate of somebody who came, in their language. Raises Http404 for others, or PermissionDenied."""
    page, register = _with_register(request, page_id)
    signup = get_object_or_404(SignUp, pk=pk, register=register)
    if not signup.is_certified:
        raise Http404
    with override(signup.language):
        content = certificate(Versions(page.translation_key).to(signup.language) or page, signup)
    return _kept_private(HttpResponse(content, content_type="application/pdf"), f"{page.slug}-{pk}.pdf")


def _with_register(request: HttpRequest, page_id: int) -> tuple[EventPage, Register]:
    page = event_for(request, page_id)
    return page, get_object_or_404(Register, event_key=page.translation_key)


def _kept_private(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    add_never_cache_headers(response)
    return response
