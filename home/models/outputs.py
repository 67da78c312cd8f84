"""Outputs of the project."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.blocks import BodyStreamBlock
from core.cards import Card
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage


class OutputPage(BasePage):
    """One output of the project."""

    template = "home/output.html"
    parent_page_types: ClassVar[list[str]] = ["home.ProjectPage"]
    subpage_types: ClassVar[list[str]] = []

    code = models.CharField(_("code"), max_length=10, help_text=_("As the project calls it, such as IO1."))
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"))

    content_panels = BasePage.content_panels + [
        FieldRowPanel([FieldPanel("code"), FieldPanel("year")]),
        FieldPanel("body"),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        SynchronizedField("code"),
        SynchronizedField("year"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("output of the project")
        verbose_name_plural = _("outputs of the project")

    @property
    def number(self) -> str:
        """The digits of the code: ``IO3`` → ``3``."""
        return "".join(char for char in self.code if char.isdigit()) or self.code

    def card(self) -> Card:
        return Card(
            title=self.title, url=self.url or "", text=self.summary, language=self.content_language, stop=self.number
        )

    def search_facets(self) -> dict[str, list[str]]:
        return {"year": [str(self.year)]} if self.year else {}

    def search_names(self) -> list[str]:
        return [self.code]
