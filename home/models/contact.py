"""The contact page."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.url_routing import RouteResult

from core.blocks import ShortStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage


class ContactPage(BasePage):
    """Whom to write to. The form has its own address below the page, so that reading the page sets no cookie."""

    FORM_STEP: ClassVar[str] = "message"
    SENT_STEP: ClassVar[str] = "sent"

    template = "home/contact.html"
    schema_type: ClassVar[str] = "ContactPage"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    body = StreamField(ShortStreamBlock(), verbose_name=_("text"), blank=True)
    thanks = RichTextField(_("thanks"), features=["bold", "link"], help_text=_("Shown after a message was sent."))
    recipient = models.EmailField(
        _("recipient"),
        blank=True,
        help_text=_("Messages are mailed here too. Not shown. Empty: the portal’s own address."),
    )

    content_panels = BasePage.content_panels + [
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("thanks"), FieldPanel("recipient")], heading=_("Form")),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("body"),
        TranslatableField("thanks"),
        SynchronizedField("recipient"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @property
    def form_url(self) -> str:
        """The path of the form."""
        return f"{self.url or ''}{self.FORM_STEP}/"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components in ([self.FORM_STEP], [self.FORM_STEP, self.SENT_STEP]):
            return RouteResult(self, kwargs={"step": path_components[-1]})
        return super().route(request, path_components)
