"""Where training plans stand: below the list of modules of each language."""

from collections.abc import Iterable
from urllib.parse import urlencode

from core.i18n.subpages import Subpage
from core.kept import kept
from resources.models import ResourceIndexPage
from resources.models.indexes import PLAN
from resources.vocabularies import ResourceKind


def plan_subpage() -> Subpage:
    """The page in all languages; no query once it is known."""
    return Subpage.below(kept("plans/lists", _lists), PLAN)


def plan_url(language: str) -> str:
    """The path of the page in one language, ``""`` while there is no list of modules."""
    return plan_subpage().urls.get(language, "")


def choosing_url(language: str, keys: Iterable[str]) -> str:
    """The chooser with these units ticked; ``""`` while there is none."""
    base = plan_url(language)
    return f"{base}?{urlencode([('choose', '1'), *(('u', key) for key in keys)])}" if base else ""


def _lists() -> dict[str, str]:
    lists = ResourceIndexPage.objects.in_public().filter(resource_kind=ResourceKind.MODULE)
    pages = lists.select_related("locale").order_by("-path")
    return {page.locale.language_code: url for page in pages if (url := page.get_url())}
