"""What an address asks for: the plan is its query string."""

import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest

from core import params

MOST_UNITS = 60
MOST_LETTERS = 120
KEY = re.compile(r"[0-9a-f]{8}")
_FAR_TOO_MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Keys of units in the order of the plan, each once; what is no key stays, so that it can be said that it leads nowhere."""

    keys: tuple[str, ...] = ()
    title: str = ""
    notes: bool = False
    choosing: bool = False

    @classmethod
    def by(cls, request: HttpRequest) -> Self:
        """What the query says. A choice made anew (``was``: the keys before it) keeps the order the units had."""
        chosen = _keys(request, "u")
        was = [key for key in _keys(request, "was") if key in chosen]
        return cls(
            keys=tuple(dict.fromkeys([*was, *chosen])),
            title=params.text(request, "title", MOST_LETTERS * 3),
            notes=request.GET.get("notes") == "1",
            choosing=request.GET.get("choose") == "1",
        )

    @property
    def too_many(self) -> bool:
        return len(self.keys) > MOST_UNITS

    @property
    def too_long(self) -> bool:
        return len(self.title) > MOST_LETTERS

    @property
    def query(self) -> str:
        """``?u=…&notes=1&title=…``, the address of the plan behind that of the chooser; ``""`` when nothing is asked."""
        pairs = [("u", key) for key in self.keys]
        pairs += [("notes", "1")] if self.notes else []
        pairs += [("title", self.title)] if self.title else []
        pairs += [("choose", "1")] if self.choosing else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def with_keys(self, keys: list[str]) -> Self:
        return replace(self, keys=tuple(keys))

    def moved(self, key: str, by: int) -> Self:
        """With one unit ``by`` places later (earlier when negative)."""
        keys = list(self.keys)
        place = keys.index(key)
        keys.insert(max(0, place + by), keys.pop(place))
        return self.with_keys(keys)

    def without(self, key: str) -> Self:
        return self.with_keys([one for one in self.keys if one != key])


def _keys(request: HttpRequest, name: str) -> list[str]:
    values = (params.clean_text(value, 20) for value in request.GET.getlist(name)[:_FAR_TOO_MANY])
    return list(dict.fromkeys(value for value in values if value))
