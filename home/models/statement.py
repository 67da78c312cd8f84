"""The accessibility statement, as decision (EU) 2018/1523 wants it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from home.vocabularies import Assessment, Conformance

PARTS = ("commitment", "scope", "noncompliance", "burden", "exempt", "method", "feedback", "enforcement")
FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


class AccessibilityStatementPage(BasePage):
    """Every part the model statement makes mandatory is a required field, so that none can be forgotten."""

    template = "home/statement.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    commitment = RichTextField(
        _("commitment"),
        features=FEATURES,
        help_text=_("Who undertakes to make the site accessible, and under which law."),
    )
    scope = RichTextField(_("scope"), features=FEATURES, help_text=_("Which site, or which part of it, this is about."))
    conformance = models.CharField(
        _("compliance status"), max_length=10, choices=Conformance.choices, default=Conformance.PARTIAL
    )
    standard = models.CharField(
        _("standard"),
        max_length=120,
        default="EN 301 549, WCAG 2.2 AA",
        help_text=_("The standard or technical specification that was used."),
    )
    noncompliance = RichTextField(
        _("not yet compliant"),
        features=FEATURES,
        help_text=_(
            "Contents that do not meet the standard, and how people get them otherwise. Say so if there are none."
        ),
    )
    burden = RichTextField(
        _("disproportionate burden"),
        features=FEATURES,
        help_text=_(
            "Contents left out because the effort would be out of proportion, and why. Say so if there are none."
        ),
    )
    exempt = RichTextField(
        _("outside the law"),
        features=FEATURES,
        help_text=_("Contents the law does not cover, and what stands in for them. Say so if there are none."),
    )
    prepared_on = models.DateField(_("prepared on"))
    assessment = models.CharField(_("assessed by"), max_length=12, choices=Assessment.choices, default=Assessment.SELF)
    method = RichTextField(
        _("method"), features=FEATURES, help_text=_("How the site was checked, and what was found out how.")
    )
    report_url = models.URLField(_("evaluation report"), blank=True, help_text=_("Only if a report is published."))
    feedback = RichTextField(
        _("feedback"),
        features=FEATURES,
        help_text=_("How people report a barrier. The link to the contact page is added."),
    )
    enforcement = RichTextField(
        _("enforcement procedure"),
        features=FEATURES,
        help_text=_("Whom people turn to when the answer does not satisfy them, with its address."),
    )

    content_panels = BasePage.content_panels + [
        MultiFieldPanel([FieldPanel("commitment"), FieldPanel("scope")], heading=_("Commitment and scope")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("conformance"), FieldPanel("standard")])], heading=_("Compliance status")
        ),
        MultiFieldPanel(
            [FieldPanel("noncompliance"), FieldPanel("burden"), FieldPanel("exempt")],
            heading=_("Contents not accessible"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("assessment")]),
                FieldPanel("method"),
                FieldPanel("report_url"),
            ],
            heading=_("Preparation of this statement"),
        ),
        MultiFieldPanel([FieldPanel("feedback")], heading=_("Feedback and contact")),
        MultiFieldPanel([FieldPanel("enforcement")], heading=_("Enforcement procedure")),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("commitment"),
        TranslatableField("scope"),
        SynchronizedField("conformance"),
        SynchronizedField("standard"),
        TranslatableField("noncompliance"),
        TranslatableField("burden"),
        TranslatableField("exempt"),
        SynchronizedField("prepared_on"),
        SynchronizedField("assessment"),
        TranslatableField("method"),
        SynchronizedField("report_url"),
        TranslatableField("feedback"),
        TranslatableField("enforcement"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def facts(self) -> list[tuple[str, str]]:
        """(label, value) pairs: how far, by which standard, since when."""
        rows = [
            (gettext("Compliance status"), str(self.get_conformance_display())),
            (gettext("Standard"), self.standard),
            (gettext("Last reviewed"), date_format(self.reviewed_on or self.prepared_on, "DATE_FORMAT")),
        ]
        return [(label, value) for label, value in rows if value]

    def clean(self) -> None:
        """Checks the mandatory parts. Raises ValidationError when one holds nothing but spaces."""
        super().clean()
        # An editor with nothing but spaces is not empty for the field, but says nothing.
        texts = {name: getattr(self, name) for name in PARTS}
        empty = [name for name, text in texts.items() if text and not strip_tags(text).replace("\xa0", " ").strip()]
        if empty:
            raise ValidationError(
                {name: _("This part is mandatory. Write it, or say that there is nothing.") for name in empty}
            )
