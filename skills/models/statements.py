"""What people say of themselves in the self-assessment: for each competence one set of statements, one row per language."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
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
from core.i18n.fields import SynchronizedField, TranslatableField
from core.page_views import preview_of
from skills.models.items import CompetenceItem
from skills.models.querysets import CompetenceQuerySet
from skills.vocabularies import DescriptorKind, lettered_competences


class StatementSetForm(VersionedForm):
    """The form of a set. Unless the meaning is unchanged, other statements than those published are a new version."""

    same_meaning = forms.BooleanField(
        label=_("The meaning is unchanged"),
        required=False,
        help_text=_("Tick it for a typo or a clearer word: results then keep the number of this version."),
    )

    def save(self, commit: bool = True) -> Any:
        """The set with its number. A draft that has a new one already keeps it, however often it is saved."""
        known = type(self.instance).objects.filter(pk=self.instance.pk).first()
        saved = super().save(commit=False)
        if known and saved.version <= known.version and not self.cleaned_data.get("same_meaning"):
            changed = saved.lines() != known.lines()
            saved.version = known.version + changed
        return super().save(commit=commit)


class StatementSet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """The statements of one competence in one language. Rows of the same set share ``code`` and translation key.

    ``version``: grows when statements of another meaning are published; results name it.
    """

    code = models.CharField(_("letter"), max_length=1, choices=lettered_competences)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="statement_set")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="statement_set",
        for_concrete_model=False,
    )

    objects = CompetenceQuerySet.as_manager()

    translatable_fields = [
        SynchronizedField("code", overridable=False),
        SynchronizedField("version", overridable=False),
        TranslatableField("statements"),
    ]

    base_form_class = StatementSetForm
    panels = [
        NewerVersionPanel(),
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("version", read_only=True), FieldPanel("same_meaning")],
            heading=_("Competence and version"),
        ),
        InlinePanel(
            "statements",
            heading=_("Statements"),
            label=_("Statement"),
            help_text=_("Begin with “I”, say something one can see oneself do. Fifteen at most take five minutes."),
        ),
        PublishingPanel(),
    ]

    search_fields = [
        index.FilterField("code"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("statements of a competence")
        verbose_name_plural = _("statements of competences")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "locale"],
                name="one_statement_set_per_letter_and_locale",
                violation_error_message=_("This language already has statements for this letter."),
            )
        ]

    def __str__(self) -> str:
        return str(dict(lettered_competences()).get(self.code, self.code))

    @property
    def language(self) -> str:
        """BCP 47 code of the row's texts."""
        return self.locale.language_code

    def lines(self) -> list[tuple[str, str, str]]:
        """``(key, kind, text)`` of the statements as they are in memory."""
        return [(str(item.translation_key), item.kind, item.text) for item in self.statements.all()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The form of the self-assessment with the statements being edited."""
        return preview_of(self, request, self.language)


class Statement(CompetenceItem):
    """Something people say of themselves. Its translation key is its name in stored results, the same in all languages."""

    statement_set = ParentalKey(StatementSet, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(_("kind"), max_length=14, choices=DescriptorKind.choices)

    panels = [FieldPanel("kind"), FieldPanel("text")]
    translatable_fields = [SynchronizedField("kind", overridable=False), TranslatableField("text")]

    class Meta(CompetenceItem.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")


class SharedAnswers(models.Model):
    """What people shared of one competence for the partnership's statistics: numbers, nothing of a person.

    ``month``: the first day of the month in which they came to be told, ``WAITING`` before. ``people``: who shared.
    ``numbers``: ``{"skill/mostly": 31}``, statements by kind of descriptor and step.
    """

    WAITING: ClassVar[date] = date(1, 1, 1)
    """The month of those who are too few to be told."""

    month = models.DateField()
    code = models.CharField(max_length=1)
    people = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["month", "code"], name="shared_answers_once_a_month")]

    def __str__(self) -> str:
        return f"{self.code} {self.month}: {self.people}"
