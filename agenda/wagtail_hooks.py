"""The agenda's part of the admin."""

from wagtail.snippets.models import register_snippet

from agenda.viewsets import SubscriberViewSet

register_snippet(SubscriberViewSet)
