"""Admin views of the kit's models."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser, snippets
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from core.language_rights import languages_of
from core.models import LanguageSettings


class NoChooserViewSet(chooser.SnippetChooserViewSet):
    """For models nothing points to: Wagtail would list their rows to everyone who may sign in."""

    def get_urlpatterns(self) -> list[Any]:
        return []


class _Known:
    """Before a view of a chooser: those who may not change a kind of thing choose among what is published."""

    request: HttpRequest
    model_class: Any

    def get_object_list(self) -> QuerySet:
        """What may be chosen."""
        meta, rows = self.model_class._meta, self.model_class.objects.all()
        changes_all = self.request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")
        return rows if changes_all else rows.filter(live=True)

    def get_object(self, pk: Any) -> Any:
        """What was chosen. Raises the model's DoesNotExist."""
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: list[Any]) -> QuerySet:
        """What was chosen, several at once."""
        return self.get_object_list().filter(pk__in=pks)


class ChooseView(_Known, chooser.ChooseView):
    """The window of a chooser."""


class ChooseResultsView(_Known, chooser.ChooseResultsView):
    """Its list."""


class ChosenView(_Known, chooser.SnippetChosenView):
    """What one chose in it."""


class ChosenMultipleView(_Known, chooser.SnippetChosenMultipleView):
    """Several things one chose in it."""


class DraftsChooserViewSet(chooser.SnippetChooserViewSet):
    """For models with drafts: Wagtail would tell their names to everyone who may sign in."""

    page_title = _("Choose")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


class CopyView(snippets.CopyView):
    """The form of a new thing, filled with another's facts; its address is its own."""

    def get_initial_form_instance(self) -> Any:
        copied = super().get_initial_form_instance()
        copied.slug = ""
        return copied


class LanguageSettingsEditView(EditView):
    """The form, with the other languages one may change beside it."""

    def get_translations(self) -> list[dict[str, Any]]:
        """``{"locale", "url"}`` of each."""
        mine = set(languages_of(self.request.user))
        return [one for one in super().get_translations() if one["locale"].pk in mine]


class LanguageSettingsViewSet(SnippetViewSet):
    """Navigation, footer and alert, one entry per language."""

    model = LanguageSettings
    chooser_viewset_class = NoChooserViewSet
    edit_view_class = LanguageSettingsEditView
    icon = "list-ul"
    menu_label = _("Navigation and footer")
    menu_name = "language-settings"
    menu_order = 900
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "claim", UpdatedAtColumn(label=_("Updated"))]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The languages one may change."""
        return policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(request.user, ["change"])
