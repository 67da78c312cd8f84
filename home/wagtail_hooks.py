"""The home room's part of the admin."""

from wagtail.snippets.models import register_snippet

from core.waiting import sections
from home.viewsets import ContactMessageViewSet, waiting_messages

register_snippet(ContactMessageViewSet)
sections.register("messages", 30, waiting_messages)
