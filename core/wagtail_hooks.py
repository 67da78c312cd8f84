"""The kit's part of the admin."""

from wagtail.snippets.models import register_snippet

from core.viewsets import LanguageSettingsViewSet

register_snippet(LanguageSettingsViewSet)
