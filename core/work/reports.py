"""Background work in the admin: what waits, runs, is done or failed, and another try."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.work import signs
from core.work.models import Job
from core.work.recording import try_again
from core.work.runner import definition
from core.work.vocabularies import State

LIST = "work_report"
MAY_SEE, MAY_TRY = "work.view_job", "work.change_job"


class JobFilterSet(WagtailFilterSet):
    """Narrow the list to a state."""

    class Meta:
        model = Job
        fields = ["state"]


class RetryColumn(BaseColumn):
    """A button beside what failed."""

    cell_template_name = "work/retry_cell.html"

    def get_cell_context_data(self, instance: Job, parent_context: Any) -> dict[str, Any]:
        """Whether this row failed and this person may have it tried again."""
        request = parent_context["request"]
        offered = instance.state == State.FAILED and request.user.has_perm(MAY_TRY)
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"offered": offered, "label": label(instance), "csrf_token": get_token(request)}


class WorkReport(ReportView):
    """Tasks, newest first."""

    index_url_name = LIST
    index_results_url_name = "work_report_results"
    template_name = "work/report.html"
    page_title = gettext_lazy("Background work")
    header_icon = "tasks"
    model = Job
    filterset_class = JobFilterSet
    default_ordering = "-pk"
    is_searchable = False
    permission_policy = ModelPermissionPolicy(Job)
    any_permission_required = ["view"]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What, since when, how far, and why not."""
        return [
            Column("label", label=_("Task"), accessor=label),
            Column("get_state_display", label=_("State")),
            DateColumn("enqueued_at", label=_("Asked for")),
            DateColumn("finished_at", label=_("Finished")),
            Column("attempts", label=_("Tries")),
            Column("reason", label=_("Reason"), accessor=reason),
            RetryColumn("retry", label=_("Try again")),
        ]

    def get_base_queryset(self) -> QuerySet:
        """Every job that is kept."""
        return Job.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Says above the list when no worker runs."""
        return super().get_context_data(**kwargs) | {"standing": signs.standing()}


class WorkPanel(Component):
    """On the admin's home when something is wrong: no worker runs, or tasks failed."""

    name = "work"
    template_name = "work/home_panel.html"
    order = 50

    def __init__(self, standing: signs.Standing) -> None:
        self.standing = standing

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """How background work stands."""
        return {"standing": self.standing, "list": LIST, "state": State.FAILED}


def label(job: Job) -> str:
    """What a task does, in plain words; its dotted path when this version does not know it."""
    task = definition(job)
    return str(task.label) if task else job.task


def reason(job: Job) -> str:
    """Why it failed or is tried again, in plain words."""
    return ": ".join(part for part in (job.get_reason_display(), job.detail) if part)


class RetryView(PermissionCheckedMixin, View):
    """The button beside what failed."""

    http_method_names = ["post"]
    permission_policy = ModelPermissionPolicy(Job)
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enqueue the job anew, then show the list."""
        job = get_object_or_404(Job, pk=pk)
        task = definition(job)
        if task is None:
            messages.error(request, _("This version of the portal does not know the task."))
        elif try_again(job, task.key(job.arguments)):
            messages.success(request, _("“%(task)s” is tried again.") % {"task": task.label})
        else:
            messages.warning(request, _("“%(task)s” waits or runs already.") % {"task": task.label})
        return redirect(LIST)
