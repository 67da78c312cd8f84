"""The addresses of a module's units in all languages."""

from core.i18n.subpages import Subpage
from core.i18n.urls import page_url
from resources.models import LearningModulePage
from resources.units import outlines_of


def versions_of(page: LearningModulePage) -> list[LearningModulePage]:
    """The public language versions of a module with their units, fallback pages included; one query."""
    versions = LearningModulePage.objects.filter(translation_key=page.translation_key).in_public().order_by("path")
    wanted = ("url_path", "content_language", "activities", "last_published_at", "locale__language_code")
    return list(versions.select_related("locale").only(*wanted))


def subpage_of(versions: list[LearningModulePage], unit_id: str) -> Subpage:
    """The addresses of one unit. A version that does not have it offers the module instead."""
    urls, written = {}, set()
    for version in versions:
        language, base = version.locale.language_code, page_url(version.url_path)
        unit = next((unit for unit in outlines_of(version.activities) if unit.id == unit_id), None)
        urls[language] = f"{base}{unit.step}/" if unit else base
        if unit and not version.is_fallback:
            written.add(language)
    return Subpage(urls=urls, written=frozenset(written))
