"""A column of the page explorer: how far a page is, or, of an original, how many languages have something to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView

from translation.localized import PAGES
from translation.models import Standing
from translation.vocabularies import ItemState

_FOUND = "_translation_standings"


class TranslationColumn(BaseColumn):
    """One query for all rows of a list."""

    cell_template_name = "translation/desk/cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """``standing`` of a translation, or ``waiting`` languages of an original."""
        table = parent_context["table"]
        if not hasattr(table, _FOUND):
            setattr(table, _FOUND, _standings([page.translation_key for page in table.data]))
        found = getattr(table, _FOUND).get(str(instance.translation_key), {})
        return super().get_cell_context_data(instance, parent_context) | {
            "standing": found.get(instance.locale_id),
            "is_original": bool(found) and instance.locale_id not in found,
            "waiting": sum(one.state != ItemState.PUBLISHED for one in found.values()),
        }


def _standings(keys: list[Any]) -> dict[str, dict[int, Standing]]:
    rows = Standing.objects.filter(item__kind=PAGES, item__key__in=map(str, keys), item__live=True)
    found: dict[str, dict[int, Standing]] = {}
    for one in rows.select_related("item"):
        found.setdefault(one.item.key, {})[one.locale_id] = one
    return found


def connect() -> None:
    """Adds it behind the page's own state. Called once when the admin is ready."""
    columns = ExplorableIndexView.base_columns
    if not any(isinstance(one, TranslationColumn) for one in columns):
        columns.append(TranslationColumn("translation", label=_("Translation"), width="14%"))  # ty: ignore[invalid-argument-type]
