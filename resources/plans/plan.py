"""A training plan as it is read: the chosen units with their times, what is needed for them, where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from resources.blocks import UnitStreamBlock
from resources.models import LearningModulePage
from resources.plans.asked import Asked
from resources.plans.rich import expanded
from resources.units import Unit, units_of

_RICH_FIELDS = ("task", "solution", "notes", "transcript")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A unit in its place. ``begins``: minutes from the start of the plan; ``language``: of its text, BCP 47."""

    unit: Unit
    module: LearningModulePage
    number: int
    begins: int
    language: str
    url: str

    @property
    def key(self) -> str:
        return self.unit.key

    @property
    def clock(self) -> str:
        """``1:05``: hours and minutes from the start."""
        return f"{self.begins // 60}:{self.begins % 60:02}"

    def blocks(self, kind: str) -> Iterator[Any]:
        """The values of one kind of its blocks."""
        return (block.value for block in self.unit.content or () if block.block_type == kind)

    @property
    def people(self) -> tuple[int, int] | None:
        """The size of a group all its activities suit; ``None`` without activities, ``least > most`` when none suits."""
        sizes = [(value["least"], value["most"]) for value in self.blocks("group")]
        return (max(least for least, _ in sizes), min(most for _, most in sizes)) if sizes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A thing or a file. ``numbers``: of the units it is for; ``href``: of a file."""

    name: str
    language: str
    href: str = ""
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """``gone``: how many keys lead nowhere."""

    steps: list[Step]
    gone: int

    @property
    def minutes(self) -> int:
        """All units with a fixed length together."""
        return sum(step.unit.minutes or 0 for step in self.steps)

    @property
    def own_pace(self) -> int:
        """How many units have no fixed length."""
        return sum(step.unit.minutes is None for step in self.steps)

    @property
    def people(self) -> tuple[int, int] | None:
        """As of a step, over all of them."""
        sizes = [size for step in self.steps if (size := step.people)]
        return (max(least for least, _ in sizes), min(most for _, most in sizes)) if sizes else None

    @property
    def modules(self) -> list[LearningModulePage]:
        """Where the units come from, each once."""
        return list({step.module.pk: step.module for step in self.steps}.values())

    @cached_property
    def materials(self) -> list[Material]:
        """What is needed, each thing once whatever its letters are, things before files."""
        found: dict[str, Material] = {}
        for step in self.steps:
            for material in [*_things(step), *_files(step)]:
                known = found.setdefault(material.href or material.name.casefold(), material)
                if step.number not in known.numbers:
                    known.numbers.append(step.number)
        return sorted(found.values(), key=lambda material: bool(material.href))

    @cached_property
    def rich(self) -> dict[str, str]:
        """Every rich text of the plan, as it is kept and as it is read."""
        return expanded(source for step in self.steps for source in _rich_sources(step.unit))


def plan_of(asked: Asked, language: str) -> Plan:
    """The plan readers of ``language`` see: one query for the modules, one for each kind of file in the units."""
    if not asked.keys:
        return Plan(steps=[], gone=0)
    places: dict[str, tuple[LearningModulePage, dict[str, Any]]] = {}
    for module in LearningModulePage.objects.by_letter(language).select_related("locale"):
        for raw in module.activities.raw_data:
            places.setdefault(str(raw["id"])[:8], (module, dict(raw)))
    known = [key for key in asked.keys if key in places]
    # Read as one stream, so that the files of all units are asked for together.
    units = units_of(UnitStreamBlock().to_python([places[key][1] for key in known]))
    steps, begins = [], 0
    for unit, key in zip(units, known, strict=True):
        module = places[key][0]
        steps.append(
            Step(
                unit=unit,
                module=module,
                number=unit.number,
                begins=begins,
                language=module.content_language,
                url=f"{module.get_url() or ''}{unit.step}/",
            )
        )
        begins += unit.minutes or 0
    return Plan(steps=steps, gone=len(asked.keys) - len(known))


def kinds_in(raw: Any) -> list[str]:
    """The kinds of content of a unit that is not read whole, as its blocks are named in the stream."""
    return list(dict.fromkeys(str(block["type"]) for block in raw["value"].get("content") or ()))


def _things(step: Step) -> list[Material]:
    return [
        Material(name=str(thing), language=step.language)
        for value in step.blocks("group")
        for thing in value["material"]
    ]


def _files(step: Step) -> list[Material]:
    return [
        Material(name=value.get("title") or document.title, language=step.language, href=document.url)
        for value in step.blocks("document")
        if (document := value.get("document"))
    ]


def _rich_sources(unit: Unit) -> Iterator[str]:
    for block in unit.content or ():
        value = block.value
        if block.block_type == "text":
            yield value.source
        elif hasattr(value, "get"):
            yield from (rich.source for name in _RICH_FIELDS if (rich := value.get(name)))
