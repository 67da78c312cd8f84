"""What the buttons of an import do, and what its script and the map ask for."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from centres.importing.admin.forms import WordsForm
from centres.importing.admin.pages import OneImportView
from centres.importing.plan.survey import ANOTHER
from centres.importing.work import answers, report, runner
from centres.importing.work.lease import halt
from centres.models import Import, Outcome, State
from core.slugs import slug_of

MAX_POINTS = 2000


class ActionView(OneImportView, ABC):
    """A button: does its work once and goes back to the page of the import."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Do it, then show the import."""
        self.act(request, self.batch)
        back = reverse("centre_import", args=[pk])
        query = request.POST.get("query", "")
        return redirect(f"{back}?{query}" if query.replace("=", "").replace("&", "").isalnum() else back)

    @abstractmethod
    def act(self, request: HttpRequest, batch: Import) -> None:
        """What the button does."""


class CheckView(ActionView):
    """Look at every row again."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Starts the check."""
        check(batch)


class RunView(ActionView):
    """Write into the directory what the check has shown."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Starts writing, unless there are answers that no check has seen."""
        if batch.option("pending"):
            messages.warning(request, _("Check again first: there are answers that the check has not seen."))
        else:
            runner.begin(batch, State.RUNNING)


class StopView(ActionView):
    """Stop after the rows that are being written."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Stops the process at its next batch."""
        halt(batch)


class ResumeView(ActionView):
    """Go on where it stopped."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Starts another process, unless one is at work."""
        runner.resume(batch)


class UndoView(ActionView):
    """Take the import back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """For those who may delete."""
        if not request.user.has_perm("centres.delete_import"):
            return permission_denied(request)
        return super().post(request, pk)

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Starts taking it back."""
        runner.begin(batch, State.UNDOING)


class DiscardView(OneImportView):
    """Throw away an import that has written nothing; there is no import to go back to."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Removes rows and file."""
        batch = self.batch
        if batch.is_working or batch.rows.filter(written=True).exists():
            messages.error(request, _("This import has written rows or is at work. Stop and undo it first."))
            return redirect("centre_import", pk)
        batch.discard()
        messages.success(request, _("The import was discarded. Nothing of it is in the directory."))
        return redirect("centre_imports")


class MendView(ActionView):
    """Right values for cells.

    ``cell-<line>-<column>``: what stands in its box now, ``was-…`` what stood there; ``take``: one suggestion, or all of
    the page; ``empty``: one cell; ``empty_kind``: all cells that are wrong as this one; ``all``: this cell and those with the
    same value get what stands in ``all-<line>-<column>``.
    """

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Keeps the values; with ``check`` the rows are looked at again at once."""
        if batch.is_working:
            return
        take, empty = request.POST.get("take", ""), request.POST.get("empty", "")
        boxes, before, hints = (_cells(request.POST, prefix) for prefix in ("cell-", "was-", "hint-"))
        values = {cell: value for cell, value in boxes.items() if value != before.get(cell)}
        values |= {cell: value for cell, value in hints.items() if take in {cell, "all"} and value}
        values |= {cell: "" for cell in boxes if cell == empty}
        answers.correct(batch, values)
        if kind := request.POST.get("empty_kind"):
            messages.success(
                request, _("Cells left empty: %(n)s. Check again.") % {"n": answers.empty_kind(batch, kind)}
            )
        if cell := request.POST.get("all"):
            value = _cells(request.POST, "all-").get(cell, "")
            if number := answers.correct_all(batch, cell, value):
                messages.success(request, _("Cells with the right value: %(n)s. Check again.") % {"n": number})
            else:
                messages.warning(request, _("Write the right value first."))
        if "check" in request.POST:
            check(batch)


class DecideView(ActionView):
    """Whether a row is the same centre as the one it resembles; ``line=all``: all that wait are others."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Keeps the decision until the next check."""
        line, decision = request.POST.get("line", ""), request.POST.get("decision", "")
        if batch.is_working:
            return
        if line == "all" and decision == ANOTHER:
            kept = bool(answers.decide_others(batch))
        else:
            row = batch.rows.filter(line=int(line)).first() if line.isdigit() and len(line) < 9 else None
            kept = row is not None and answers.decide(batch, row, decision)
        if kept:
            messages.success(request, _("Kept. Check again when you have answered what you want to answer."))


class WordsView(ActionView):
    """What the words of the file mean; ``rest``: the answer for all that have none."""

    def act(self, request: HttpRequest, batch: Import) -> None:
        """Keeps the answers for the source and looks at the rows again."""
        form = WordsForm(request.POST, batch=batch)
        if batch.is_working or not form.is_valid():
            return
        if answers.explain(batch, form.get_meanings()):
            check(batch)


class StatusView(OneImportView):
    """How far it is, for the script of the page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """State, rows done and all rows."""
        batch = self.batch
        data = {"state": batch.state, "position": batch.position, "alive": batch.is_alive, "working": batch.is_working}
        response = JsonResponse(data)
        add_never_cache_headers(response)
        return response


class PointsView(OneImportView):
    """The points of the rows, for the map: ``[lat, lng, outcome, line, name]``."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """At most MAX_POINTS, rows to look at first."""
        first = [Outcome.DUPLICATE, Outcome.SKIPPED, Outcome.CREATE, Outcome.CHANGE, Outcome.SAME]
        points: list[list[Any]] = []
        for outcome in first:
            points += _points(self.batch, outcome, MAX_POINTS - len(points))
        response = JsonResponse({"points": points, "complete": len(points) < MAX_POINTS})
        add_never_cache_headers(response)
        return response


class ReportView(OneImportView):
    """What became of each row, as a CSV file."""

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Streams the report."""
        response = StreamingHttpResponse(report.table(self.batch), content_type="text/csv; charset=utf-8")
        word = _("report")
        name = f"{slug_of(self.batch.filename) or 'import'}-{word}.csv"
        response["Content-Disposition"] = f'attachment; filename="{slug_of(name[:-4])}.csv"'
        return response


def check(batch: Import) -> None:
    """Starts a check that sees all answers."""
    if runner.ask(batch, State.CHECKING):
        batch.refresh_from_db()
        batch.options.pop("pending", None)
        batch.save(update_fields=["options"])
        runner.go_on.enqueue(batch.pk)


def _cells(posted: Mapping[str, str], prefix: str) -> dict[str, str]:
    """``cell-12-3=x`` → ``{"12:3": "x"}``; other names are not looked at."""
    found = {}
    for name, value in posted.items():
        line, _dash, number = name.removeprefix(prefix).partition("-") if name.startswith(prefix) else ("", "", "")
        if line.isdigit() and number.isdigit() and len(name) < 30:
            found[f"{line}:{number}"] = str(value)
    return found


def _points(batch: Import, outcome: str, limit: int) -> Iterator[list[Any]]:
    rows = batch.rows.filter(outcome=outcome).select_related("centre")[: max(0, limit)]
    for row in rows:
        lat, lng = (row.changes.get(name, [None, None])[1] for name in ("lat", "lng"))
        if (lat is None or lng is None) and row.centre is not None and row.centre.point:
            lat, lng = row.centre.point
        if lat is not None and lng is not None:
            yield [lat, lng, row.outcome, row.line, row.name]
