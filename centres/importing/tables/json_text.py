"""Walk through JSON text piece by piece: memory stays flat, and no piece may be large.

The standard decoder decodes one record at a time. Numbers stay as they are written: no digit is lost, and one of a
million digits costs nothing.
"""

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext_noop as _

from centres.columns.messages import shown
from centres.importing.tables.delimited import Source
from centres.importing.tables.table import FileRefused

MAX_VALUE = 1_000_000  # characters of one record
_CHUNK = 65_536
_FIRST_WINDOW = 4_096
_SPACES = " \t\r\n\ufeff"


class JsonText:
    """A place in a JSON text, moving forward."""

    def __init__(self, source: Source) -> None:
        source.stream.seek(0)
        self.twice: list[str] = []
        self._stream = source.stream
        self._decode = codecs.getincrementaldecoder(source.encoding)().decode
        self._buffer, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=str, parse_int=str, parse_constant=self._refuse
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self.twice += [name for name, count in Counter(name for name, _value in pairs).items() if count > 1][:9]
        return found

    def _refuse(self, _constant: str = "") -> NoReturn:
        raise FileRefused(
            _(
                "The file cannot be read any further near “%(near)s”. Ask whoever made it to export it once more, or send it as an Excel workbook (.xlsx)."
            ),
            near=shown(self._buffer[max(0, self._at - 20) : self._at + 60]) or "…",
        )

    def _read(self) -> None:
        """One more chunk; what is behind us is let go."""
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        self._buffer = self._buffer[self._at :] + self._decode(chunk, final=self._ended)
        self._at = 0

    def peek(self) -> str:
        """The next character that is no space, ``""`` at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACES:
                    return self._buffer[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._read()

    def take(self, wanted: str) -> str:
        """Steps over the next character, which must be one of ``wanted``."""
        character = self.peek()
        if not character or character not in wanted:
            self._refuse()
        self._at += 1
        return character

    def value(self) -> Any:
        """The value that begins here. Raises FileRefused when it is too long or does not end."""
        self.peek()
        window = _FIRST_WINDOW
        while True:
            while len(self._buffer) - self._at < window and not self._ended:
                self._read()
            piece = self._buffer[self._at : self._at + window]
            last = self._ended and len(self._buffer) - self._at <= window
            try:
                value, end = self._decoder.raw_decode(piece)
            except (json.JSONDecodeError, RecursionError):
                end = len(piece) + 1
            if end < len(piece) or (last and end == len(piece)):
                self._at += end
                return value
            self.twice.clear()
            if last:
                self._refuse()
            if window >= MAX_VALUE:
                raise FileRefused(
                    _(
                        "One centre of the file is longer than can be read, or the file breaks off. Ask whoever made it to export it once more, or send it as an Excel workbook (.xlsx)."
                    )
                )
            window *= 4

    def members(self) -> Iterator[str]:
        """The names in the object that begins here; read or skip the value after each."""
        self.take("{")
        if self.peek() == "}":
            self.take("}")
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                self._refuse()
            self.take(":")
            yield name
            if self.take(",}") == "}":
                return

    def items(self) -> Iterator[None]:
        """Once per entry of the list that begins here; read the value after each."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield None
            if self.take(",]") == "]":
                return

    def end(self) -> None:
        """Refuses anything after the end."""
        if self.peek():
            self._refuse()
