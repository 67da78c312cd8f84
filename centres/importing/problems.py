"""What is wrong in a file, said so that the person who made it can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

ERROR, WARNING = "error", "warning"
MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is translated when it is read: ``str(message)`` in the active language.

    ``text`` is the English msgid with named places, ``params`` what goes there (plain strings and numbers, so that a
    message can be kept as JSON and told again in another language).
    """

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.text) % self.params if self.params else gettext(self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at.

    ``line``: as ``Row.line``. ``column``: the header of the file's column, empty for the whole row. ``field``: our
    public column name, empty when there is none. ``value``: what stands there, at most 80 characters.
    ``reason``: what, why and what to write. ``suggestion``: the nearest valid value, for a warning the value taken
    or a likelier one, None when there is none. ``severity``: ``error`` keeps the row out, ``warning`` lets it in.
    """

    line: int
    column: str
    field: str
    value: str
    reason: Message
    suggestion: str | None = None
    severity: str = ERROR


def shown(value: str) -> str:
    """A cell as a problem repeats it: on one line, not longer than 80 characters."""
    line = " ".join(value.split())
    return line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 1]}…"
