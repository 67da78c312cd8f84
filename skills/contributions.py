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

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Adds a list under a name of its own (the same name again replaces it). Rooms call it when they are ready."""
    _providers[name] = provider


def of(code: str, language: str) -> list[LinkGroup]:
    """All lists that have something to show, in the order the rooms registered them."""
    found = (provider(code, language) for provider in _providers.values())
    return [group for group in found if group and group.cards]
