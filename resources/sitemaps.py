"""Units of learning modules in the sitemap."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from core.i18n.sitemaps import Entry, LanguageSitemap
from resources.models import LearningModulePage
from resources.subpages import subpage_of
from resources.units import outlines_of


class UnitSitemap(LanguageSitemap):
    """Every unit in every language its module is written in; two queries."""

    def things(self) -> list[tuple[list[LearningModulePage], str]]:
        """``(language versions of the module, id of the unit)``."""
        modules: dict[Any, list[LearningModulePage]] = defaultdict(list)
        pages = LearningModulePage.objects.in_public().real().select_related("locale").order_by("path")
        for page in pages:
            modules[page.translation_key].append(page)
        return [
            (versions, unit_id)
            for versions in modules.values()
            for unit_id in dict.fromkeys(unit.id for version in versions for unit in outlines_of(version.activities))
        ]

    def entries(self, things: Sequence[tuple[list[LearningModulePage], str]]) -> list[Entry]:
        found = []
        for versions, unit_id in things:
            changed = max((page.last_published_at for page in versions if page.last_published_at), default=None)
            found += subpage_of(versions, unit_id).entries(changed)
        return found
