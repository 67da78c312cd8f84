"""What is shown of learning modules on other pages."""

from dataclasses import dataclass

from core.i18n.urls import page_url
from core.kept import kept
from resources.models import LearningModulePage
from resources.units import outlines_of


@dataclass(frozen=True, slots=True)
class ModuleTitle:
    """A module in the line of all of them. ``url``: a path; ``language``: BCP 47 code of the title."""

    pk: int
    competence: str
    title: str
    url: str
    language: str


def module_titles(language: str) -> list[ModuleTitle]:
    """The modules readers of ``language`` see, in the order of their letters; no query once they are known."""
    return kept(f"modules/{language}", lambda: _titles(language))


def _titles(language: str) -> list[ModuleTitle]:
    modules = LearningModulePage.objects.by_letter(language)
    wanted = ("competence", "title", "url_path", "content_language", "translation_key", "locale_id")
    return [
        ModuleTitle(module.pk, module.competence, module.title, page_url(module.url_path), module.content_language)
        for module in modules.select_related(None).only(*wanted)
    ]


@dataclass(frozen=True, slots=True)
class UnitTitle:
    """A unit in the line of its module. ``id``: the same in all languages."""

    id: str
    number: int
    title: str
    url: str
    compulsory: bool


@dataclass(frozen=True, slots=True)
class ModuleUnits:
    """A module with its units."""

    letter: str
    title: str
    url: str
    units: list[UnitTitle]


def module_units(language: str) -> list[ModuleUnits]:
    """The modules readers of ``language`` see with their units; no query once they are known."""
    return kept(f"units/{language}", lambda: _units(language))


def _units(language: str) -> list[ModuleUnits]:
    modules = LearningModulePage.objects.by_letter(language)
    wanted = ("competence", "title", "url_path", "content_language", "translation_key", "locale_id", "activities")
    return [
        ModuleUnits(
            module.competence,
            module.title,
            base := page_url(module.url_path),
            [
                UnitTitle(unit.id, unit.number, unit.title, f"{base}{unit.step}/", unit.compulsory)
                for unit in outlines_of(module.activities)
            ],
        )
        for module in modules.select_related(None).only(*wanted)
    ]
