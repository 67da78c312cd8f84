"""One card for everything a list can show."""

import datetime
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a list says about one thing.

    ``language``: BCP 47 code of title and text; a tag is shown when it is not the page's. ``line``: need code that
    colours the card; with a picture it is on its sign and in words. ``art``: seed of the picture, ``""`` for none.
    ``stop``: letter or number in a round sign. ``date``: shown large (events); ``date_end`` its last day.
    """

    title: str
    url: str
    kind: str = ""
    text: str = ""
    meta: tuple[str, ...] = ()
    language: str = ""
    line: str = ""
    art: str = ""
    stop: str = ""
    date: datetime.date | None = None
    date_end: datetime.date | None = None


@runtime_checkable
class Carded(Protocol):
    """Anything that can stand in a list."""

    def card(self) -> Card: ...
