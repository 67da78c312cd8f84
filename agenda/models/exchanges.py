"""A peer exchange: one or two colleagues open a theme, the others ask; afterwards it says what came out."""

from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from agenda.blocks import FollowUpStreamBlock
from agenda.models.events import EventPage
from agenda.vocabularies import EventKind
from core.fields import CodeField, StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from core.onward import Subject
from core.vocabularies import Theme

TEXT = ["bold", "italic", "link", "ul", "ol"]
CAME_OUT = ("strengths", "weaknesses", "adapt", "notes", "follow_up")
"""What is written after the exchange; readers and the search find it once it is over."""


def _told(name: Any, help_text: Any) -> RichTextField:
    return RichTextField(name, features=TEXT, blank=True, help_text=help_text)


class PeerExchangePage(EventPage):
    """An event in everything: sign-up, calendars, lists and rights ask for ``EventPage``. Its kind is always the same."""

    page_description: ClassVar[Any] = _(
        "Colleagues open a theme with what works and what is hard; the others ask. Afterwards the page says what came out."
    )
    template = "agenda/exchange.html"
    once: ClassVar[dict[str, Any]] = (
        EventPage.once | dict.fromkeys(("strengths", "weaknesses", "adapt", "notes"), "") | {"follow_up": []}
    )

    theme = CodeField(Theme, verbose_name=_("theme"), max_length=30, blank=True)
    opener = models.ForeignKey(
        "community.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opened by"),
        help_text=_("The organisation whose experience opens the theme."),
    )
    opened_by = models.CharField(
        _("who opens it, in words"),
        max_length=200,
        blank=True,
        help_text=_(
            "A role, such as “head of the reception desk”; a second organisation. A name only if the person agrees."
        ),
    )
    opening_questions = _told(
        _("questions to start from"), _("Two or three, as a list. Visitors read them beforehand.")
    )
    strengths = _told(_("what works"), _("What holds in practice, and why."))
    weaknesses = _told(_("what is hard"), _("What costs, fails or is missing. Colleagues look here first."))
    adapt = _told(_("what to adapt elsewhere"), _("What another place has to change before it tries."))
    notes = _told(_("notes of the talk"), _("What was asked and answered. No names of visitors."))
    follow_up = StreamField(
        FollowUpStreamBlock(),
        verbose_name=_("follow-up"),
        blank=True,
        default=list,
        help_text=_("Who does what by when."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("theme"), FieldPanel("organiser")]),
                FieldRowPanel([FieldPanel("opener"), FieldPanel("opened_by")]),
                FieldPanel("opening_questions"),
            ],
            heading=_("The theme"),
        ),
        EventPage.when_panel,
        EventPage.where_panel,
        EventPage.sign_up_panel,
        FieldPanel("body"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Visitors read this once the exchange is over. “Turn into a case study” in the menu of the page then "
                        "makes a draft of it."
                    )
                ),
                *(FieldPanel(name) for name in CAME_OUT),
            ],
            heading=_("What came out"),
        ),
        FieldPanel("report"),
        EventPage.about_panel,
    ]
    override_translatable_fields = [
        *EventPage.override_translatable_fields,
        SynchronizedField("theme"),
        SynchronizedField("opener"),
        *(TranslatableField(name) for name in ("opened_by", "opening_questions", *CAME_OUT)),
    ]

    class Meta:
        verbose_name = _("peer exchange")
        verbose_name_plural = _("peer exchanges")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.event_kind = EventKind.PEER_EXCHANGE
        return super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.event_kind = EventKind.PEER_EXCHANGE
        super().full_clean(*args, **kwargs)

    @property
    def theme_label(self) -> str:
        """The theme in the active language, ``""`` for none."""
        return str(Theme(self.theme).label) if self.theme in Theme.values else ""

    @property
    def has_come_out(self) -> bool:
        """Whether there is something to read of what came out."""
        return any(getattr(self, name) for name in CAME_OUT)

    def unsaid(self) -> frozenset[str]:
        return super().unsaid() | (frozenset() if self.is_past else frozenset(CAME_OUT))

    def subject(self) -> Subject:
        return replace(super().subject(), themes=(self.theme,) if self.theme else ())

    def search_facets(self) -> dict[str, list[str]]:
        return super().search_facets() | ({"theme": [self.theme]} if self.theme else {})

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        if self.theme_label:
            data["about"] = {"@type": "Thing", "name": self.theme_label}
        if self.opener:
            data["performer"] = {"@type": "Organization", "name": self.opener.name}
        return data
