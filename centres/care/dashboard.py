"""What needs care: one page with counts, one list behind each, and the button that mails centres."""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from centres import vocabularies
from centres.care import reviews
from centres.care.wording import changed_facts
from centres.care.worklists import BY_CODE, WORKLISTS, Worklist, pairs
from centres.models import Centre, ReviewRequest, Suggestion
from core.countries import country_choices

INDEX = "centres_care"
MAX_MAILS = 200


def _admin_url(name: str, *args: Any) -> str:
    model: Any = Centre
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def edit_url(centre: Centre) -> str:
    """The form of a centre in the admin."""
    return _admin_url("edit", quote(centre.pk))


class CareFilterSet(WagtailFilterSet):
    """Narrow a list of centres."""

    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    network = django_filters.ChoiceFilter(label=_("Network"), choices=lambda: vocabularies.Network.choices)

    class Meta:
        model = Centre
        fields: ClassVar[list[str]] = ["country", "network"]


class MayChangeCentres(PermissionCheckedMixin):
    """For those who may do something about it."""

    permission_policy = ModelPermissionPolicy(Centre)
    permission_required = "change"


class CareView(MayChangeCentres, WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """The counts."""

    template_name = "centres/care/admin/index.html"
    page_title = _("What needs care")
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One tile a list: the list, its count, its address."""
        tiles = [(one, one.count(), reverse(list_name(one.code))) for one in WORKLISTS]
        return super().get_context_data(**kwargs) | {"tiles": tiles}


class CareList(MayChangeCentres, ReportView):
    """One list; subclasses say what a row shows."""

    worklist: Worklist = WORKLISTS[0]
    header_icon = "warning"
    default_ordering = None
    is_searchable = False
    results_template_name = "centres/care/admin/results.html"

    @cached_property
    def page_title(self) -> str:
        """The name of the list."""
        return str(self.worklist.title)

    @cached_property
    def index_url(self) -> str:
        """The address of the list."""
        return reverse(list_name(self.worklist.code))

    @cached_property
    def index_results_url(self) -> str:
        """The address of its rows alone."""
        return reverse(f"{list_name(self.worklist.code)}_results")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, what needs care, this list."""
        above = {"url": reverse(INDEX), "label": _("What needs care")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_base_queryset(self) -> Any:
        """The rows."""
        return self.worklist.rows()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what to do about the rows."""
        return super().get_context_data(*args, **kwargs) | {
            "why": self.worklist.why,
            "send_url": reverse(f"{INDEX}_send"),
        }


class CheckboxColumn(Column):
    """A box to choose a centre, named by it."""

    cell_template_name = "centres/care/admin/choose_cell.html"


class CentreList(CareList):
    """Centres, with a box each to mail them."""

    model = Centre
    filterset_class = CareFilterSet
    results_template_name = "centres/care/admin/centre_results.html"
    list_export: ClassVar[list[str]] = [
        "uid",
        "name",
        "city",
        "country",
        "status",
        "checked_on",
        "website",
        "phone",
        "email",
    ]
    columns: ClassVar[list[Column]] = [
        CheckboxColumn("choose", label=_("Choose")),
        TitleColumn("name", label=_("Name"), get_url=edit_url),
        Column("town_line", label=_("Place")),
        Column("get_network_display", label=_("Network")),
        Column("get_status_display", label=_("Status")),
        Column("checked_on", label=_("Last checked"), accessor=lambda centre: centre.checked_on or _("never")),
    ]


class PairList(CareList):
    """Two centres a row."""

    columns: ClassVar[list[Column]] = [
        TitleColumn("one", label=_("Centre"), get_url=lambda pair: edit_url(pair.one)),
        TitleColumn("other", label=_("Perhaps the same"), get_url=lambda pair: edit_url(pair.other)),
        Column("place", label=_("Place"), accessor=lambda pair: pair.one.town_line),
    ]

    def decorate_paginated_queryset(self, object_list: Iterable[tuple[int, int]]) -> Any:
        """Loads the centres of one page of pairs."""
        return object_list

    def get_table(self, object_list: Iterable[tuple[int, int]]) -> Any:
        """The table of one page of pairs."""
        return super().get_table(pairs(list(object_list)))


class ChangesColumn(Column):
    """What a suggestion changes, fact by fact."""

    cell_template_name = "centres/care/admin/changes_cell.html"

    def get_value(self, instance: Suggestion) -> Any:
        """The changed facts."""
        return changed_facts(instance.centre, instance.changes)


class StateColumn(Column):
    """The state of a suggestion, which leads to the place where it is decided."""

    cell_template_name = "centres/care/admin/state_cell.html"

    def get_value(self, instance: Suggestion) -> str:
        """The address of that place."""
        return _decide_url(instance)


def _decide_url(suggestion: Suggestion) -> str:
    """Compared with what visitors read once it is a draft; words alone change nothing, so they lead to the form."""
    if not suggestion.revision_id or not suggestion.changes:
        return edit_url(suggestion.centre)
    return _admin_url("revisions_compare", quote(suggestion.centre_id), "live", suggestion.revision_id)


class SuggestionList(CareList):
    """What people propose."""

    model = Suggestion
    columns: ClassVar[list[Column]] = [
        TitleColumn("centre", label=_("Centre"), get_url=lambda suggestion: edit_url(suggestion.centre)),
        ChangesColumn("changes", label=_("New")),
        Column("note", label=_("Note")),
        Column(
            "by_owner",
            label=_("Sent by"),
            accessor=lambda one: _("the centre itself") if one.by_owner else _("a visitor"),
        ),
        StateColumn("state", label=_("State"), width="12%"),
        DateColumn("created_at", label=_("Sent")),
    ]


class MailList(CareList):
    """Mails that ask whether facts are right."""

    model = ReviewRequest
    columns: ClassVar[list[Column]] = [
        TitleColumn("centre", label=_("Centre"), get_url=lambda mail: edit_url(mail.centre)),
        Column("email", label=_("E-mail address")),
        Column("get_language_display", label=_("Language")),
        DateColumn("sent_at", label=_("Sent")),
        Column("get_answer_display", label=_("Answer")),
        DateColumn("answered_at", label=_("Answered")),
    ]


_VIEWS: dict[str, type[CareList]] = {
    "suggestions": SuggestionList, "duplicates": PairList, "unanswered": MailList, "answers": MailList,
}  # fmt: skip


class SendView(MayChangeCentres, View):
    """Mails the chosen centres now, within the same limits as every day."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sends, then says what came of it."""
        chosen = [int(pk) for pk in request.POST.getlist("centre")[:MAX_MAILS] if pk.isdecimal() and len(pk) < 19]
        outcome = reviews.send(reviews.with_history(Centre.objects.public().filter(pk__in=chosen)))
        sent = outcome.pop("sent", 0)
        others = sum(outcome.values())
        if sent:
            text = ngettext("A mail to %(n)s centre is on its way.", "Mails to %(n)s centres are on their way.", sent)
            messages.success(request, text % {"n": sent})
        if others:
            text = ngettext(
                "%(n)s centre was not mailed: no address, mailed lately, or no answer to three mails.",
                "%(n)s centres were not mailed: no address, mailed lately, or no answer to three mails.",
                others,
            )
            messages.warning(request, text % {"n": others})
        if not chosen:
            messages.warning(request, gettext("Choose at least one centre."))
        return HttpResponseRedirect(reverse(list_name("due")))


def list_name(code: str) -> str:
    """The name of a list's address."""
    return f"{INDEX}_{code.replace('-', '_')}"


def care_urls() -> list[URLPattern]:
    """``centres/care/`` and one address a list."""
    patterns = [path("centres/care/", CareView.as_view(), name=INDEX)]
    patterns.append(path("centres/care/send/", SendView.as_view(), name=f"{INDEX}_send"))
    for code, worklist in BY_CODE.items():
        view, name = _VIEWS.get(code, CentreList), list_name(code)
        patterns.append(path(f"centres/care/{code}/", view.as_view(worklist=worklist), name=name))
        results = view.as_view(worklist=worklist, results_only=True)
        patterns.append(path(f"centres/care/{code}/results/", results, name=f"{name}_results"))
    return patterns
