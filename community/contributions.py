"""What an organisation brings to the portal. Rooms above this one say what they hold of it."""

from collections.abc import Callable
from dataclasses import dataclass

from community.models import Organisation
from core.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One list on the page of an organisation, such as its case studies.

    ``title``: heading in the reader's language. ``url`` and ``url_text``: where the whole list stands, if it is longer.
    """

    title: str
    cards: list[Card]
    url: str = ""
    url_text: str = ""


Provider = Callable[[Organisation, str], Contribution | list[Contribution] | None]
"""Takes an organisation and the reader's language; gives one list, several, or ``None``. A list without cards is not
shown. At most two queries: a provider with several lists reads them together."""

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Adds a list under a name of its own (the same name again replaces it). Rooms call it when they are ready."""
    _providers[name] = provider


def of(organisation: Organisation, language: str) -> list[Contribution]:
    """All lists that have something to show, in the order the rooms registered them."""
    lists: list[Contribution] = []
    for provider in _providers.values():
        found = provider(organisation, language)
        lists += found if isinstance(found, list) else [found] if found else []
    return [contribution for contribution in lists if contribution.cards]
