"""The kit's part of the admin."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core.rich_text import ReaderPageLinkHandler
from core.viewsets import LanguageSettingsViewSet

register_snippet(LanguageSettingsViewSet)


@hooks.register("register_rich_text_features", order=1)
def links_for_the_reader(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's link handler, which is registered before."""
    features.register_link_type(ReaderPageLinkHandler)
