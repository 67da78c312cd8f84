"""Messages from the contact page in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from core.viewsets import NoChooserViewSet
from home.models import ContactMessage


class ContactMessageViewSet(SnippetViewSet):
    """What visitors wrote; one marks a message as dealt with, nobody writes one here."""

    model = ContactMessage
    chooser_viewset_class = NoChooserViewSet
    icon = "mail"
    menu_label = _("Messages")
    menu_name = "messages"
    menu_order = 350
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "name", "email", DateColumn("created_at"), BooleanColumn("done")]
    list_filter = ["done", "topic", "language"]
    search_fields = ["message", "name", "email"]
    panels = [
        FieldPanel("topic", read_only=True),
        FieldPanel("message", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("about", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("done"),
    ]
