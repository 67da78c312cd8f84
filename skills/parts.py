"""What stands below a competence: tasks, descriptors, learning outcomes."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models

from core.i18n.borrowed import says
from skills.codes import item_code
from skills.models import Competence, Descriptor, LearningOutcome, Task


@dataclass(frozen=True, slots=True)
class Line:
    """One item in the language of its competence, and its code."""

    text: str
    code: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands below a competence. ``descriptors``: by kind."""

    tasks: list[Line]
    descriptors: dict[str, list[Line]]
    outcomes: list[Line]


def parts_of_draft(competence: Competence) -> Parts:
    """As it is in memory, saved or not (three queries when it is saved)."""
    descriptors: dict[str, list[Line]] = {}
    for descriptor in competence.descriptors.all():
        descriptors.setdefault(descriptor.kind, []).append(
            _line(competence, descriptor.text, descriptor.translation_key)
        )
    return Parts(
        tasks=[_line(competence, task.text, task.translation_key) for task in competence.tasks.all()],
        descriptors=descriptors,
        outcomes=[_line(competence, one.text, one.translation_key) for one in competence.outcomes.all()],
    )


def parts_of(competence: Competence) -> Parts:
    """As published, of one competence row; one query."""
    lists: dict[str, list[Line]] = {}
    for _pk, name, key, text in lines_of([competence.pk]):
        lists.setdefault(name, []).append(_line(competence, text, key))
    return Parts(tasks=lists.pop("tasks", []), outcomes=lists.pop("outcomes", []), descriptors=lists)


def lines_of(competences: list[int]) -> list[tuple[int, str, UUID, str]]:
    """``(key of the competence row, list, translation key, text)`` of all that stands below them, in their order; one query.

    The list is ``tasks``, ``outcomes`` or the kind of a descriptor.
    """

    def lines(model: type[models.Model], kind: str | models.F) -> models.QuerySet:
        name = models.Value(kind, models.CharField()) if isinstance(kind, str) else kind
        found = model._default_manager.filter(competence_id__in=competences).order_by()
        return found.annotate(_list=name).values_list("competence_id", "_list", "sort_order", "translation_key", "text")

    rows = lines(Task, "tasks").union(lines(LearningOutcome, "outcomes"), lines(Descriptor, models.F("kind")), all=True)
    ordered = sorted(rows, key=lambda row: (row[0], row[1], row[2] or 0))
    return [(pk, name, key, text) for pk, name, _order, key, text in ordered]


def _line(competence: Competence, text: str, key: UUID) -> Line:
    return Line(says(competence, text), item_code(competence.code, key))
