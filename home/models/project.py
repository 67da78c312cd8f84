"""The project and its outputs."""

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.blocks import ShortStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from home.blocks import KeyFiguresBlock


class ProjectPage(BasePage):
    """What the project was for, what came out of it and who took part. Outputs are the pages below; partners the organisations."""

    template = "home/project.html"
    schema_type: ClassVar[str] = "AboutPage"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.OutputPage", "home.ImpactPage", "home.StandardPage"]

    aims = StreamField(
        ShortStreamBlock(), verbose_name=_("aims"), help_text=_("What the project wanted, in a few lines.")
    )
    figures = StreamField(
        KeyFiguresBlock(max_num=1),
        verbose_name=_("figures"),
        blank=True,
        default=list,
        help_text=_("Three or four numbers, shown below the line of the outputs."),
    )
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    grant = models.CharField(_("grant number"), max_length=60, blank=True)
    started_on = models.DateField(_("first day"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    content_panels = BasePage.content_panels + [
        FieldPanel("aims"),
        FieldPanel("figures"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("programme"), FieldPanel("grant")]),
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
            ],
            heading=_("Facts"),
        ),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("aims"),
        TranslatableField("figures"),
        SynchronizedField("programme"),
        SynchronizedField("grant"),
        SynchronizedField("started_on"),
        SynchronizedField("ended_on"),
    ]

    class Meta:
        verbose_name = _("project page")
        verbose_name_plural = _("project pages")

    def facts(self) -> list[tuple[str, str]]:
        """(label, value) pairs of what is known."""
        period = " – ".join(date_format(day, "F Y") for day in (self.started_on, self.ended_on) if day)
        rows = [(gettext("Programme"), self.programme), (gettext("Grant"), self.grant), (gettext("Period"), period)]
        return [(label, value) for label, value in rows if value]
