"""A competence of the partnership manager: one row per language."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.admin.editing import NewerVersionPanel, VersionedForm
from core.cards import Card
from core.i18n.fields import SynchronizedField, TranslatableField
from core.page_views import preview_of
from core.slugs import slug_of
from skills.models.querysets import CompetenceQuerySet
from skills.vocabularies import lettered_competences


class Competence(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One of the seven competences, in one language. Rows of the same competence share ``code`` and translation key."""

    code = models.CharField(
        _("letter"),
        max_length=1,
        choices=lettered_competences,
        help_text=_("The letter stays the same in every language."),
    )
    title = models.CharField(_("title"), max_length=120)
    short_title = models.CharField(
        _("short title"),
        max_length=40,
        help_text=_("Two or three words, for the line from A to G and for the address."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("What the competence is about, in one or two plain sentences.")
    )
    levels = models.TextField(
        _("levels"),
        blank=True,
        help_text=_("Leave empty until an expert has set a scale. The page then says that there is none."),
    )
    origin = models.CharField(
        _("origin of the text"),
        max_length=200,
        blank=True,
        help_text=_("Where tasks, descriptors and outcomes were published. Leave empty for the portal’s own text."),
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="competence")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="competence",
        for_concrete_model=False,
    )

    objects = CompetenceQuerySet.as_manager()

    translatable_fields = [
        SynchronizedField("code", overridable=False),
        TranslatableField("title"),
        TranslatableField("short_title"),
        TranslatableField("summary"),
        TranslatableField("levels"),
        TranslatableField("origin"),
        TranslatableField("tasks"),
        TranslatableField("descriptors"),
        TranslatableField("outcomes"),
    ]

    base_form_class = VersionedForm
    panels = [
        NewerVersionPanel(),
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("title"), FieldPanel("short_title"), FieldPanel("summary")],
            heading=_("Competence"),
        ),
        InlinePanel(
            "tasks", heading=_("Tasks"), label=_("Task"), help_text=_("What the person does, one verb a line.")
        ),
        InlinePanel(
            "descriptors",
            heading=_("Descriptors"),
            label=_("Descriptor"),
            help_text=_("What the person knows, can do and tends to do."),
        ),
        InlinePanel(
            "outcomes",
            heading=_("Learning outcomes"),
            label=_("Learning outcome"),
            help_text=_("What someone can show after learning. Begin with “You can”."),
        ),
        MultiFieldPanel([FieldPanel("levels"), FieldPanel("origin")], heading=_("Levels and origin")),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("code"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "locale"],
                name="one_competence_per_letter_and_locale",
                violation_error_message=_("This language already has a competence with this letter."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    @property
    def language(self) -> str:
        """BCP 47 code of the row's texts."""
        return self.locale.language_code

    @property
    def slug(self) -> str:
        """Last step of the address: the letter decides, the words only help readers (``c-coordination``)."""
        return f"{self.code.lower()}-{slug_of(self.short_title, 60)}".rstrip("-")

    def card(self, base_url: str = "") -> Card:
        """How the competence looks in a list. ``base_url``: path of the page of competences."""
        return Card(
            title=self.title,
            url=f"{base_url}{self.slug}/" if base_url else "",
            kind="" if base_url else "competence",
            text=self.summary,
            language=self.language,
            stop=self.code,
        )

    def json_ld(self, url: str, framework: str, identifier: str) -> dict[str, Any]:
        """schema.org DefinedTerm in the set named ``framework``. ``url``: absolute address of the page.

        ``identifier``: the address that is the same in every language.
        """
        return {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "identifier": identifier,
            "termCode": self.code,
            "name": self.title,
            "description": self.summary,
            "inLanguage": self.language,
            "url": url,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": framework},
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page with the text being edited."""
        return preview_of(self, request, self.language)
