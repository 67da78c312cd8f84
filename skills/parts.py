"""What stands below a competence: tasks, descriptors, learning outcomes."""

from dataclasses import dataclass

from django.db import models

from core.i18n.borrowed import says
from skills.models import Competence, Descriptor, LearningOutcome, Task


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands below a competence, as texts in its language. ``descriptors``: by kind."""

    tasks: list[str]
    descriptors: dict[str, list[str]]
    outcomes: list[str]


def parts_of_draft(competence: Competence) -> Parts:
    """As it is in memory, saved or not (three queries when it is saved)."""
    descriptors: dict[str, list[str]] = {}
    for descriptor in competence.descriptors.all():
        descriptors.setdefault(descriptor.kind, []).append(says(competence, descriptor.text))
    return Parts(
        tasks=[says(competence, task.text) for task in competence.tasks.all()],
        descriptors=descriptors,
        outcomes=[says(competence, outcome.text) for outcome in competence.outcomes.all()],
    )


def parts_of(competence: Competence) -> Parts:
    """As published, of one competence row; one query."""

    def lines(model: type[models.Model], kind: str | models.F) -> models.QuerySet:
        name = models.Value(kind, models.CharField()) if isinstance(kind, str) else kind
        found = model._default_manager.filter(competence_id=competence.pk).order_by()
        return found.annotate(_list=name).values_list("_list", "sort_order", "text")

    rows = lines(Task, "tasks").union(lines(LearningOutcome, "outcomes"), lines(Descriptor, models.F("kind")), all=True)
    lists: dict[str, list[str]] = {}
    for name, _order, text in sorted(rows, key=lambda row: (row[0], row[1] or 0)):
        lists.setdefault(name, []).append(says(competence, text))
    return Parts(tasks=lists.pop("tasks", []), outcomes=lists.pop("outcomes", []), descriptors=lists)
