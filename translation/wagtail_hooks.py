"""The translation room's part of the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core.waiting import sections
from translation import editor
from translation.desk import column, leading
from translation.desk.names import DESK, DOWNLOAD, FILES, PANEL, PASSAGES, PREVIEW, UPLOAD
from translation.desk.passage import PassageView
from translation.desk.passages import PassagesView
from translation.desk.preview import PreviewView
from translation.desk.rights import ASK, may_see
from translation.desk.views import DeskView
from translation.desk.words_view import WORDS, WordsView
from translation.editor import before_edit, nothing_destructive_first
from translation.files.views import FilesView, download
from translation.files.views import upload as upload_file
from translation.glossary.files.views import download_csv, download_tbx, upload
from translation.glossary.viewsets import ConceptViewSet
from translation.machine.names import MACHINE
from translation.machine.views import MachineView
from translation.models import ReviewSettings
from translation.requests.letters import REQUEST
from translation.requests.views import ASKING, REQUESTS, AskView, RequestsView, RequestView
from translation.starting import StartPageTranslationView
from translation.updating import UpdateView
from translation.views import upload_po
from translation.waiting import own_under_way, texts_to_translate

register_snippet(ConceptViewSet)
registry.register(ReviewSettings, icon="check")
sections.register("translations", 70, texts_to_translate)
sections.register("translations-under-way", 25, own_under_way)
column.connect()
hooks.register("before_edit_page", before_edit, order=-1)
hooks.register("before_edit_snippet", before_edit, order=-1)
hooks.register("before_bulk_action", editor.before_bulk_publishing)
hooks.register("before_edit_page", leading.before_edit, order=-1)
hooks.register("before_edit_snippet", leading.before_edit, order=-1)
hooks.register("construct_page_action_menu", nothing_destructive_first)
hooks.register("construct_snippet_action_menu", nothing_destructive_first)


class DeskMenuItem(MenuItem):
    """For whoever writes pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("insert_global_admin_css")
def desk_styles() -> str:
    """Of the states, which stand in the explorer too."""
    return format_html('<link rel="stylesheet" href="{}">', static("translation/states.css"))


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """Beside the pages."""
    return DeskMenuItem(
        _("Translations"), reverse(DESK), name="translations", icon_name="wagtail-localize-language", order=110
    )


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The desk."""
    return [
        path("translations/", DeskView.as_view(), name=DESK),
        path("translations/ask/", AskView.as_view(), name=ASKING),
        path("translations/words/", WordsView.as_view(), name=WORDS),
        path("translations/requests/", RequestsView.as_view(), name=REQUESTS),
        path("translations/requests/<int:pk>/", RequestView.as_view(), name=REQUEST),
        path("translations/machine/", MachineView.as_view(), name=MACHINE),
        path("translations/<int:item>/<slug:language>/", PassagesView.as_view(), name=PASSAGES),
        path("translations/<int:item>/<slug:language>/preview/", PreviewView.as_view(), name=PREVIEW),
        path("translations/<int:item>/<slug:language>/<int:passage>/", PassageView.as_view(), name=PANEL),
    ]


class WordsMenuItem(MenuItem):
    """For whoever asks for translations."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ASK)


@hooks.register("register_reports_menu_item")
def words_menu_item() -> MenuItem:
    """Who has translated how much."""
    return WordsMenuItem(_("Words translated"), reverse(WORDS), name="words", icon_name="doc-full", order=1200)


@hooks.register("register_admin_urls")
def file_urls() -> list[URLPattern]:
    """Passages as files."""
    return [
        path("translations/files/", FilesView.as_view(), name=FILES),
        path("translations/files/download/", download, name=DOWNLOAD),
        path("translations/files/upload/", upload_file, name=UPLOAD),
    ]


@hooks.register("construct_reports_menu")
def translations_report_in_the_editors_language(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize names its report once, in the language of whoever opens the admin first."""
    for item in items:
        if "localize" in item.url and "report" in item.url:
            item.label = _("Translations")


@hooks.register("construct_settings_menu")
def review_in_the_editors_language(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail names a setting once, in the language of whoever opens the admin first."""
    for item in items:
        if getattr(item, "model", None) is ReviewSettings:
            item.label = _("Review of translations")


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[URLPattern]:
    """Before those of wagtail-localize: its upload answers broken files with an error of the server or with success, and
    its start of a translation refuses translators, and its update publishes without the right to and without a question."""
    return [
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_po, name="translation_upload_po"),
        path("localize/submit/page/<int:page_id>/", StartPageTranslationView.as_view(), name="translation_start"),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view(), name="translation_update"),
    ]


@hooks.register("register_admin_urls")
def glossary_urls() -> list[URLPattern]:
    """The glossary as a file."""
    return [
        path("glossary/glossary.csv", download_csv, name="translation_glossary_csv"),
        path("glossary/glossary.tbx", download_tbx, name="translation_glossary_tbx"),
        path("glossary/import/", upload, name="translation_glossary_upload"),
    ]


@hooks.register("register_page_header_buttons")
def ask_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page."""
    if page.depth > 1 and user.has_perm(ASK):
        url = f"{reverse(ASKING)}?page_id={page.pk}"
        yield Button(_("Ask for translations"), url, icon_name="wagtail-localize-language", priority=75)
