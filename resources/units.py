"""The units of a module as they are read."""

import re
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from core.slugs import slug_of

STEP = re.compile(r"([0-9a-f]{8})(?:-[-a-z0-9]{0,80})?")
"""``1f0c93ab-map-of-stops``: what stands before the words decides, the words help readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A unit by name. ``id``: the same in all languages and for ever; ``minutes`` is ``None`` for one's own pace."""

    id: str
    number: int
    title: str
    minutes: int | None
    compulsory: bool

    @property
    def key(self) -> str:
        """The first eight digits of the id, by which an address finds it."""
        return self.id[:8]

    @property
    def step(self) -> str:
        """What stands behind the address of the module, without slashes."""
        return "-".join(filter(None, (self.key, slug_of(self.title, 60))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Outline):
    """A unit with what it holds."""

    text: str
    content: Any

    @property
    def kinds(self) -> list[str]:
        """What it holds, in words, each once: text, quiz …"""
        return list(dict.fromkeys(str(block.block.label) for block in self.content or ()))


def outlines_of(stream: StreamValue) -> list[Outline]:
    """The units of a stream by name, numbered from 1; no query, whatever they hold."""
    return [
        Outline(
            id=str(raw["id"]),
            number=number,
            title=raw["value"]["title"],
            minutes=raw["value"].get("minutes"),
            compulsory=bool(raw["value"].get("compulsory")),
        )
        for number, raw in enumerate(stream.raw_data, start=1)
    ]


def units_of(stream: StreamValue) -> list[Unit]:
    """The units of a stream, numbered from 1; one query for each kind of file in them. One as old as an activity has no content."""
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
