"""Learning modules, one for each competence."""

from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.url_routing import RouteResult

from core.blocks import BodyStreamBlock
from core.cards import Card
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.page_views import serving_of
from core.vocabularies import CompetenceCode, Kind
from resources.blocks import FileStreamBlock, UnitStreamBlock
from resources.durations import duration
from resources.models.base import ResourcePage
from resources.models.querysets import LearningModuleManager
from resources.units import STEP, Unit, outlines_of, units_of
from resources.vocabularies import ResourceKind


class LearningModulePage(ResourcePage):
    """A module: what one can do in the end, the units on the way, the files."""

    kind = Kind.MODULE.value
    kind_label = Kind.MODULE.label
    schema_type = "LearningResource"
    resource_kind = ResourceKind.MODULE
    listed_kinds = frozenset({Kind.COMPETENCE.value})
    card_fields = ("competence", "activities")
    template = "resources/module.html"
    subpage_types = ["resources.ScenePage"]

    competence = models.CharField(
        _("competence"), max_length=1, choices=CompetenceCode.choices, help_text=_("The letter of the module.")
    )
    outcomes = RichTextField(
        _("learning outcomes"),
        features=["ul", "bold", "italic"],
        help_text=_("What a person can do in the end, as a list. Start each line with a verb."),
    )
    for_whom = models.CharField(
        _("for whom"), max_length=160, help_text=_("In a few words, such as: partnership managers.")
    )
    activities = StreamField(
        UnitStreamBlock(),
        verbose_name=_("units"),
        help_text=_("In the order they are done; each has an address of its own. The page adds up the minutes."),
    )
    tested_on = models.DateField(
        _("tested on"), null=True, blank=True, help_text=_("Leave empty if nobody has tried it yet.")
    )
    tested_place = models.CharField(_("tested in"), max_length=120, blank=True)
    tested_people = models.PositiveSmallIntegerField(_("number of people"), null=True, blank=True)
    body = StreamField(BodyStreamBlock(), verbose_name=_("more"), blank=True, default=list)
    materials = StreamField(
        FileStreamBlock(),
        verbose_name=_("materials"),
        blank=True,
        default=list,
        help_text=_("All languages together: the page shows each file with its own language."),
    )

    objects = LearningModuleManager()

    content_panels = [
        *ResourcePage.content_panels,
        FieldPanel("competence"),
        FieldPanel("outcomes"),
        FieldPanel("for_whom"),
        FieldPanel("activities"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("tested_on"), FieldPanel("tested_place"), FieldPanel("tested_people")])],
            heading=_("Tested"),
        ),
        FieldPanel("body"),
        FieldPanel("materials"),
        MultiFieldPanel(
            [FieldPanel("country"), FieldPanel("themes"), FieldPanel("audiences"), FieldPanel("main_need")],
            heading=_("What it is about"),
            help_text=_("These are the filters of the list."),
        ),
        ResourcePage.credit_panel,
    ]
    override_translatable_fields = (
        ResourcePage.override_translatable_fields
        + [SynchronizedField(name) for name in ("competence", "tested_on", "tested_people", "materials")]
        + [TranslatableField(name) for name in ("outcomes", "for_whom", "activities", "tested_place", "body")]
    )

    class Meta:
        verbose_name = _("learning module")
        verbose_name_plural = _("learning modules")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.competences = [self.competence] if self.competence else []
        super().full_clean(*args, **kwargs)

    # Below its address

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One step below the page is the address of a unit."""
        if self.live and len(path_components) == 1 and (step := STEP.fullmatch(path_components[0])):
            return RouteResult(self, kwargs={"unit": step[1]})
        return super().route(request, path_components)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The module, and each of its units."""
        return [
            ("", _("The module")),
            *((unit.key, f"{unit.number}. {unit.title}") for unit in outlines_of(self.activities)),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The draft of the module, or of the unit whose key is ``mode_name``."""
        view = serving_of(self)
        if mode_name and view:
            return view(self, request, unit=mode_name, preview=True)
        return super().serve_preview(request, mode_name)

    # Labels

    @cached_property
    def units(self) -> list[Unit]:
        """The units, numbered."""
        return units_of(self.activities)

    @property
    def minutes(self) -> int:
        """All units with a fixed length together."""
        return sum(unit.minutes or 0 for unit in outlines_of(self.activities))

    @property
    def duration(self) -> str:
        """``about 2 h 15 min`` in the active language, ``""`` when no unit has a length."""
        return duration(self.minutes)

    # What the rest of the house asks

    def card(self) -> Card:
        return Card(
            title=self.title,
            url=self.url or "",
            kind=self.kind,
            text=self.summary,
            meta=tuple(self.card_facts()),
            language=self.content_language,
            line=self.line,
            stop=self.competence,
        )

    def card_facts(self) -> list[str]:
        return [part for part in (self.duration,) if part]

    def search_body(self) -> str:
        return " ".join([super().search_body(), self.for_whom])

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld() | {
            "learningResourceType": str(self.kind_label),
            "teaches": str(CompetenceCode(self.competence).label),
            "isAccessibleForFree": True,
            "hasPart": [
                {"@type": "LearningResource", "name": unit.title, "url": f"{self.full_url or ''}{unit.step}/"}
                for unit in outlines_of(self.activities)
            ],
        }
        if self.minutes:
            data["timeRequired"] = f"PT{self.minutes}M"
        return data
