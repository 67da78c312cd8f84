"""The home room's part of the admin."""

from wagtail.snippets.models import register_snippet

from home.viewsets import ContactMessageViewSet

register_snippet(ContactMessageViewSet)
