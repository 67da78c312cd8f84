"""The steps of the form: which there are, what each asks, and what is still missing before it can be sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.contribute.forms import AboutForm, LicenceForm, PracticeForm, StoryForm, WhoForm
from resources.models import Contribution


class Step(models.TextChoices):
    """In their order; the values stand in addresses."""

    WHO = "who", gettext_lazy("Who you are")
    PRACTICE = "practice", gettext_lazy("The practice")
    STORY = "story", gettext_lazy("The story")
    ABOUT = "about", gettext_lazy("What it is about")
    FILES = "files", gettext_lazy("Files and pictures")
    LICENCE = "licence", gettext_lazy("Licence")
    CHECK = "check", gettext_lazy("Check and send")


FORMS: dict[Step, Any] = {
    Step.WHO: WhoForm,
    Step.PRACTICE: PracticeForm,
    Step.STORY: StoryForm,
    Step.ABOUT: AboutForm,
    Step.LICENCE: LicenceForm,
}
NEEDED = ("name", "title", "summary", "context", "need", "done", "result", "attention", "transferability")
"""Texts without which nothing is sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One field as it is shown before sending. ``anchor``: of the field in its step."""

    label: str
    lines: list[str]
    anchor: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one step holds."""

    step: Step
    answers: list[Answer] = field(default_factory=list)

    @property
    def missing(self) -> list[Answer]:
        """What must still be written."""
        return [one for one in self.answers if one.missing]


def after(step: Step) -> Step:
    """The step that follows."""
    steps = list(Step)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def initial_of(contribution: Contribution) -> dict[str, Any]:
    """What is known so far, by the name of the field."""
    return contribution.answers | {
        "name": contribution.name,
        "organisation": contribution.organisation_id or "",
        "language": contribution.language,
    }


def summary_of(contribution: Contribution) -> list[Part]:
    """All answers, step by step, with what is missing."""
    return [Part(step, list(_answers(step, contribution))) for step in Step if step != Step.CHECK]


def is_complete(contribution: Contribution) -> bool:
    """Whether it can be sent."""
    return not any(part.missing for part in summary_of(contribution))


def _answers(step: Step, contribution: Contribution) -> Iterator[Answer]:
    if step == Step.FILES:
        yield from _files(contribution)
        return
    known = initial_of(contribution)
    form = FORMS[step](initial=known)
    for bound in form:
        value = known.get(bound.name)
        lines = [line for line in shown(bound, value) if line]
        needed = bound.name in NEEDED or bound.name in ("licence", "consent")
        yield Answer(form.heading(bound.name), lines, bound.id_for_label or bound.auto_id, needed and not lines)


def shown(bound: BoundField, value: Any) -> list[str]:
    """A value in words, one line each."""
    choices = {str(code): str(label) for code, label in getattr(bound.field, "choices", ())}
    if isinstance(value, bool):
        return [_("Yes")] if value else []
    if isinstance(value, list):
        return [", ".join(choices.get(one, one) for one in value)]
    if choices:
        return [choices.get(str(value), str(value))] if value not in (None, "") else []
    return str(value).split("\n") if value not in (None, "") else []


def _files(contribution: Contribution) -> Iterator[Answer]:
    for one in contribution.files.all():
        missing = one.is_picture and not one.alt
        lines = [_("The alternative text is missing.")] if missing else [part for part in (one.alt,) if part]
        yield Answer(one.title, lines, f"id_alt-{one.pk}" if one.is_picture else f"id_title-{one.pk}", missing)
