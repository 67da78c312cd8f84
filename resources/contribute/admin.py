"""Contributions in the admin: the list, one of them with its questions, and what waits on the first page."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import LogActionRegistry

from community.models import Organisation
from core.forms import PassageField
from core.waiting import sections
from core.waiting.sections import Row, Section
from resources.contribute import progress
from resources.contribute.rights import may_decide, may_see, seen_by
from resources.contribute.steps import summary_of
from resources.models import Contribution, ContributionState
from resources.models.contributions import WAITING

TEMPLATE = "resources/admin/contribution.html"
LIST, ONE = "contributions", "contributions_one"


def url_of(contribution: Contribution) -> str:
    """The address of one contribution in the admin."""
    return reverse(ONE, args=[contribution.pk])


class WordsForm(forms.Form):
    """A question, or a reason."""

    use_required_attribute = False

    text = PassageField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what the author shall read."),
            "max_length": _("This text has %(show_value)d characters. Shorten it to %(limit_value)d."),
        },
    )


class QuestionForm(WordsForm):
    """What an author is asked."""

    prefix = "ask"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext("Question to the author")


class ReasonForm(WordsForm):
    """Why it is not published."""

    prefix = "decline"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext("Why it is not published")


def _organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """Those that contributed something the reader sees."""
    return Organisation.objects.filter(pk__in=seen_by(request.user).order_by().values("organisation"))


class ContributionFilterSet(WagtailFilterSet):
    """Narrow the list."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[one for one in ContributionState.choices if one[0] != ContributionState.DRAFT]
    )
    organisation = django_filters.ModelChoiceFilter(label=_("Organisation"), queryset=_organisations)

    class Meta:
        model = Contribution
        fields: ClassVar[list[str]] = ["state", "language", "organisation"]


class MaySee:
    """For those some contributions are for."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises PermissionDenied to all others."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ContributionList(MaySee, ReportView):
    """What was sent, the newest first."""

    model = Contribution
    page_title = _("Contributions")
    header_icon = "mail"
    filterset_class = ContributionFilterSet
    index_url_name = LIST
    index_results_url_name = f"{LIST}_results"
    is_searchable = False
    default_ordering = None
    results_template_name = "resources/admin/results.html"
    columns: ClassVar[list[Column]] = [
        TitleColumn("title", label=_("Title"), get_url=url_of, accessor=str),
        Column("get_state_display", label=_("State")),
        Column("get_language_display", label=_("Language")),
        Column("organisation_name", label=_("Organisation")),
        DateColumn("sent_at", label=_("Sent")),
    ]

    def get_base_queryset(self) -> Any:
        """What this person may see."""
        return seen_by(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class ContributionView(MaySee, WagtailAdminTemplateMixin, View):
    """One contribution: who sent it, what was asked, a question more, or no."""

    header_icon = "mail"

    @cached_property
    def contribution(self) -> Contribution:
        """Raises Http404 when there is none this person may see."""
        return get_object_or_404(seen_by(self.request.user), pk=self.kwargs["pk"])

    @property
    def page_title(self) -> str:
        """What its author called it."""
        return str(self.contribution)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this one."""
        above = {"url": reverse(LIST), "label": ContributionList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows it."""
        return self._show(QuestionForm(), ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks or declines. Raises PermissionDenied to those who may not decide."""
        declines = request.POST.get("act") == "decline"
        if declines and not may_decide(request.user, self.contribution):
            raise PermissionDenied
        form = (ReasonForm if declines else QuestionForm)(request.POST)
        if not form.is_valid():
            return self._show(*((QuestionForm(), form) if declines else (form, ReasonForm())), status=400)
        text = form.cleaned_data["text"]
        if declines:
            self._say(progress.decline(self.contribution, text), gettext("Declined. The author is told why."))
        else:
            asks = bool(self.contribution.email) and self.contribution.state in WAITING
            if asks:
                progress.ask(self.contribution, request.user, text)
            self._say(asks, gettext("The question is on its way. You get a mail with the answer."))
        return HttpResponseRedirect(url_of(self.contribution))

    def _say(self, done: bool, sentence: str) -> None:
        if done:
            messages.success(self.request, sentence)
        else:
            messages.warning(self.request, gettext("It is decided already."))

    def _show(self, question: forms.Form, reason: forms.Form, status: int = 200) -> HttpResponse:
        one = self.contribution
        context = self.get_context_data() | {
            "contribution": one,
            "parts": summary_of(one) if not one.forgotten_at else [],
            "questions": one.questions.select_related("asked_by"),
            "question_form": question,
            "reason_form": reason,
            "waits": one.state in WAITING,
            "may_decide": one.state in WAITING and may_decide(self.request.user, one),
        }
        return TemplateResponse(self.request, TEMPLATE, context, status=status)


class ContributionsMenuItem(MenuItem):
    """For those some contributions are for."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


def waiting_contributions(user: Any, rows: int) -> list[Section]:
    """On the first page of the admin: what authors sent and nobody has decided, the oldest first."""
    if not may_see(user):
        return []
    waiting = seen_by(user).filter(state__in=WAITING).order_by("sent_at", "pk")
    asked = seen_by(user).filter(state=ContributionState.PUBLISHED).exclude(withdrawal_asked_at=None)
    return [
        _section("contributions", _("Good practices of authors"), waiting, rows),
        _section("to-take-off", _("Authors ask to take these off"), asked, rows),
    ]


def _section(code: str, title: Any, found: Any, rows: int) -> Section:
    number = found.count()
    return Section(code, title, number, [_row(one) for one in found[:rows]] if number else [])


def _row(one: Contribution) -> Row:
    url = reverse("wagtailadmin_pages:edit", args=[one.page_id]) if one.page_id else url_of(one)
    return Row(str(one), url, f"{one.get_language_display()} · {one.get_state_display()}")


def register() -> None:
    """Called once, when the hooks are read."""
    hooks.register("register_admin_urls", _urls)
    hooks.register("register_admin_menu_item", _menu_item)
    hooks.register("register_log_actions", _log_actions)
    hooks.register("after_delete_page", lambda request, page: progress.note_deleted())
    sections.register("contributions", 30, waiting_contributions)


def _urls() -> list[URLPattern]:
    return [
        path("contributions/", ContributionList.as_view(), name=LIST),
        path("contributions/results/", ContributionList.as_view(results_only=True), name=f"{LIST}_results"),
        path("contributions/<int:pk>/", ContributionView.as_view(), name=ONE),
    ]


def _menu_item() -> MenuItem:
    return ContributionsMenuItem(_("Contributions"), reverse(LIST), name="contributions", icon_name="mail", order=352)


def _log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("resources.contribute", _("Send a good practice"), _("Sent by its author"))
