"""A page of text."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.i18n.fields import TranslatableField
from core.models import BasePage


class StandardPage(BasePage):
    """Title, lead and a body of any blocks; may have pages of its own kind below it."""

    template = "home/standard.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage", "home.ProjectPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    body = StreamField(BodyStreamBlock(), verbose_name=_("text"))

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    override_translatable_fields = BasePage.override_translatable_fields + [TranslatableField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
