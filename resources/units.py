"""The units of a module as they are read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.slugs import slug_of

STEP = re.compile(r"([0-9a-f]{8})(?:-[-a-z0-9]{0,80})?")
"""``1f0c93ab-map-of-stops``: what stands before the words decides, the words help readers."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. ``id``: the same in all languages and for ever; ``minutes`` is ``None`` for one's own pace."""

    id: str
    number: int
    title: str
    text: str
    minutes: int | None
    compulsory: bool
    content: Any

    @property
    def key(self) -> str:
        """The first eight digits of the id, by which an address finds it."""
        return self.id[:8]

    @property
    def step(self) -> str:
        """What stands behind the address of the module, without slashes."""
        return "-".join(filter(None, (self.key, slug_of(self.title, 60))))

    @property
    def kinds(self) -> list[str]:
        """What it holds, in words, each once: text, quiz …"""
        return list(dict.fromkeys(str(block.block.label) for block in self.content or ()))


def units_of(stream: Iterable[Any]) -> list[Unit]:
    """The units of a stream in their order, numbered from 1. A unit as old as an activity has no content."""
    return [
        Unit(
            id=str(child.id),
            number=number,
            title=child.value["title"],
            text=child.value["text"],
            minutes=child.value.get("minutes"),
            compulsory=bool(child.value.get("compulsory")),
            content=child.value.get("content"),
        )
        for number, child in enumerate(stream, start=1)
    ]
