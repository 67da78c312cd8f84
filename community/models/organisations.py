"""An organisation: its facts stand once, its texts once per language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from community.models.pages import PEOPLE, CommunityIndexPage
from community.models.querysets import OrganisationQuerySet
from community.vocabularies import Kind, ProjectRole
from core.admin.editing import NewerVersionPanel, VersionedForm
from core.cards import Card
from core.countries import country_choices, country_name
from core.i18n.languages import ENDONYMS, LANGUAGES, active_language
from core.i18n.said import Said
from core.i18n.subpages import Subpage
from core.models import HasTexts
from core.page_views import preview_of
from core.towns import town_in, town_name


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the language it is in (BCP 47)."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> Said:
        """The name for where nothing else tells its language."""
        return Said(self.text, self.language)


class Organisation(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    HasTexts,
    index.Indexed,
    ClusterableModel,
):
    """A partner of the project, a network of centres, or another body that owns centres or writes for the portal."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As the organisation itself writes it."))
    name_language = models.CharField(
        _("language of the name"),
        max_length=3,
        validators=[RegexValidator(r"^[a-z]{2,3}$", _("Write two or three small letters, such as fr."))],
        help_text=_("Two letters, such as fr or hr. Screen readers need it to pronounce the name."),
    )
    short_name = models.CharField(_("short name"), max_length=60, blank=True, help_text=_("Such as RICDM or AZVO."))
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the page’s address. Leave it once published."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    network = models.SlugField(
        _("network code"),
        max_length=40,
        blank=True,
        help_text=_("The code of its centres in the directory, such as cisok. Only for a network."),
    )
    project_role = models.CharField(
        _("role in the project"),
        max_length=12,
        choices=ProjectRole.choices,
        blank=True,
        help_text=_("Leave empty if it took no part in Keep in Pact."),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    city = models.CharField(_("city"), max_length=80, blank=True, help_text=_("Leave empty if no source gives it."))
    website = models.URLField(_("website"), blank=True, help_text=_("Leave empty if no source gives it."))
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Only with the organisation’s consent. The name is shown beside it."),
    )
    member_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("belongs to"),
        help_text=_("The network or body it is part of."),
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="organisation")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="organisation",
        for_concrete_model=False,
    )

    objects = OrganisationQuerySet.as_manager()

    base_form_class = VersionedForm
    panels = [
        NewerVersionPanel(),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_language"), FieldPanel("short_name")]),
                FieldPanel("slug"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("project_role")]),
                FieldRowPanel([FieldPanel("network"), FieldPanel("member_of")]),
            ],
            heading=_("Part in the community"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("city"), FieldPanel("country")]), FieldPanel("website"), FieldPanel("logo")],
            heading=_("Facts"),
        ),
        InlinePanel(
            "texts",
            heading=_("Texts"),
            label=_("Text"),
            help_text=_("One text per language. A reader whose language is missing sees another one, marked as such."),
            max_num=len(LANGUAGES),
        ),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("name"),
        index.SearchField("short_name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.FilterField("kind"),
        index.FilterField("project_role"),
        index.FilterField("country"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.short_name})" if self.short_name and self.short_name not in self.name else self.name

    def clean(self) -> None:
        """Checks the address, and what it belongs to. Raises ValidationError when that is itself, or practitioners stand there."""
        super().clean()
        if self.slug == PEOPLE:
            raise ValidationError({"slug": _("This word is an address of the portal itself. Choose another one.")})
        if self.member_of_id and self.member_of_id == self.pk:
            raise ValidationError({"member_of": _("An organisation cannot belong to itself.")})

    # Names and texts in a language

    def name_in(self, language: str | None = None) -> Name:
        """The name readers of ``language`` (default: the active one) know, else the organisation's own."""
        wanted = language or active_language()
        row = next((row for row in self.texts.all() if row.language == wanted), None)
        return Name(row.name, wanted) if row and row.name else Name(self.name, self.name_language)

    def own_name_in(self, language: str | None = None) -> Name | None:
        """The organisation's own name, when readers of ``language`` are shown another one first."""
        return None if self.name_in(language).text == self.name else Name(self.name, self.name_language)

    @property
    def country_name(self) -> str:
        """The country in the active language, ``""`` when unknown."""
        return country_name(self.country) if self.country else ""

    @property
    def town(self) -> str:
        """Its city as the active language calls it, ``""`` when unknown."""
        return town_name(self.city, self.country)

    @property
    def place(self) -> str:
        """``Paris, France``: city and country in the active language, as far as they are known."""
        return town_in(self.city, self.country)

    @property
    def role_label(self) -> str:
        """What it did in the project, else what it is."""
        return str(self.get_project_role_display() if self.project_role else self.get_kind_display())

    @property
    def languages_label(self) -> str:
        """``Croatian, English``: the languages of its texts, for the list in the admin."""
        have = {row.language for row in self.texts.all()}
        return ", ".join(str(label) for code, label in settings.LANGUAGES if code in have)

    # Where it stands

    def url_in(self, language: str | None = None) -> str:
        """The path of its page in ``language`` (default: the active one); ``""`` while there is none."""
        base = CommunityIndexPage.url_in(language or active_language())
        return f"{base}{self.slug}/" if base else ""

    def subpage(self, bases: dict[str, str]) -> Subpage:
        """Its addresses in all languages. ``bases``: ``{language: path of the community page}``.

        An organisation nobody has written about says the same facts in every language.
        """
        return Subpage.below(bases, self.slug, written=[row.language for row in self.texts.all()] or LANGUAGES)

    # For lists and others

    def card(self, base_url: str = "", language: str | None = None) -> Card:
        """How the organisation looks in a list. ``base_url``: path of the community page, found when not given."""
        name, text = self.name_in(language), self.text_in(language)
        return Card(
            title=name.said,
            url=f"{base_url}{self.slug}/" if base_url else self.url_in(language),
            kind="" if base_url else "organisation",
            text=text.summary if text else "",
            meta=tuple(part for part in (self.role_label if self.project_role else "", self.place) if part),
            language=text.language if text else name.language,
        )

    def json_ld(self, url: str = "", language: str | None = None) -> dict[str, Any]:
        """schema.org Organization. ``url``: absolute address of the page that shows it."""
        name, text = self.name_in(language), self.text_in(language)
        data: dict[str, Any] = {"@context": "https://schema.org", "@type": "Organization", "name": name.text}
        others = [other for other in dict.fromkeys((self.name, self.short_name)) if other and other != name.text]
        if others:
            data["alternateName"] = others
        if text:
            data["description"] = text.summary
        if self.website:
            data["url"] = self.website
        if url:
            data["mainEntityOfPage"] = url
        if self.country:
            address = {"@type": "PostalAddress", "addressCountry": self.country}
            data["address"] = address | ({"addressLocality": self.city} if self.city else {})
        if self.member_of:
            data["memberOf"] = {"@type": "Organization", "name": self.member_of.name}
        return data

    # Preview in every language

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [(language, ENDONYMS[language]) for language in LANGUAGES]

    @property
    def default_preview_mode(self) -> str:
        return active_language()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page with the text being edited, in the language of ``mode_name``."""
        return preview_of(self, request, mode_name)
