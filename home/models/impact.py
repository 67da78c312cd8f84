"""What the portal has done, in numbers: for those who pay for it and for everybody who asks."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.blocks import ShortStreamBlock
from core.fields import StreamField
from core.i18n.fields import TranslatableField
from core.models import BasePage, OnePerLanguage


class ImpactPage(OnePerLanguage):
    """An introduction by editors; the tables are those of ``core.figures``."""

    template = "home/impact.html"
    parent_page_types: ClassVar[list[str]] = ["home.ProjectPage"]
    subpage_types: ClassVar[list[str]] = []
    CSV: ClassVar[str] = "impact.csv"
    """The last part of the file's address, below the page's."""

    introduction = StreamField(
        ShortStreamBlock(),
        verbose_name=_("introduction"),
        blank=True,
        default=list,
        help_text=_("What a reader should know before the numbers: what the project promised, what they show."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("introduction")]
    override_translatable_fields = BasePage.override_translatable_fields + [TranslatableField("introduction")]

    class Meta:
        verbose_name = _("page of numbers")
        verbose_name_plural = _("pages of numbers")

    @property
    def csv_url(self) -> str:
        """The path of the file, without a period."""
        return f"{self.url}{self.CSV}"
