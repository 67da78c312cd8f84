"""What stands around every page of one language: navigation, footer, alert."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin

from core.admin.editing import NewerVersionPanel, VersionedForm
from core.blocks.links import LinkColumnStreamBlock, LinkStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.i18n.languages import endonym


class LanguageSettings(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """Navigation, footer and alert of one language. There is one per language."""

    class Tone(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")

    claim = models.CharField(
        _("claim"), max_length=120, help_text=_("One line above the logo that says what this site is.")
    )
    navigation = StreamField(
        LinkStreamBlock(max_num=7), verbose_name=_("main navigation"), blank=True, help_text=_("At most seven links.")
    )
    about = models.CharField(
        _("about"), max_length=300, blank=True, help_text=_("A sentence in the footer, under the logo.")
    )
    footer = StreamField(LinkColumnStreamBlock(max_num=3), verbose_name=_("footer columns"), blank=True)
    legal = StreamField(
        LinkStreamBlock(max_num=6),
        verbose_name=_("legal links"),
        blank=True,
        help_text=_("The last line of the footer."),
    )
    funding = models.CharField(
        _("funding line"),
        max_length=300,
        blank=True,
        help_text=_("Who pays for the site, in the words the funder asks for."),
    )
    alert_title = models.CharField(
        _("alert"),
        max_length=120,
        blank=True,
        help_text=_("Shown on top of every page in this language. Empty: no alert."),
    )
    alert_text = models.CharField(_("alert text"), max_length=300, blank=True)
    alert_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("alert page"),
    )
    alert_tone = models.CharField(_("alert tone"), max_length=10, choices=Tone.choices, default=Tone.INFO)
    alert_until = models.DateTimeField(
        _("alert until"), null=True, blank=True, help_text=_("The alert goes away by itself after this moment.")
    )

    translatable_fields = [
        TranslatableField("claim"),
        TranslatableField("navigation"),
        TranslatableField("about"),
        TranslatableField("footer"),
        TranslatableField("legal"),
        TranslatableField("funding"),
        TranslatableField("alert_title"),
        TranslatableField("alert_text"),
        SynchronizedField("alert_page"),
        SynchronizedField("alert_tone"),
        SynchronizedField("alert_until"),
    ]

    base_form_class = VersionedForm
    panels = [
        NewerVersionPanel(),
        MultiFieldPanel([FieldPanel("claim"), FieldPanel("navigation")], heading=_("Header")),
        MultiFieldPanel(
            [FieldPanel("about"), FieldPanel("footer"), FieldPanel("legal"), FieldPanel("funding")], heading=_("Footer")
        ),
        MultiFieldPanel(
            [
                FieldPanel("alert_title"),
                FieldPanel("alert_text"),
                FieldPanel("alert_page"),
                FieldRowPanel([FieldPanel("alert_tone"), FieldPanel("alert_until")]),
            ],
            heading=_("Alert"),
        ),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("navigation, footer and alert")
        verbose_name_plural = _("navigation, footer and alert")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_language_settings_per_locale")]

    def __str__(self) -> str:
        # The same in every language of the admin: it is also written down in histories.
        return endonym(self.locale.language_code)

    def clean(self) -> None:
        """Checks the language. Raises ValidationError when it has a row."""
        super().clean()
        if self.locale_id and type(self).objects.filter(locale=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has its navigation and footer. Change those instead."))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "core/chrome_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        """The page shows this draft instead of what is published."""
        request.chrome_draft = self  # type: ignore[attr-defined]
        return {"object": self}
