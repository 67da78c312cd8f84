"""Publications: what the project wrote, what is in it and where it can be found."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.blocks import BodyStreamBlock
from core.fields import CodesField, StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.vocabularies import Kind
from resources.blocks import FileStreamBlock
from resources.models.base import ResourcePage
from resources.vocabularies import Language, PublicationKind, ResourceKind


class PublicationPage(ResourcePage):
    """A guide, a report or another written work."""

    kind = Kind.PUBLICATION.value
    kind_label = Kind.PUBLICATION.label
    schema_type = "CreativeWork"
    resource_kind = ResourceKind.PUBLICATION
    listed_kinds = frozenset({Kind.CASE_STUDY.value})
    card_fields = ("publication_kind", "year", "authors")
    template = "resources/publication.html"

    publication_kind = models.CharField(
        _("kind"), max_length=12, choices=PublicationKind.choices, default=PublicationKind.GUIDE
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    authors = models.CharField(
        _("authors"), max_length=250, blank=True, help_text=_("As they stand on the publication.")
    )
    languages = CodesField(Language, verbose_name=_("languages"), help_text=_("Languages the publication exists in."))
    link = models.URLField(_("address"), blank=True, help_text=_("Where the publication can be read or asked for."))
    access = RichTextField(
        _("where to find it"),
        features=["bold", "italic", "link", "ul"],
        blank=True,
        help_text=_("Say plainly whether the file is here, and if not, who has it."),
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True, default=list)
    downloads = StreamField(
        FileStreamBlock(),
        verbose_name=_("downloads"),
        blank=True,
        default=list,
        help_text=_("All languages together: the page shows each file with its own language."),
    )

    content_panels = [
        *ResourcePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("publication_kind"), FieldPanel("year")]),
                FieldPanel("authors"),
                FieldPanel("languages"),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("access"), FieldPanel("link"), FieldPanel("downloads")], heading=_("How to get it")
        ),
        ResourcePage.about_panel,
        ResourcePage.credit_panel,
    ]
    override_translatable_fields = (
        ResourcePage.override_translatable_fields
        + [
            SynchronizedField(name)
            for name in ("publication_kind", "year", "authors", "languages", "link", "downloads")
        ]
        + [TranslatableField(name) for name in ("access", "body")]
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def author(self) -> str:
        return self.authors or super().author

    @property
    def year_of_text(self) -> int | None:
        return self.year or super().year_of_text

    def card_facts(self) -> list[str]:
        kind = str(PublicationKind(self.publication_kind).label)
        return [part for part in (kind, str(self.year or ""), self.authors) if part]

    def search_facets(self) -> dict[str, list[str]]:
        return super().search_facets() | {"year": [str(self.year)] if self.year else []}

    def search_names(self) -> list[str]:
        return [self.authors] if self.authors else []

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        if self.authors:
            data["creator"] = {"@type": "Organization", "name": self.authors}
        if self.year:
            data["copyrightYear"] = self.year
        if self.languages:
            data["workExample"] = [{"@type": "CreativeWork", "inLanguage": code} for code in self.languages]
        if self.link:
            data["sameAs"] = self.link
        return data
