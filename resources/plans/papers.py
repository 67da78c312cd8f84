"""A training plan as a paper, in the active language: one place says what is in it, whatever it is printed with."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.papers import Paper, Part, Run, heading, items, table, text
from resources.durations import duration
from resources.plans.plan import Plan, Step
from resources.plans.rich import Absolute, parts_of


def paper_of(plan: Plan, *, title: str, language: str, notes: bool, absolute: Absolute, address: str) -> Paper:
    """The whole plan as a file holds it. ``absolute`` completes addresses; ``address`` is that of the plan itself."""
    parts = [text(fact) for fact in facts_of(plan)]
    parts += [heading(2, _("Course")), table(*course_of(plan))]
    if plan.materials:
        lines = [
            [Run(one.name, href=absolute(one.href) if one.href else ""), Run(numbers_of(one.numbers))]
            for one in plan.materials
        ]
        parts += [heading(2, _("Material")), items(lines)]
    for step in plan.steps:
        parts.append(heading(2, f"{step.number}. {step.unit.title}", spoken(step, language)))
        parts.append(text(f"{step.clock} · {length_of(step)} · {need_of(step)}"))
        parts += unit_parts(plan, step, language=language, notes=notes, absolute=absolute)
    parts += [heading(2, _("Sources and licences")), items(sources_of(plan, absolute))]
    parts.append(text(_("This plan on the web:"), Run(" "), Run(address, href=address)))
    return Paper(title=title, language=language, parts=parts)


def facts_of(plan: Plan) -> list[str]:
    """Length, units of one's own pace, size of the group: a sentence each."""
    facts = [_("Total time: %(time)s") % {"time": duration(plan.minutes)}] if plan.minutes else []
    if plan.own_pace:
        facts.append(
            ngettext(
                "%(number)s unit is done at one’s own pace and is not in the sum.",
                "%(number)s units are done at one’s own pace and are not in the sum.",
                plan.own_pace,
            )
            % {"number": plan.own_pace}
        )
    if size := plan.people:
        least, most = size
        facts.append(
            _("Size of the group: %(people)s") % {"people": people_words(size)}
            if least <= most
            else _("No single size of the group suits all activities: see each unit.")
        )
    return facts


def course_of(plan: Plan) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table of contents with running times."""
    head = [_("Unit"), pgettext("of a plan", "Begins at"), _("Duration"), _("People")]
    rows = [
        [f"{step.number}. {step.unit.title}", step.clock, length_of(step), _size(step.people)] for step in plan.steps
    ]
    return head, rows


def unit_parts(plan: Plan, step: Step, *, language: str, notes: bool, absolute: Absolute) -> list[Part]:
    """What is below the heading of a unit. ``notes``: with solutions, right answers and what only facilitators need."""
    writer = _Writer(plan.rich, step, spoken(step, language), notes, absolute)
    return [
        text(step.unit.text, language=writer.said),
        *(part for block in step.unit.content or () for part in writer.parts(block)),
    ]


def sources_of(plan: Plan, absolute: Absolute) -> list[list[Run]]:
    """A line for each module: its title with its address, who keeps it, its licence."""
    lines = []
    for module in plan.modules:
        told = [Run(f"{module.competence}. {module.title}", href=absolute(module.get_url() or ""))]
        if module.credited_to:
            told.append(Run(f" · {module.credited_to.name}"))
        licence = str(module.get_licence_display())
        told += [Run(" · "), Run(licence, href=module.licence_url or "")]
        if module.example:
            told += [Run(" · "), Run(_("Text by this portal, written from the published outline of the module."))]
        lines.append(told)
    return lines


def spoken(step: Step, language: str) -> str:
    """The language of a unit where it is not that of the plan, else ``""``."""
    return "" if step.language == language else step.language


def length_of(step: Step) -> str:
    minutes = step.unit.minutes
    return _("%(minutes)s min") % {"minutes": minutes} if minutes else _("at your own pace")


def need_of(step: Step) -> str:
    return _("Compulsory") if step.unit.compulsory else _("Optional")


def people_words(size: tuple[int, int]) -> str:
    return _("%(least)s to %(most)s people") % {"least": size[0], "most": size[1]}


def numbers_of(numbers: list[int]) -> str:
    """`` (units 1, 3)``."""
    words = ngettext("unit %(numbers)s", "units %(numbers)s", len(numbers)) % {"numbers": ", ".join(map(str, numbers))}
    return f" ({words})"


def _size(size: tuple[int, int] | None) -> str:
    if size is None or size[0] > size[1]:
        return "–"
    return f"{size[0]}–{size[1]}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks of one unit. ``rich``: as of a plan; ``said``: the language of the unit, ``""`` for that of the plan."""

    rich: dict[str, str]
    step: Step
    said: str
    notes: bool
    absolute: Absolute

    def parts(self, block: Any) -> list[Part]:
        """A block; what paper cannot hold is named, with the way to it."""
        match block.block_type:
            case "text":
                return self._read(block.value)
            case "exercise":
                return self._exercise(block.value)
            case "group":
                return self._group(block.value)
            case "quiz":
                return self._quiz(block.value)
            case "video":
                return self._video(block.value)
            case "document" if document := block.value.get("document"):
                name = block.value.get("title") or document.title
                return [text(Run(name, href=self.absolute(document.url)), language=self.said)]
        return [text(f"{block.block.label} – ", self._page())]

    def _read(self, value: Any) -> list[Part]:
        return parts_of(self.rich[value.source], self.absolute, level=3, language=self.said) if value else []

    def _hidden(self, title: str, value: Any) -> list[Part]:
        """What is for facilitators."""
        if not self.notes or not value:
            return []
        words = parts_of(self.rich[value.source], self.absolute, language=self.said, aside=True)
        return [heading(4, title, aside=True), *words]

    def _page(self) -> Run:
        return Run(_("On the page of the unit"), href=self.absolute(self.step.url))

    def _exercise(self, value: Any) -> list[Part]:
        return [
            heading(3, _("Exercise")),
            *self._read(value["task"]),
            *self._hidden(_("A sample solution"), value.get("solution")),
            *self._hidden(_("Facilitator notes"), value.get("notes")),
        ]

    def _group(self, value: Any) -> list[Part]:
        facts = [_("%(minutes)s min") % {"minutes": value["minutes"]}, people_words((value["least"], value["most"]))]
        parts = [heading(3, _("In a group")), text(" · ".join(facts))]
        if value["material"]:
            parts += [heading(4, _("Material")), self._list(value["material"])]
        parts += [heading(4, _("Steps")), self._list(value["steps"], ordered=True)]
        return parts + self._hidden(_("Facilitator notes"), value.get("notes"))

    def _quiz(self, value: Any) -> list[Part]:
        parts = [heading(3, _("Quiz"))]
        for number, question in enumerate(value["questions"], start=1):
            parts.append(text(Run(f"{number}. {question['question']}", bold=True), language=self.said))
            if question.get("several"):
                parts.append(text(_("Several answers may be right.")))
            parts.append(items([self._answer(answer) for answer in question["answers"]], language=self.said))
        return parts

    def _answer(self, answer: Any) -> list[Run]:
        if not self.notes:
            return [Run(answer["text"])]
        says = _("right answer")
        right = [Run(f" ({says})", bold=True)] if answer.get("right") else []
        return [Run(answer["text"], bold=bool(right)), *right, Run(f" – {answer['feedback']}")]

    def _video(self, value: Any) -> list[Part]:
        return [heading(3, value["title"], self.said), text(self._page()), *self._read(value.get("transcript"))]

    def _list(self, things: Any, *, ordered: bool = False) -> Part:
        return items([[Run(str(one))] for one in things], ordered=ordered, language=self.said)
