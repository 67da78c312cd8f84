"""The pages of the import: the list, the table, its columns, and what its rows do."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from centres.columns.public import COLUMNS
from centres.importing.admin.forms import ColumnsForm, SheetForm, UploadForm, WordsForm
from centres.importing.fields import field_choices
from centres.importing.tables.table import FileRefused
from centres.importing.work import intake, report
from centres.importing.work.telling import say, tell
from centres.models import Centre, Import, ImportRow, Outcome, State
from centres.pages.maps import ADMIN_STYLE_SHEETS, map_files

MOST_REPEATED = 50
PER_PAGE = 25
PROBLEMS = "problems"
WORDS = "words"
STEPS = (
    gettext_lazy("Table"),
    gettext_lazy("Columns"),
    gettext_lazy("Words"),
    gettext_lazy("Check"),
    gettext_lazy("Import"),
)
_WORDS_STEP, _CHECK_STEP, _LAST_STEP = 3, 4, 5
_STEP_OF = dict.fromkeys((State.DONE, State.RUNNING, State.UNDOING, State.UNDONE), _LAST_STEP) | {State.UPLOADED: 2}


class ImportView(WagtailAdminTemplateMixin, View):
    """What all pages of the import share: who may see them, the way back, the steps."""

    page_title = gettext_lazy("Import centres")
    header_icon = "upload"
    step = 1

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may import."""
        if not request.user.has_perm("centres.add_import"):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, imports."""
        return [*super().get_breadcrumbs_items(), {"url": reverse("centre_imports"), "label": _("Imports")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the steps."""
        context = super().get_context_data(**kwargs)
        return context | {"batch": None, "steps": list(enumerate(STEPS, 1)), "step": self.step}


class OneImportView(ImportView):
    """A page or button of one import."""

    batch: Import

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Finds the import; 404 when there is none."""
        if request.user.has_perm("centres.add_import"):
            self.batch = get_object_or_404(Import.objects.select_related("source", "user"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, imports, this one."""
        own = {"url": reverse("centre_import", args=[self.batch.pk]), "label": self.batch.filename}
        return [*super().get_breadcrumbs_items(), own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the import."""
        return super().get_context_data(**kwargs) | {"batch": self.batch}


class IndexView(ImportView):
    """All imports, the newest first."""

    template_name = "centres/imports/index.html"
    page_title = gettext_lazy("Imports")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; two queries."""
        found = Paginator(Import.objects.select_related("source", "user"), PER_PAGE).get_page(request.GET.get("p"))
        rows = [(batch, report.summary(batch.counters)) for batch in found]
        return self.render_to_response(
            self.get_context_data(items=found, imports=rows, elided_page_range=_pages(found))
        )


class UploadView(ImportView):
    """Step 1: the table and who sends it."""

    template_name = "centres/imports/upload.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, imports, a new one."""
        return [*super().get_breadcrumbs_items(), {"url": reverse("centre_import_new"), "label": _("Import centres")}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.render_to_response(self.get_context_data(form=UploadForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keeps the table, or says why it cannot be read."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                batch = intake.receive(file, file.name, form.get_source(), form.get_options(), request.user)
            except FileRefused as error:
                form.add_error("file", str(error))
            else:
                return redirect("centre_import_columns", batch.pk)
        return self.render_to_response(self.get_context_data(form=form))


class ColumnsView(OneImportView):
    """Step 2: what each column is."""

    template_name = "centres/imports/columns.html"
    step = 2

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The proposal, or what was chosen before."""
        return self._page(self._form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Takes the columns over and goes on to the check."""
        from centres.importing.work import runner

        if self.batch.is_working:
            return redirect("centre_import", pk)
        if "choose_sheet" in request.POST:
            return self._choose_sheet(request)
        form = self._form(request.POST)
        if form.is_valid():
            # An old page, or a program, may not send the country: what was chosen before stands.
            country = form.cleaned_data["country"] if "country" in request.POST else None
            faults = intake.settle(self.batch, form.get_mapping(), country)
            for fault in faults:
                form.add_error(None, fault)
            if not faults:
                runner.begin(self.batch, State.CHECKING)
                return redirect("centre_import", pk)
        return self._page(form)

    def _choose_sheet(self, request: HttpRequest) -> HttpResponse:
        """Reads another sheet; what was chosen for the columns of the one before is let go."""
        chosen = SheetForm(request.POST, sheets=self.batch.format.get("sheets", ()))
        if chosen.is_valid() and not self.batch.rows.filter(written=True).exists():
            try:
                intake.choose_sheet(self.batch, chosen.cleaned_data["sheet"])
            except FileRefused as error:
                messages.error(request, str(error))
        return redirect("centre_import_columns", self.batch.pk)

    def _form(self, data: Any = None) -> ColumnsForm:
        batch = self.batch
        country = batch.option("country") or batch.format.get("country", {}).get("code", "")
        return ColumnsForm(data, header=batch.format["header"], mapping=batch.mapping, initial={"country": country})

    def _page(self, form: ColumnsForm) -> HttpResponse:
        doubts = self.batch.format.get("doubts", ())
        columns = [
            (field, examples, number in doubts)
            for number, (field, examples) in enumerate(zip(form.columns(), self.batch.format["examples"], strict=False))
        ]
        sheets = self.batch.format.get("sheets", ())
        sheet = SheetForm(initial={"sheet": self.batch.format["sheet"]}, sheets=sheets) if len(sheets) > 1 else None
        known = bool(intake.remembered(self.batch.source, self.batch.format["header"]))
        facts = {
            "columns": columns,
            "sheet_form": sheet,
            "is_remembered": known,
            "read_as": report.read_as(self.batch.format),
            "likely_country": report.likely_country(self.batch.format),
        }
        return self.render_to_response(self.get_context_data(form=form, **facts))


class ImportPage(OneImportView):
    """Steps 3 and 4: what the rows would do or did, and what is asked about them."""

    template_name = "centres/imports/show.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Progress while something happens, else the rows of the chosen kind."""
        batch = self.batch
        if batch.state == State.UPLOADED:
            return redirect("centre_import_columns", pk)
        self.step = _STEP_OF.get(batch.state, _CHECK_STEP)
        shown: dict[str, Any] = {}
        if not batch.is_working and batch.state != State.FAILED:
            shown = self._rows(request.GET.get("show", ""), request.GET.get("p"))
        if shown.get("show") == WORDS:
            self.step = _WORDS_STEP
        maps = {"map": map_files(), "map_styles": ADMIN_STYLE_SHEETS}
        return self.render_to_response(self.get_context_data() | self._state() | maps | shown)

    def _state(self) -> dict[str, Any]:
        batch, user = self.batch, self.request.user
        written = batch.rows.filter(written=True).count()
        coming = sum(batch.counters.get(outcome, 0) for outcome in (Outcome.CREATE, Outcome.CHANGE)) - written
        return {
            "summary": report.summary(batch.counters),
            "error": tell(batch.error),
            "total": 0 if batch.state == State.UNDOING else batch.format.get("rows", 0),
            "written": written,
            "coming": max(0, coming),
            "open_words": WordsForm(batch=batch).open if batch.state == State.CHECKED else 0,
            "is_pending": bool(batch.option("pending")),
            "may_undo": bool(written) and user.has_perm("centres.delete_import"),
            "is_halted": batch.is_working and not batch.is_alive,
        }

    def _rows(self, show: str, number: str | None) -> dict[str, Any]:
        batch = self.batch
        problems = report.with_problems(batch)
        words = WordsForm(batch=batch)
        kinds = [(WORDS, len(batch.asked), str(STEPS[_WORDS_STEP - 1]))] if batch.asked else []
        kinds += [(PROBLEMS, count, _("To look at"))] if (count := problems.count()) else []
        kinds += [(one, number, str(Outcome(one).label)) for one, number, _words in report.summary(batch.counters)]
        names = [kind for kind, _number, _label in kinds]
        if show not in names:
            first = [WORDS] if words.open else []
            first += [PROBLEMS, Outcome.DUPLICATE, *(name for name in names if name != WORDS), ""]
            show = next(name for name in first if name in names or not name)
        rows = problems if show == PROBLEMS else batch.rows.filter(outcome=show)
        centres = Centre.objects.prefetch_related("texts").select_related("parent", "organisation")
        rows = rows.prefetch_related(Prefetch("centre", centres))
        found = Paginator(rows, PER_PAGE).get_page(number)
        shown: dict[str, Any] = {"kinds": kinds, "show": show, "items": found, "elided_page_range": _pages(found)}
        if show == WORDS:
            shown["words"] = words
        elif show == PROBLEMS:
            shown["findings"] = list(report.findings(batch, found))
            shown["wrong_kinds"] = report.kinds(batch)
            shown["repeated"] = report.repeated(batch)[:MOST_REPEATED]
        elif show == Outcome.DUPLICATE:
            shown["pairs"] = [_pair(batch, row) for row in found]
            waiting = batch.rows.filter(outcome=Outcome.DUPLICATE).values_list("line", flat=True)
            shown["undecided"] = sum(str(line) not in batch.decisions for line in waiting)
        else:
            shown["rows"] = [(row, _changes(row), report.note_text(row)) for row in found]
        return shown


def _changes(row: ImportRow) -> list[tuple[str, str, str]]:
    """(column, before, after) in the order of the public columns."""
    order = [column.name for column in COLUMNS if column.name in row.changes]
    labels = _labels()
    return [(labels[name], say(name, row.changes[name][0]), say(name, row.changes[name][1])) for name in order]


def _pair(batch: Import, row: ImportRow) -> dict[str, Any]:
    """Both sides of a possible duplicate, column by column, and what was decided."""
    from centres.columns.public import flat

    twin = report.twin_of(row) or 0
    other: dict[str, Any] = {}
    if row.centre is not None:
        other = flat(row.centre)
    elif twin < 0 and (earlier := batch.rows.filter(line=-twin).first()):
        other = {name: after for name, (_before, after) in earlier.changes.items()}
    mine = {name: after for name, (_before, after) in row.changes.items()}
    names = [c.name for c in COLUMNS if c.name in mine and c.name != "uid"]
    labels = _labels()
    sides = [(labels[name], say(name, mine[name]), say(name, other.get(name))) for name in names]
    decision = str(batch.decisions.get(str(row.line), "")).partition(":")[0]
    shown = {"row": row, "twin_line": -twin if twin < 0 else 0, "sides": sides, "decision": decision}
    return shown | {"why": report.note_text(row)}


def _labels() -> dict[str, str]:
    return {name: label for _title, group in field_choices() for name, label in group}


def _pages(page: Any) -> list[Any]:
    return list(page.paginator.get_elided_page_range(page.number))
