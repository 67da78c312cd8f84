"""What a public column is: a name, where its value is kept, and what can be done with a value of its kind."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from centres.columns.messages import Message
from centres.columns.reading import ANY_ROW, Reading, RowFacts
from centres.models import Centre, CentreText

Value = str | int | float | bool | list[str] | None
"""What an export writes: text, numbers, truth, lists of codes; ``None`` for what is not known."""
Schema = dict[str, Any]
"""A JSON Schema."""


@dataclass(frozen=True)
class Column(ABC):
    """One public column; a subclass for each kind of value.

    ``name`` is public: header of CSV and XLSX, property of GeoJSON, key of the JSON API. ``field``: attribute of the
    centre, or of its text in ``language`` when that is set.
    """

    name: str
    field: str
    language: str = ""

    evidence: ClassVar[float] = 0.0
    """How surely a column whose cells all ``looks_like`` it is this one, 0 (never guessed) to 1."""

    @property
    def nothing(self) -> Value:
        """The public value where a centre says nothing."""
        return None

    @cached_property
    def model_field(self) -> Any:
        """The model's field behind the column."""
        return (CentreText if self.language else Centre)._meta.get_field(self.field)

    def value(self, owner: Centre | CentreText) -> Value:
        """What the centre, or its text in this column's language, says here; ``None`` when nothing."""
        return self.write(getattr(owner, self.field))

    @abstractmethod
    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        """A cell of a file that says something → the public value, or what is wrong with the cell."""

    def store(self, value: Any) -> Any:
        """The public value → what the model's field holds."""
        if value is None or value in ("", []):
            return self.model_field.get_default() or ""
        return str(value)

    def write(self, stored: Any) -> Value:
        """What the model's field holds → the public value."""
        return None if stored == "" else stored

    def looks_like(self, text: str) -> bool:
        """Whether a cell is plainly of this kind: by that columns without a telling name are known."""
        return False

    def schema(self) -> Schema:
        """The public value in JSON, when it is known."""
        return {"type": "string"}

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        """Why the model's field cannot keep a value that was read; ``None`` for kinds whose reading says all."""
        return None


def too_long(column: Column, value: str) -> Message | None:
    """Says when a text is longer than the column's field."""
    most = column.model_field.max_length
    if most and len(value) > most:
        return Message(_("This is too long: at most %(most)s characters. Shorten it."), {"most": most})
    return None


def refused(column: Column, owner: models.Model, value: Any) -> Message | None:
    """What the column's field itself says against a value, as a message that can be kept as JSON."""
    try:
        column.model_field.clean(value, owner)
    except ValidationError as error:
        first = error.error_list[0]
        params = {name: part for name, part in (first.params or {}).items() if isinstance(part, str | int | float)}
        with override("en"):
            return Message(str(first.message), params)
    return None
