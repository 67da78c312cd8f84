"""The agenda: what is coming, what is over, what the practitioners have talked about."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from agenda.blocks import ThemesBlock
from core.fields import StreamField
from core.i18n.fields import TranslatableField
from core.models import BasePage, OnePerLanguage


class AgendaIndexPage(OnePerLanguage):
    """The events are its children. Below it stands the form for those who wait for a date."""

    SUBSCRIBE: ClassVar[str] = "tell-me/"
    NO_MORE: ClassVar[str] = "tell-me/no-more/"
    OWN_SIGN_UP: ClassVar[str] = "my-sign-up/"

    kind_label: ClassVar[Any] = _("Agenda")
    schema_type: ClassVar[str] = "CollectionPage"
    template = "agenda/index.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["agenda.PeerExchangePage", "agenda.EventPage"]

    headline = models.CharField(
        _("first line"),
        max_length=120,
        blank=True,
        help_text=_("The large line on top. Empty: the title, which is also the word in the breadcrumb."),
    )
    empty_title = models.CharField(
        _("when nothing is announced"), max_length=120, help_text=_("Shown in place of the list of coming events.")
    )
    empty_text = models.CharField(_("text below it"), max_length=250, blank=True)
    empty_button = models.CharField(_("button"), max_length=60, blank=True)
    themes_title = models.CharField(_("title over the themes"), max_length=80, blank=True)
    themes = StreamField(ThemesBlock(), verbose_name=_("themes so far"), blank=True)
    how_title = models.CharField(_("title of the explanation"), max_length=80, blank=True)
    how_text = RichTextField(_("how it works"), blank=True, features=["bold", "italic", "link"])

    content_panels = BasePage.content_panels + [
        FieldPanel("headline"),
        MultiFieldPanel(
            [
                FieldPanel("empty_title"),
                FieldPanel("empty_text"),
                FieldPanel(
                    "empty_button",
                    help_text=_(
                        "It opens a form that asks for an address only. Whoever leaves one is told of each new event by mail."
                    ),
                ),
            ],
            heading=_("When nothing is announced"),
        ),
        MultiFieldPanel([FieldPanel("themes_title"), FieldPanel("themes")], heading=_("Themes")),
        MultiFieldPanel([FieldPanel("how_title"), FieldPanel("how_text")], heading=_("How it works")),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("headline"),
        TranslatableField("empty_title"),
        TranslatableField("empty_text"),
        TranslatableField("empty_button"),
        TranslatableField("themes_title"),
        TranslatableField("themes"),
        TranslatableField("how_title"),
        TranslatableField("how_text"),
    ]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    @property
    def calendar_url(self) -> str:
        """The path of all events as one iCalendar file, to subscribe to."""
        return f"{self.url or ''}calendar.ics"

    @property
    def subscribe_url(self) -> str:
        """The path of the form for those who wait for a date."""
        return f"{self.url or ''}{self.SUBSCRIBE}"
