"""Identifiers of this portal."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Schema, Value
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong
from centres.models import Centre

MAX_NAME = 200


def as_uid(text: str) -> UUID | None:
    """The UUID written here; ``None`` when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


class Uid(Column):
    """The portal's own identifier, a UUID."""

    evidence: ClassVar[float] = 0.85

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        if uid := as_uid(text.strip()):
            return Reading(str(uid))
        return wrong(
            _(
                "“%(value)s” is not this portal’s number of a centre. Copy it from an export, or empty the cell for a new centre."
            ),
            {"value": shown(text)},
        )

    def store(self, value: Any) -> UUID:
        return UUID(str(value))

    def write(self, stored: UUID) -> Value:
        return str(stored)

    def looks_like(self, text: str) -> bool:
        return len(text) >= 32 and as_uid(text) is not None

    def schema(self) -> Schema:
        return {"type": "string", "format": "uuid"}


class MainCentre(Column):
    """The identifier of another centre. A file may name it otherwise: who writes the rows looks it up."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        uid = as_uid(text.strip())
        return Reading(str(uid) if uid else text[:MAX_NAME])

    def store(self, value: Centre | None) -> Centre | None:
        return value or None

    def write(self, stored: Centre | None) -> Value:
        return str(stored.uid) if stored and stored.live else None

    def schema(self) -> Schema:
        return {"type": "string", "format": "uuid"}
