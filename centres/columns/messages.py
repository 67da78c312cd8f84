"""What is said about a cell, so that the person who made the file can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is translated when it is read: ``str(message)`` in the active language.

    ``text`` is the English msgid with named places, ``params`` what goes there: plain strings and numbers, or lists of
    msgids such as the labels of choices, so that a message can be kept as JSON and told again in another language.
    """

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.params:
            return gettext(self.text)
        return gettext(self.text) % {name: _told(value) for name, value in self.params.items()}


def _told(value: Any) -> Any:
    return ", ".join(map(gettext, value)) if isinstance(value, list | tuple) else value


def shown(value: str) -> str:
    """A cell as a problem repeats it: on one line, not longer than 80 characters."""
    line = " ".join(value.split())
    return line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 1]}…"
