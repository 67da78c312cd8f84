"""Embedding partners in the admin."""

from typing import ClassVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from centres.admin_menu import MENU_HOOK
from centres.models import EmbedPartner, FinderPage
from core.admin.viewsets import NoChooserViewSet
from core.i18n.languages import active_language


def configurator_url(key: str) -> str:
    """The page that writes the snippet of a partner, in the reader's language; ``""`` before the finder exists."""
    urls = FinderPage.kept_urls()
    finder = urls.get(active_language()) or next(iter(urls.values()), "")
    return f"{finder}embed/?partner={key}" if finder else ""


class SnippetColumn(Column):
    """A link to the page that writes the snippet with this partner's key."""

    def get_value(self, instance: EmbedPartner) -> SafeString | str:
        url = configurator_url(instance.key)
        return format_html('<a href="{}">{}</a>', url, _("Write the snippet")) if url else ""


class EmbedPartnerViewSet(SnippetViewSet):
    """Who shows the list on their own site; a moderator gives the key, an editor may look it up."""

    model = EmbedPartner
    icon = "code"
    menu_label = _("Embedding partners")
    menu_name = "embed-partners"
    menu_order = 140
    menu_hook = MENU_HOOK
    chooser_viewset_class = NoChooserViewSet
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display: ClassVar[list] = [
        "name",
        "key",
        "hosts",
        BooleanColumn("active", label=_("Active")),
        SnippetColumn("snippet", label=_("Snippet for their page")),
    ]
    search_fields: ClassVar[list[str]] = ["name", "hosts", "key", "note"]
    list_filter: ClassVar[list[str]] = ["active"]
    panels: ClassVar[list] = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("key"), FieldPanel("hosts"), FieldPanel("active")], heading=_("Where it is shown")),
        FieldPanel("note"),
    ]
