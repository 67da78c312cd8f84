"""What is said about an organisation, once per language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from community.models.organisations import Organisation
from core.models import TextRow

PLAIN_TEXT = ["bold", "italic", "link", "ul"]


class OrganisationText(TextRow):
    """What is said about an organisation in one language."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(
        _("name in this language"),
        max_length=200,
        blank=True,
        help_text=_("Only if it is known under another name in this language."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("Who it is and what it does for people, in one or two sentences.")
    )
    about = RichTextField(_("more"), blank=True, features=PLAIN_TEXT, help_text=_("Only if the summary is not enough."))

    panels = [FieldPanel("language"), FieldPanel("name"), FieldPanel("summary"), FieldPanel("about")]

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"],
                name="one_organisation_text_per_language",
                violation_error_message=_("There is already a text in this language."),
            )
        ]
