"""Menu entry, addresses and history entries of the import."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from centres.admin_menu import MENU_HOOK
from centres.importing.admin import actions, pages
from centres.importing.work import history


class ImportsMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may import centres."""
        return request.user.has_perm("centres.add_import")


@hooks.register(MENU_HOOK)
def imports_menu_item() -> MenuItem:
    """Centres → Imports."""
    return ImportsMenuItem(
        gettext_lazy("Imports"), reverse("centre_imports"), name="centre-imports", icon_name="upload", order=120
    )


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Addresses of the pages and of their buttons."""
    one = "imports/<int:pk>/"
    return [
        path("imports/", pages.IndexView.as_view(), name="centre_imports"),
        path("imports/new/", pages.UploadView.as_view(), name="centre_import_new"),
        path(one, pages.ImportPage.as_view(), name="centre_import"),
        path(f"{one}columns/", pages.ColumnsView.as_view(), name="centre_import_columns"),
        path(f"{one}check/", actions.CheckView.as_view(), name="centre_import_check"),
        path(f"{one}run/", actions.RunView.as_view(), name="centre_import_run"),
        path(f"{one}stop/", actions.StopView.as_view(), name="centre_import_stop"),
        path(f"{one}resume/", actions.ResumeView.as_view(), name="centre_import_resume"),
        path(f"{one}undo/", actions.UndoView.as_view(), name="centre_import_undo"),
        path(f"{one}discard/", actions.DiscardView.as_view(), name="centre_import_discard"),
        path(f"{one}mend/", actions.MendView.as_view(), name="centre_import_mend"),
        path(f"{one}decide/", actions.DecideView.as_view(), name="centre_import_decide"),
        path(f"{one}words/", actions.WordsView.as_view(), name="centre_import_words"),
        path(f"{one}status.json", actions.StatusView.as_view(), name="centre_import_status"),
        path(f"{one}points.json", actions.PointsView.as_view(), name="centre_import_points"),
        path(f"{one}report.csv", actions.ReportView.as_view(), name="centre_import_report"),
    ]


@hooks.register("register_log_actions")
def import_log_actions(registry: LogActionRegistry) -> None:
    """What a centre's history says about imports."""
    texts = {
        history.CREATED: (gettext_lazy("Import"), gettext_lazy("Added by import of “%(file)s” (%(source)s)")),
        history.CHANGED: (gettext_lazy("Import"), gettext_lazy("Changed by import of “%(file)s” (%(source)s)")),
        history.UNDONE: (gettext_lazy("Undo import"), gettext_lazy("Import of “%(file)s” (%(source)s) undone")),
    }
    for action, (label, text) in texts.items():
        registry.register_action(action)(_formatter(label, text))


def _formatter(words: Any, text: Any) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        """Names the table and who sent it."""

        label = words

        def format_message(self, log_entry: Any) -> str:
            """The sentence of the history."""
            return str(text) % {name: log_entry.data.get(name, _("unknown")) for name in ("file", "source")}

    return Formatter
