"""Words of the competence framework. The codes are stable; the labels and explanations are translated."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.vocabularies import CompetenceCode


def lettered_competences() -> list[tuple[str, str]]:
    """``("C", "C. Coordinating…")`` for forms, in the active language."""
    return [(code.value, f"{code.value}. {code.label}") for code in CompetenceCode]


class DescriptorKind(models.TextChoices):
    """The three kinds of descriptor the project's repository of skills uses."""

    KNOWLEDGE = "knowledge", _("Knowledge")
    SKILL = "skill", _("Skills")
    PREDISPOSITION = "predisposition", _("Predispositions")


class ItemKind(models.TextChoices):
    """What an item of the repository is, in the order a competence is read."""

    TASK = "task", _("Tasks")
    KNOWLEDGE = DescriptorKind.KNOWLEDGE.value, DescriptorKind.KNOWLEDGE.label
    SKILL = DescriptorKind.SKILL.value, DescriptorKind.SKILL.label
    PREDISPOSITION = DescriptorKind.PREDISPOSITION.value, DescriptorKind.PREDISPOSITION.label
    OUTCOME = "outcome", _("Learning outcomes")


ONE_OF_KIND: dict[str, Any] = {
    ItemKind.TASK: _("Task"),
    ItemKind.KNOWLEDGE: _("Knowledge"),
    ItemKind.SKILL: _("Skill"),
    ItemKind.PREDISPOSITION: _("Predisposition"),
    ItemKind.OUTCOME: _("Learning outcome"),
}
"""What one item of a kind is called."""

KIND_EXPLANATIONS: dict[str, Any] = {
    DescriptorKind.KNOWLEDGE: _("What you know: rules, people, methods. It can be read, heard and asked about."),
    DescriptorKind.SKILL: _("What you can do: it shows when you do it, and it grows with practice."),
    DescriptorKind.PREDISPOSITION: _(
        "How you tend to act: attitudes that make the work easier. They can be encouraged, but not learned like a fact."
    ),
}


SELF_ASSESSMENT = "self-assessment"
"""What follows the address of the page of competences, in all languages."""


class AnswerStep(models.TextChoices):
    """How far somebody finds a statement true of the own work, in words: no level is claimed, and no number given."""

    NOT_YET = "not-yet", pgettext_lazy("self-assessment", "Not yet")
    PARTLY = "partly", pgettext_lazy("self-assessment", "In part")
    MOSTLY = "mostly", pgettext_lazy("self-assessment", "For the most part")
    FULLY = "fully", pgettext_lazy("self-assessment", "Fully")


RECOGNISED = frozenset({AnswerStep.MOSTLY.value, AnswerStep.FULLY.value})
"""The steps that count as recognising oneself in a statement."""


class Moment(models.TextChoices):
    """When somebody answers."""

    BEFORE = "before", _("Before the module")
    NOW = "now", _("Just so, without a module")
    AFTER = "after", _("After the module")


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the four European phases of validation.

    ``done``: whether Keep in Pact covered it. ``open_next``: the way to the following phase was not gone.
    """

    label: Any
    text: Any
    done: bool
    open_next: bool = False


PHASES = (
    Phase(_("Identification"), _("In the project: short questions about oneself, before and after each module."), True),
    Phase(
        _("Documentation"),
        _("In the project: the compulsory activities of a module left a trace."),
        True,
        open_next=True,
    ),
    Phase(_("Assessment"), _("Not done: no assessment by others is known."), False, open_next=True),
    Phase(_("Certification"), _("Not done: the confirmation is expressly non-formal."), False),
)
"""Source: Council Recommendation of 20 December 2012 on validation, and the public descriptions of the project."""

RESULT_PHASES = (
    Phase(_("Identification"), _("Done: you said how far the statements are true of your work."), True, open_next=True),
    Phase(_("Documentation"), _("Not on this page."), False, open_next=True),
    Phase(_("Assessment"), _("Not on this page."), False, open_next=True),
    Phase(_("Certification"), _("Not on this portal."), False),
)
"""What a self-assessment is of the four, and what it is not."""
