"""Outgoing mail in the admin: what waits, what was sent, what was given up and why."""

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.letters import outbox
from core.letters.kinds import kinds, label_of
from core.letters.models import Mail

REPORT, AGAIN = "letters_report", "letters_again"
MAY_SEE = "letters.view_mail"


def _kind_choices() -> list[tuple[str, Any]]:
    return [(code, kind.label) for code, kind in kinds().items()]


class MailFilterSet(WagtailFilterSet):
    """Narrow the report to a state or a kind."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=Mail.State.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=_kind_choices)

    class Meta:
        model = Mail
        fields = ["state", "kind"]


class AgainColumn(Column):
    """A button for mails that were not sent."""

    cell_template_name = "letters/admin/again.html"

    def get_cell_context_data(self, instance: Mail, parent_context: Any) -> dict[str, Any]:
        """The address the button posts to; none for a mail that was sent."""
        url = "" if instance.state == Mail.State.SENT else reverse(AGAIN, args=[instance.pk])
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"]), "url": url}


class MailReport(ReportView):
    """Every mail of the last weeks, the newest first. What a mail says is shown to nobody."""

    model = Mail
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    page_title = _("Outgoing mail")
    header_icon = "mail"
    filterset_class = MailFilterSet
    default_ordering = "-pk"
    is_searchable = False
    permission_policy = ModelPermissionPolicy(Mail)
    any_permission_required = ["view"]

    @cached_property
    def columns(self) -> list[Column]:
        """How far it is, to whom, about what, and what stood in the way."""
        return [
            Column("get_state_display", label=_("State"), sort_key="state"),
            Column("to", label=_("Recipient")),
            Column("subject", label=_("Subject")),
            Column("kind", label=_("Kind"), accessor=lambda mail: label_of(mail.kind)),
            Column("attempts", label=_("Tries")),
            Column("error", label=_("Reason")),
            DateColumn("created_at", label=_("Written on")),
            DateColumn("ended_at", label=_("Sent or given up on")),
            AgainColumn("again", label=_("Send now")),
        ]


class AgainView(PermissionCheckedMixin, View):
    """Sends a mail now that waits for its next try or was given up."""

    permission_policy = ModelPermissionPolicy(Mail)
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the report, which says what became of it."""
        if outbox.try_again(pk):
            messages.success(request, gettext("The mail is on its way."))
        else:
            messages.warning(request, gettext("This mail was sent already."))
        return HttpResponseRedirect(reverse(REPORT))


class MailPanel(Component):
    """On the admin's home when mails were given up."""

    name = "outgoing-mail"
    template_name = "letters/admin/home_panel.html"
    order = 51

    def __init__(self, failed: int) -> None:
        self.failed = failed

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """How many, and the way to the report."""
        return {"failed": self.failed, "url": f"{reverse(REPORT)}?state={Mail.State.FAILED}"}
