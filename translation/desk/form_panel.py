"""In the form of a thing whose texts stand in rows: how far each language is, and the way to where it is written."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from core.i18n.languages import exonym
from translation.desk.names import PASSAGES
from translation.desk.rights import may_see
from translation.models import Standing
from translation.text_rows import TextRows


class TranslationsPanel(Panel):
    """One query; shown to whoever sees the desk, of things that have a text already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Translations")} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        """With its request."""

        template_name = "translation/desk/form_panel.html"

        @cached_property
        def standings(self) -> list[tuple[str, str, Standing]]:
            """``(name of the language, address, standing)`` of each language besides that of the original."""
            kind = TextRows(type(self.instance), ()).code
            rows = Standing.objects.filter(item__kind=kind, item__key=str(self.instance.pk), item__live=True)
            return [
                (exonym(code := one.locale.language_code), reverse(PASSAGES, args=[one.item_id, code]), one)
                for one in rows.select_related("locale").order_by("locale")
            ]

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and may_see(self.request.user) and bool(self.standings)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"standings": self.standings}
