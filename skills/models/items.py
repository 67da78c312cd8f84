"""What stands below a competence: tasks, descriptors and learning outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from core.i18n.fields import SynchronizedField, TranslatableField
from skills.models.competences import Competence
from skills.vocabularies import DescriptorKind


class CompetenceItem(TranslatableMixin, Orderable):
    """One line of a competence. Subclasses say which list it stands in."""

    text = models.CharField(_("text"), max_length=255)

    panels = [FieldPanel("text")]
    translatable_fields = [TranslatableField("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text


class Task(CompetenceItem):
    """Something the person does."""

    competence = ParentalKey(Competence, on_delete=models.CASCADE, related_name="tasks")

    class Meta(CompetenceItem.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")


class Descriptor(CompetenceItem):
    """Something the person knows, can do, or tends to do."""

    competence = ParentalKey(Competence, on_delete=models.CASCADE, related_name="descriptors")
    kind = models.CharField(_("kind"), max_length=14, choices=DescriptorKind.choices)

    panels = [FieldPanel("kind"), FieldPanel("text")]
    translatable_fields = [SynchronizedField("kind", overridable=False), TranslatableField("text")]

    class Meta(CompetenceItem.Meta):
        verbose_name = _("descriptor")
        verbose_name_plural = _("descriptors")


class LearningOutcome(CompetenceItem):
    """Something the person can show after learning."""

    competence = ParentalKey(Competence, on_delete=models.CASCADE, related_name="outcomes")

    class Meta(CompetenceItem.Meta):
        verbose_name = _("learning outcome")
        verbose_name_plural = _("learning outcomes")
