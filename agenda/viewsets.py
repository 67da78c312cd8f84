"""People who wait for a date, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from agenda.models import Subscriber
from core.admin.viewsets import NoChooserViewSet


class SubscriberViewSet(SnippetViewSet):
    """Who is told when a date is set. Nobody is added or changed here; who asks for it is deleted."""

    model = Subscriber
    chooser_viewset_class = NoChooserViewSet
    icon = "mail"
    menu_label = _("Waiting for a date")
    menu_name = "subscribers"
    menu_order = 351
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["email", "get_language_display", DateColumn("asked_at")]
    list_filter = ["language"]
    search_fields = ["email"]
    panels = [
        FieldPanel("email", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("asked_at", read_only=True),
    ]
