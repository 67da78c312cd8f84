"""The project and its outputs."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.blocks import BodyStreamBlock, ShortStreamBlock
from core.cards import Card
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from home.cards import partner_rows


class ProjectPage(BasePage):
    """What the project was for, what came out of it and who took part. Outputs are the pages below; partners the organisations."""

    template = "home/project.html"
    schema_type: ClassVar[str] = "AboutPage"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.OutputPage", "home.StandardPage"]

    aims = StreamField(
        ShortStreamBlock(), verbose_name=_("aims"), help_text=_("What the project wanted, in a few lines.")
    )
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    grant = models.CharField(_("grant number"), max_length=60, blank=True)
    started_on = models.DateField(_("first day"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)

    content_panels = BasePage.content_panels + [
        FieldPanel("aims"),
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

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        below = self.get_children().live().specific()
        return context | {
            "facts": self.facts(),
            "outputs": [page.card() for page in below if isinstance(page, OutputPage)],
            "below": [page.card() for page in below if not isinstance(page, OutputPage)],
            "partners": partner_rows(self.locale.language_code),
        }


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

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        outputs = OutputPage.objects.in_language(self.locale.language_code).sibling_of(self)
        items = [
            {"stop": page.number, "label": page.title, "url": page.url, "current": page.pk == self.pk}
            for page in outputs
        ]
        return context | {"outputs": items}
