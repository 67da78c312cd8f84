"""Admin views of the kit's models."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import LanguageSettings


class NoChooserViewSet(SnippetChooserViewSet):
    """For models nothing points to: Wagtail would list their rows to everyone who may sign in."""

    def get_urlpatterns(self) -> list[Any]:
        return []


class LanguageSettingsViewSet(SnippetViewSet):
    """Navigation, footer and alert, one entry per language."""

    model = LanguageSettings
    chooser_viewset_class = NoChooserViewSet
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
