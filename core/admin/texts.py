"""Texts of Wagtail's admin that reach editors in one language: read once at start, or written without gettext.

Each is given again, lazily, where Wagtail keeps it; templates that have a word in them are overridden in ``templates/wagtailadmin``.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin import auth
from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.forms.workflows import TaskChooserSearchForm, WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.views.generic.chooser import ChooseViewMixin
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.views import IndexView as RedirectIndexView
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.forms import TaskStateCommentForm
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.models import Locale, Site
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.snippets.views.chooser import BaseSnippetChooseView
from wagtail.users.forms import PagePermissionsForm
from wagtail_localize.models import LocaleSynchronization, LocaleSynchronizationModelForm, Translation
from wagtail_localize.views.report import TranslationsReportFilterSet

from core.people.languages import language_of

LABELS: dict[Any, dict[str, Any]] = {
    choosers.EmailLinkChooserForm: {
        "email_address": _("Email address"),
        "link_text": _("Link text"),
        "subject": _("Subject"),
        "body": _("Message"),
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("Telephone number"), "link_text": _("Link text")},
    choosers.ExternalLinkChooserForm: {"link_text": _("Link text")},
    choosers.AnchorLinkChooserForm: {"link_text": _("Link text")},
    WorkflowPageForm: {"page": _("Page")},
    WorkflowContentTypeForm: {"content_types": _("Content types")},
    PagePermissionsForm: {"page": _("Page")},
    LoginForm: {"password": _("Password"), "remember": _("Remember me")},
    TaskStateCommentForm: {"comment": _("Comment")},
    GroupImagePermissionFormSet.form: {"collection": _("Collection")},
    GroupDocumentPermissionFormSet.form: {"collection": _("Collection")},
    GroupCollectionManagementPermissionFormSet.form: {"collection": _("Collection")},
}
PICTURE_RIGHTS = (
    ("add_image", _("Add"), _("Add/edit images you own")),
    ("change_image", _("Edit"), _("Edit any image")),
    ("choose_image", _("Choose"), _("Select images in choosers")),
)

COLLECTION_RIGHTS = (
    ("add_collection", _("Add"), _("Add collections")),
    ("change_collection", _("Edit"), _("Edit collections")),
    ("delete_collection", _("Delete"), _("Delete collections")),
)


def connect() -> None:
    """Called once when the app is ready."""
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    for place in (ChooseViewMixin, ChooserViewSet):
        place.search_tab_label = _("Search")  # ty: ignore[invalid-assignment]
    ChooserViewSet.create_action_label = _("Create")  # ty: ignore[invalid-assignment]
    BaseSnippetChooseView.page_title = _("Choose")
    GroupImagePermissionFormSet.permission_types[:] = PICTURE_RIGHTS
    GroupCollectionManagementPermissionFormSet.permission_types[:] = COLLECTION_RIGHTS
    Locale._meta.verbose_name, Locale._meta.verbose_name_plural = _("Locale"), _("Locales")
    kinds = RedirectsReportFilterSet.base_filters["is_permanent"]
    kinds.extra |= {
        "choices": ((True, _("Permanent")), (False, _("Temporary"))),
        "empty_label": _("All"),
    }
    kinds.label = _("Type")
    headings: Any = {
        "old_path": _("From"),
        "site": _("Site"),
        "link": _("To"),
        "get_is_permanent_display": _("Type"),
    }
    RedirectIndexView.export_headings = headings
    _refuse_in_the_readers_language()
    _label_when_made(choosers.LocaleFilterMixin, "locale", _("Locale"))
    _label_when_made(TaskChooserSearchForm, "task_type", _("Task type"))
    _label_when_made(LocaleSynchronizationModelForm, "enabled", _("Enabled"))
    copied: Any = LocaleSynchronization._meta.get_field("sync_from")
    copied.verbose_name = _("Copy from")
    Translation._meta.verbose_name = _("translation")
    for column in SiteIndexView.columns[1:4]:
        column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
    for name, label in {"source_locale": _("Source language"), "target_locale": _("Target language")}.items():
        TranslationsReportFilterSet.base_filters[name].label = label


def _refuse_in_the_readers_language() -> None:
    """A refusal is told after Wagtail has left the language of the admin."""
    plain = auth.permission_denied

    def permission_denied(request: HttpRequest) -> HttpResponse:
        with override(language_of(request.user)):
            return plain(request)

    auth.permission_denied = permission_denied  # ty: ignore[invalid-assignment]


def _label_when_made(form: type[Any], name: str, label: Any) -> None:
    """For a field Wagtail adds to each form it makes."""
    plain = form.__init__

    def with_label(self: Any, *args: Any, **kwargs: Any) -> None:
        plain(self, *args, **kwargs)
        if name in self.fields:
            self.fields[name].label = label

    form.__init__ = with_label
