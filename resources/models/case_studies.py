"""Case studies: what others did, what held, what was hard."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.vocabularies import Kind
from resources.blocks import FileStreamBlock, PartnerStreamBlock, SourceStreamBlock
from resources.models.base import ResourcePage
from resources.vocabularies import STATUS_SHAPES, PartnerRole, PracticeStatus, ResourceKind

TEXT = ["bold", "italic", "link", "ul", "ol"]
SECTIONS = ("context", "need", "done", "result", "attention", "transferability", "tips")


@dataclass(frozen=True, slots=True)
class Section:
    """One stop of the text: ``name`` is its anchor, ``html`` rich text."""

    name: str
    title: str
    html: str


def rich_text(name: Any, help_text: Any, *, blank: bool = False) -> RichTextField:
    """A section of the case study."""
    return RichTextField(name, features=TEXT, blank=blank, help_text=help_text)


class CaseStudyPage(ResourcePage):
    """A practice told so that another place can judge whether to try it."""

    kind = Kind.CASE_STUDY.value
    kind_label = Kind.CASE_STUDY.label
    schema_type = "Article"
    resource_kind = ResourceKind.CASE
    listed_kinds = frozenset({Kind.COMPETENCE.value})
    card_fields = ("place",)
    template = "resources/case_study.html"

    original_title = models.CharField(
        _("original title"), max_length=200, blank=True, help_text=_("The title in the language of the practice.")
    )
    original_language = models.CharField(
        _("language of the original title"), max_length=3, blank=True, help_text=_("Two letters, such as nl or de.")
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Town, and the house if it has a name.")
    )
    responsible_body = models.CharField(
        _("responsible body"), max_length=200, blank=True, help_text=_("Who answers for the practice.")
    )
    network = models.CharField(
        _("network"), max_length=120, blank=True, help_text=_("Such as CISOK or Cités des métiers.")
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=PracticeStatus.choices,
        default=PracticeStatus.UNVERIFIED,
        help_text=_("Leave “to be confirmed” unless someone has checked it."),
    )
    started = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    ended = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Leave empty while the practice goes on.")
    )
    credit_line = models.CharField(
        _("written by"),
        max_length=200,
        blank=True,
        help_text=_("Who wrote the text, as they want to be named. Empty: nobody is named beside the organisation."),
    )
    partners = StreamField(PartnerStreamBlock(), verbose_name=_("partners"), blank=True, default=list)
    context = rich_text(_("context"), _("Where and when it began, for someone who does not know the place."))
    need = rich_text(_("what was needed"), _("The problem as people met it."))
    done = rich_text(_("what was done"), _("Who did what. Facts first."))
    result = rich_text(_("result"), _("What changed. Say also what nobody has measured."))
    attention = rich_text(
        _("points of attention"), _("Weaknesses, costs, what nearly failed. Colleagues look here first.")
    )
    transferability = rich_text(_("transferability"), _("What another place would need to try it."))
    tips = rich_text(_("tips"), _("Small moves that helped, as a list."), blank=True)
    body = StreamField(
        BodyStreamBlock(),
        verbose_name=_("more"),
        blank=True,
        default=list,
        help_text=_("Pictures, quotes or tables that belong to the story."),
    )
    downloads = StreamField(FileStreamBlock(), verbose_name=_("downloads"), blank=True, default=list)
    sources = StreamField(
        SourceStreamBlock(),
        verbose_name=_("sources"),
        blank=True,
        default=list,
        help_text=_("Where the facts can be checked."),
    )

    content_panels = [
        *ResourcePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place"), FieldPanel("responsible_body")]),
                FieldRowPanel([FieldPanel("network"), FieldPanel("status")]),
                FieldRowPanel([FieldPanel("started"), FieldPanel("ended")]),
                FieldRowPanel([FieldPanel("original_title"), FieldPanel("original_language")]),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("partners"),
        MultiFieldPanel([FieldPanel(name) for name in SECTIONS], heading=_("The story")),
        FieldPanel("body"),
        FieldPanel("downloads"),
        FieldPanel("sources"),
        ResourcePage.about_panel,
        ResourcePage.credit_panel,
        FieldPanel("credit_line"),
    ]
    override_translatable_fields = (
        ResourcePage.override_translatable_fields
        + [SynchronizedField(name) for name in ("original_title", "original_language", "network", "status")]
        + [SynchronizedField(name) for name in ("started", "ended", "sources", "downloads", "credit_line")]
        + [TranslatableField(name) for name in ("place", "responsible_body", "partners", "body", *SECTIONS)]
    )

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def clean(self) -> None:
        """Checks the years. Raises ValidationError when the last is before the first."""
        super().clean()
        if self.started and self.ended and self.ended < self.started:
            years = {"ended": self.ended, "started": self.started}
            raise ValidationError(
                {"ended": _("%(ended)s is before the first year. Write %(started)s or later.") % years}
            )

    @property
    def drawing(self) -> str:
        return str(self.translation_key)

    # Labels

    @property
    def status_shape(self) -> str:
        """The shape the status is shown with."""
        return STATUS_SHAPES[PracticeStatus(self.status)]

    @property
    def years(self) -> str:
        """``since 2006``, ``2019–2022``, ``""`` when no source says."""
        if self.started and self.ended:
            return str(self.started) if self.started == self.ended else f"{self.started}–{self.ended}"
        return str(_("since %(year)s") % {"year": self.started}) if self.started else ""

    @property
    def shown_original_title(self) -> str:
        """The original title, when it is not the one above the page."""
        return self.original_title if self.original_title != self.title else ""

    @property
    def sections(self) -> list[Section]:
        """The stops of the text; empty ones are left out."""
        titles = {
            "context": _("Context"),
            "need": _("What was needed"),
            "done": _("What was done"),
            "result": _("Result"),
            "attention": _("Points of attention"),
            "transferability": _("Transferability"),
            "tips": _("Tips"),
        }
        return [Section(name, str(titles[name]), getattr(self, name)) for name in SECTIONS if getattr(self, name)]

    @property
    def partners_by_role(self) -> list[tuple[str, list[str]]]:
        """``[(role in words, [names])]`` in the order of the vocabulary."""
        names: dict[str, list[str]] = {}
        for child in self.partners:
            names.setdefault(child.value["role"], []).append(child.value["name"])
        return [(str(role.label), names[role]) for role in PartnerRole if role in names]

    # What the rest of the house asks

    def card_facts(self) -> list[str]:
        return [part for part in (self.place, self.country_name) if part]

    def search_facets(self) -> dict[str, list[str]]:
        return super().search_facets() | {"year": [str(self.started)] if self.started else []}

    def search_names(self) -> list[str]:
        partners = [child.value["name"] for child in self.partners]
        return [name for name in (self.original_title, self.responsible_body, self.network, *partners) if name]

    def search_body(self) -> str:
        return " ".join([super().search_body(), self.place, *self.theme_labels])

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld() | {"headline": self.title[:110]}
        data["citation"] = [child.value["url"] for child in self.sources if child.value.get("url")]
        if self.credit_line:
            data["creditText"] = self.credit_line
        if self.place:
            data["contentLocation"] = {"@type": "Place", "name": self.place}
        return data
