"""Messages from the contact page in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.viewsets import NoChooserViewSet
from core.waiting.sections import Section
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


def waiting_messages(user: Any, rows: int) -> list[Section]:
    """On the first page of the admin: what nobody has dealt with."""
    if not user.has_perm("home.change_contactmessage"):
        return []
    url = f"{reverse(ContactMessageViewSet().get_url_name('list'))}?done=false"
    return [Section("messages", _("Messages to deal with"), ContactMessage.objects.filter(done=False).count(), url=url)]
