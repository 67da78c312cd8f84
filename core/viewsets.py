"""Admin views of the kit's models."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import LanguageSettings


class LanguageSettingsViewSet(SnippetViewSet):
    """Navigation, footer and alert, one entry per language."""

    model = LanguageSettings
    icon = "list-ul"
    menu_label = _("Navigation and footer")
    menu_name = "language-settings"
    menu_order = 900
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "claim", UpdatedAtColumn(label=_("Updated"))]
