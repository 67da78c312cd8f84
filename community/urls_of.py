"""Where an organisation's page stands."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from community.models import Organisation


def community_urls() -> dict[str, str]:
    """``{language: path of the community page}`` in one query."""
    from community.models import CommunityIndexPage

    pages = CommunityIndexPage.objects.in_public().select_related("locale")
    return {page.locale.language_code: page.get_url() or "" for page in pages}


def organisation_url(organisation: "Organisation", language: str | None = None) -> str:
    """The path of the organisation's page in ``language`` (default: the active one); ``""`` while there is none."""
    base = community_urls().get(language or get_language() or "en", "")
    return f"{base}{organisation.slug}/" if base else ""
