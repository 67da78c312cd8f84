"""One event: when, where, what for, what was planned and what came out of it."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from agenda.blocks import ProgrammeBlock, QuestionsBlock, ReportBlock
from agenda.models.event_forms import EventForm
from agenda.models.querysets import EventManager
from agenda.models.signups import Register
from agenda.structured import Offer, event_data
from agenda.times import Period, days_label, hours_label, zone_label
from agenda.vocabularies import EventKind, zone_choices
from core.blocks import BodyStreamBlock
from core.cards import Card
from core.countries import country_choices
from core.fields import CodesField, StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from core.onward import Subject
from core.towns import town_in, town_name
from core.vocabularies import CompetenceCode, Kind

SAME_EVERYWHERE = (
    "event_kind",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "time_zone",
    "cancelled",
    "postponed",
    "moved_online",
    "sign_up",
    "sign_up_places",
    "sign_up_closes_at",
    "join_url",
    "place",
    "country",
    "online",
    "link",
    "organiser",
    "competences",
)


class EventPage(BasePage):
    """Times are those of the clocks at the event's place; ``starts_at`` and ``ends_at`` are worked out from them."""

    kind: ClassVar[str] = Kind.EVENT.value
    kind_label: ClassVar[Any] = Kind.EVENT.label
    schema_type: ClassVar[str] = "Event"
    page_description: ClassVar[Any] = _("A training, a meeting, an open day: what has a day and a place.")
    template = "agenda/event.html"
    base_form_class = EventForm
    parent_page_types: ClassVar[list[str]] = ["agenda.AgendaIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    SIGN_UP: ClassVar[str] = "sign-up/"
    listed_kinds: ClassVar[frozenset[str]] = frozenset({Kind.COMPETENCE.value})
    once: ClassVar[dict[str, Any]] = {"cancelled": False, "postponed": False, "report": [], "reviewed_on": None}
    """What belongs to one date, as it begins anew on the next one of a series."""

    event_kind = models.CharField(
        _("kind"), max_length=20, choices=EventKind.choices, default=EventKind.TRAINING, db_index=True
    )
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("Leave empty if it takes the whole day.")
    )
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Leave empty if it is one day."))
    end_time = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=zone_choices,
        default="Europe/Brussels",
        help_text=_("Write the times as the clocks there show them. Visitors elsewhere see their own time beside it."),
    )
    starts_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, db_index=True)
    cancelled = models.BooleanField(_("cancelled"), default=False, help_text=_("It stays in the list and says so."))
    postponed = models.BooleanField(
        _("postponed"),
        default=False,
        help_text=_("A new day will follow. Write it above once it is known, and untick this."),
    )
    moved_online = models.BooleanField(
        _("moved online"), default=False, help_text=_("It was to be at a place and is now online. Tick “online” too.")
    )

    venue = models.CharField(_("building"), max_length=200, blank=True, help_text=_("Building, room, street."))
    place = models.CharField(
        _("town"),
        max_length=120,
        blank=True,
        help_text=_("In the local form: Torino, not Turin."),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    online = models.BooleanField(_("online"), default=False, help_text=_("Tick if one can take part from anywhere."))
    link = models.URLField(_("address to take part"), blank=True, help_text=_("Where people join or sign up."))

    sign_up = models.BooleanField(
        _("people sign up here"), default=False, help_text=_("A form stands on the page until sign-up closes.")
    )
    sign_up_places = models.PositiveIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. When all are taken, people wait on a list and move up by themselves."),
    )
    sign_up_closes_at = models.DateTimeField(
        _("sign-up closes"), null=True, blank=True, help_text=_("Empty: when the event begins.")
    )
    join_url = models.URLField(
        _("address to join online"),
        blank=True,
        help_text=_("Only those who have signed up read it: in their mails and on the page of their sign-up."),
    )
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions to who signs up"), blank=True, default=list)

    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    report = StreamField(
        ReportBlock(),
        verbose_name=_("report"),
        blank=True,
        help_text=_("What came out of it: text, slides and other documents, pictures, a film."),
    )
    organiser = models.ForeignKey(
        "community.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organiser"),
    )
    competences = CodesField(CompetenceCode, verbose_name=_("competences"))
    objects = EventManager()

    when_panel = MultiFieldPanel(
        [
            HelpPanel(
                _(
                    "Times are those of the clocks where the event takes place. Once a coming event is published for the "
                    "first time, everybody who waits for a date is told by mail."
                )
            ),
            FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
            FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
            FieldPanel("time_zone"),
            FieldRowPanel([FieldPanel("cancelled"), FieldPanel("postponed"), FieldPanel("moved_online")]),
        ],
        heading=_("When"),
    )
    where_panel = MultiFieldPanel(
        [
            FieldPanel("venue"),
            FieldRowPanel([FieldPanel("place"), FieldPanel("country")]),
            FieldRowPanel([FieldPanel("online"), FieldPanel("link")]),
        ],
        heading=_("Where"),
    )
    sign_up_panel = MultiFieldPanel(
        [
            HelpPanel(
                _(
                    "Name, e-mail, organisation and country are asked by the form. Who has signed up is told by mail of "
                    "a new day, hour or place, and if it is cancelled. “Sign-ups” in the menu of the page shows the list."
                )
            ),
            FieldPanel("sign_up"),
            FieldRowPanel([FieldPanel("sign_up_places"), FieldPanel("sign_up_closes_at")]),
            FieldPanel("join_url"),
            FieldPanel("questions"),
        ],
        heading=_("Sign-up"),
    )
    about_panel = MultiFieldPanel([FieldPanel("competences")], heading=_("What it is about"))
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldRowPanel([FieldPanel("event_kind"), FieldPanel("organiser")])], heading=_("What")),
        when_panel,
        where_panel,
        sign_up_panel,
        FieldPanel("body"),
        FieldPanel("programme"),
        FieldPanel("report"),
        about_panel,
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        *(SynchronizedField(name) for name in SAME_EVERYWHERE),
        TranslatableField("venue"),
        TranslatableField("body"),
        TranslatableField("programme"),
        TranslatableField("questions"),
        TranslatableField("report"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.starts_at, self.ends_at = self.period.starts_at, self.period.ends_at
        return super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.start_date:
            self.starts_at, self.ends_at = self.period.starts_at, self.period.ends_at
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Checks the days and the hours.

        Raises ValidationError when an end comes before its beginning or stands alone, or when sign-up outlasts the event.
        """
        super().clean()
        if not self.start_date:
            return
        if self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first day. Put one of them right.")})
        if self.end_time and not self.start_time:
            raise ValidationError({"start_time": _("There is an end but no beginning. Write when it starts.")})
        if self.start_time and self.ends_at <= self.starts_at:
            raise ValidationError({"end_time": _("It ends before it starts. Write a later time, or a later last day.")})
        if self.sign_up_closes_at and self.sign_up_closes_at > self.ends_at:
            raise ValidationError(
                {"sign_up_closes_at": _("Sign-up ends with the event at the latest. Write an earlier day.")}
            )

    # When and where

    @property
    def period(self) -> Period:
        """The event's days and times."""
        return Period(self.start_date, self.last_day, self.start_time, self.end_time, self.time_zone)

    @property
    def last_day(self) -> date:
        return self.end_date or self.start_date

    @property
    def is_past(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def where(self) -> str:
        """``Paris, France``, ``Online``, or both; ``""`` when nothing is known."""
        town = town_in(self.place, self.country)
        return " · ".join(part for part in (town, gettext("Online") if self.online else "") if part)

    @property
    def when(self) -> str:
        """``10:00–12:30 (Brussels, UTC+1)``; ``""`` for whole days."""
        hours = hours_label(self.period)
        return f"{hours} ({zone_label(self.period)})" if hours else ""

    @property
    def days(self) -> str:
        return days_label(self.period)

    @property
    def calendar_url(self) -> str:
        """The path of the event as an iCalendar file."""
        return f"{self.url or ''}event.ics"

    # Sign-up

    @cached_property
    def register(self) -> Register | None:
        """Where people sign up, with the seats ``taken``; ``None`` when it is over or takes nobody. One query while it is to come."""
        if self.is_past:
            return None
        return Register.objects.counted().filter(event_key=self.translation_key, is_open=True).first()

    @property
    def sign_up_url(self) -> str:
        """The path of the form."""
        return f"{self.url or ''}{self.SIGN_UP}"

    def offer(self) -> Offer | None:
        """What machines are told of sign-up."""
        register = self.register
        if register is None:
            return None
        url = f"{self.full_url or ''}{self.SIGN_UP}"
        return Offer(
            url, register.places, register.free(register.taken), register.closes_at, register.takes(timezone.now())
        )

    def subject(self) -> Subject:
        return replace(super().subject(), competences=tuple(self.competences), country=self.country)

    # For lists, search and others

    def card(self) -> Card:
        return Card(
            title=self.title,
            url=self.url or "",
            kind=self.kind,
            text=self.summary,
            meta=tuple(part for part in (self.get_event_kind_display(), self.when, self.where) if part),
            language=self.content_language,
            date=self.start_date,
            date_end=self.last_day if self.last_day != self.start_date else None,
        )

    def json_ld(self) -> dict[str, Any]:
        return super().json_ld() | event_data(self, self.offer())

    def search_facets(self) -> dict[str, list[str]]:
        facets = {"year": [str(self.start_date.year)], "competence": list(self.competences)}
        return facets | ({"country": [self.country]} if self.country else {})

    def search_names(self) -> list[str]:
        with override(self.content_language or self.locale.language_code):
            names = dict.fromkeys((self.place, town_name(self.place, self.country), self.venue))
        return [name for name in names if name]

    def search_meta(self) -> list[str]:
        with override(self.content_language or self.locale.language_code):
            return [part for part in (self.days, self.where) if part]

    @property
    def search_faded(self) -> bool:
        """Past events stand below coming ones in the search."""
        return self.is_past
