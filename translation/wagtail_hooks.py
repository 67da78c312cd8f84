"""The translation room's part of the admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_reports_menu")
def translations_report_in_the_editors_language(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize names its report once, in the language of whoever opens the admin first."""
    for item in items:
        if "localize" in item.url and "report" in item.url:
            item.label = _("Translations")
