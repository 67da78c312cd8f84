"""A page of text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.blocks import BodyStreamBlock, ShortStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from home.vocabularies import Sign


class StandardPage(BasePage):
    """Title, lead and a body of any blocks, with a drawing and short texts beside it; may have its own kind below it."""

    template = "home/standard.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage", "home.ProjectPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    body = StreamField(BodyStreamBlock(), verbose_name=_("text"))
    aside = StreamField(
        ShortStreamBlock(),
        verbose_name=_("beside the text"),
        blank=True,
        default=list,
        help_text=_("What helps at once: what to have ready, whom to ask. On a phone it comes after the text."),
    )
    sign = models.CharField(
        _("sign in the drawing"),
        max_length=10,
        choices=Sign.choices,
        blank=True,
        help_text=_("A picture is drawn for every page. The sign in it says what the page is about."),
    )

    content_panels = BasePage.content_panels + [
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("aside"), FieldPanel("sign")], heading=_("Beside the text")),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("body"),
        TranslatableField("aside"),
        SynchronizedField("sign"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def symbol(self) -> str:
        """The symbol of signs.svg on the sign, ``""`` for none."""
        return f"i-{self.sign}" if self.sign else ""
