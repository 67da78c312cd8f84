"""What case studies, modules and publications have in common."""

from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.cards import Card
from core.countries import country_choices, country_name
from core.fields import CodesField
from core.i18n.fields import SynchronizedField
from core.i18n.languages import reader_language
from core.models import BasePage
from core.onward import Subject
from core.vocabularies import Audience, CompetenceCode, Need, Theme
from resources.credits import Contributor, contributor_of
from resources.downloads import Download, downloads_of
from resources.models.querysets import ResourceManager
from resources.vocabularies import LICENCE_URLS, Licence, ResourceKind

FACT_FIELDS = ("contributor", "licence", "country", "main_need", "competences", "themes", "audiences", "example")


class ResourcePage(BasePage):
    """A resource: who gave it, under which licence, and what it is about."""

    resource_kind: ClassVar[ResourceKind]
    card_fields: ClassVar[tuple[str, ...]] = ()
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    contributor = models.ForeignKey(
        "community.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contributor"),
        help_text=_("The organisation that gave this text and answers for it here."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC_BY,
        help_text=_("How others may use the text. Choose “to be confirmed” if nobody has told you."),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=country_choices,
        help_text=_("Leave empty for several countries."),
    )
    main_need = models.CharField(
        _("main need"),
        max_length=12,
        choices=Need.choices,
        blank=True,
        help_text=_("What people come for above all. It gives the page the colour of its line."),
    )
    competences = CodesField(
        CompetenceCode,
        verbose_name=_("competences"),
        help_text=_("Which competences of a partnership manager it shows at work."),
    )
    themes = CodesField(Theme, verbose_name=_("themes"), help_text=_("Tick what a colleague would look for."))
    audiences = CodesField(Audience, verbose_name=_("audiences"), help_text=_("Whom the practice or the text is for."))
    example = models.BooleanField(
        _("example text"),
        default=False,
        help_text=_("Tick if the portal wrote it from public sources, without the organisation it tells about."),
    )

    objects = ResourceManager()

    about_panel = MultiFieldPanel(
        [
            FieldPanel("country"),
            FieldPanel("competences"),
            FieldPanel("themes"),
            FieldPanel("audiences"),
            FieldPanel("main_need"),
        ],
        heading=_("What it is about"),
        help_text=_("These are the filters of the list."),
    )
    credit_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("contributor"), FieldPanel("licence")]), FieldPanel("example")], heading=_("Credit")
    )
    override_translatable_fields = BasePage.override_translatable_fields + [
        SynchronizedField(name) for name in FACT_FIELDS
    ]

    class Meta:
        abstract = True

    def subject(self) -> Subject:
        return replace(
            super().subject(),
            competences=tuple(self.competences),
            themes=tuple(self.themes),
            needs=(self.main_need,) if self.main_need else (),
            country=self.country,
        )

    # Labels

    @property
    def line(self) -> str:
        """The need that gives the page its colour, ``""`` for none."""
        return self.main_need

    @property
    def drawing(self) -> str:
        """Seed of the picture drawn for it on cards, the same in every language; ``""`` for none."""
        return ""

    @property
    def country_name(self) -> str:
        """The country in the active language, ``""`` for several."""
        return country_name(self.country) if self.country else ""

    @property
    def licence_url(self) -> str:
        """Where the licence can be read, ``""`` when it is none of the free ones."""
        return LICENCE_URLS.get(Licence(self.licence), "")

    @property
    def audience_labels(self) -> list[str]:
        return self._meta.get_field("audiences").labels(self.audiences)

    @property
    def theme_labels(self) -> list[str]:
        return self._meta.get_field("themes").labels(self.themes)

    @property
    def author(self) -> str:
        """Whose words they are: an example text is the portal's own."""
        return self.credited_to.name if self.credited_to and not self.example else "Keep in Pact"

    @property
    def year_of_text(self) -> int | None:
        """The year to cite."""
        day = self.reviewed_on or (self.first_published_at.date() if self.first_published_at else None)
        return day.year if day else None

    @cached_property
    def credited_to(self) -> Contributor | None:
        """The contributing organisation by its name in the page's language."""
        return contributor_of(self.contributor_id, self.content_language, reader_language())

    def documents(self, stream: Any) -> list[Download]:
        """The stream's documents, those in the page's language first."""
        return downloads_of((child.value for child in stream), self.content_language)

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
            art=self.drawing,
        )

    def card_facts(self) -> list[str]:
        """Short facts under the card, in the visitor's language."""
        return [self.country_name] if self.country else []

    def search_facets(self) -> dict[str, list[str]]:
        return {
            "competence": list(self.competences),
            "audience": list(self.audiences),
            "theme": list(self.themes),
            "country": [self.country] if self.country else [],
        }

    def search_meta(self) -> list[str]:
        return self.card_facts()

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld() | {
            "keywords": self.theme_labels,
            "audience": [{"@type": "Audience", "audienceType": label} for label in self.audience_labels],
            "publisher": {"@type": "Organization", "name": "Keep in Pact"},
        }
        if self.licence_url:
            data["license"] = self.licence_url
        data["author"] = {"@type": "Organization", "name": self.author}
        if self.country:
            data["spatialCoverage"] = {"@type": "Country", "name": self.country_name, "identifier": self.country}
        if self.reviewed_on:
            data["dateModified"] = self.reviewed_on.isoformat()
        return data
