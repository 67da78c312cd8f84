"""Where an organisation's page stands."""

from typing import Protocol

from django.apps import apps

from core.i18n.languages import active_language


class HasSlug(Protocol):
    """An organisation, as far as its address is concerned."""

    slug: str


def community_urls() -> dict[str, str]:
    """``{language: path of the community page}`` in one query."""
    pages = apps.get_model("community", "CommunityIndexPage").objects.in_public().select_related("locale")
    return {page.locale.language_code: page.get_url() or "" for page in pages}


def organisation_url(organisation: HasSlug, language: str | None = None) -> str:
    """The path of the organisation's page in ``language`` (default: the active one); ``""`` while there is none."""
    base = community_urls().get(language or active_language(), "")
    return f"{base}{organisation.slug}/" if base else ""
