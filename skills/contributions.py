"""What belongs to a competence elsewhere on the portal. Rooms above this one say what they hold."""

from collections.abc import Callable
from dataclasses import dataclass

from core.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """One list on the page of a competence.

    ``title``: heading in the reader's language. ``module``: the list holds the learning module, which is shown first,
    as the next step. ``url`` and ``url_text``: where the whole list stands, if it is longer.
    """

    title: str
    cards: list[Card]
    module: bool = False
    url: str = ""
    url_text: str = ""


Provider = Callable[[str, str], LinkGroup | None]
"""Takes a letter (``"C"``) and the reader's language. ``None`` or no cards: nothing is shown. At most two queries."""


@dataclass(frozen=True, slots=True)
class ModuleLink:
    """The learning module of a competence. ``language``: of its title."""

    title: str
    url: str
    language: str


Modules = Callable[[str], dict[str, ModuleLink]]
"""Takes the reader's language; gives the modules by the letter of their competence. One query at most."""

_providers: dict[str, Provider] = {}
_modules: dict[str, Modules] = {}


def register(name: str, provider: Provider) -> None:
    """Adds a list under a name of its own (the same name again replaces it). Rooms call it when they are ready."""
    _providers[name] = provider


def of(code: str, language: str) -> list[LinkGroup]:
    """All lists that have something to show, in the order the rooms registered them."""
    found = (provider(code, language) for provider in _providers.values())
    return [group for group in found if group and group.cards]


def offer_modules(name: str, provider: Modules) -> None:
    """Says where competences are learnt (the same name again replaces it)."""
    _modules[name] = provider


def modules(language: str) -> dict[str, ModuleLink]:
    """``{letter: its learning module}``; where two rooms name one, the last registered counts."""
    return {letter: module for provider in _modules.values() for letter, module in provider(language).items()}
