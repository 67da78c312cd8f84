"""Reads the rows of one import: the editor's answers put in, words explained, lost letters seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from babel.languages import get_official_languages
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.columns.public import COLUMN
from centres.columns.text import Text
from centres.importing.cells.places import Places
from centres.importing.cells.rows import Options, Parsed, RowReader
from centres.importing.fields import KEEPING_OUT, field_label, is_ours
from centres.importing.plan.letters import NAMES, is_text, read_letters
from centres.importing.plan.words import Words
from centres.importing.problems import ERROR, WARNING, Problem
from centres.importing.tables.table import Row
from centres.models import Import
from core.distance import distance_km
from core.i18n.languages import LANGUAGES, X_DEFAULT

_SEVERAL_KM = 3
"""Two names of one town lie closer than this; two towns do not."""


@dataclass(slots=True)
class Read:
    """A row as read. ``texts``: ``{public column name: words kept as text}``; ``unknown``: words to be explained."""

    parsed: Parsed
    texts: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[Problem] = field(default_factory=list)

    @property
    def line(self) -> int:
        """As ``Row.line``."""
        return self.parsed.line

    @property
    def values(self) -> dict[str, Any]:
        """By public column name."""
        return self.parsed.values


class ImportReader:
    """Use one for the whole file: places and words are looked up once."""

    def __init__(self, batch: Import, header: Sequence[str]) -> None:
        self.batch = batch
        self.header = list(header)
        self.mapping = {int(number): name for number, name in batch.mapping.items() if name}
        self.column_of = {name: number for number, name in self.mapping.items()}
        options = Options(batch.option("country"), batch.option("language"), batch.format.get("month_first"))
        self.rows = RowReader(self.header, self.mapping, options)
        self.words = Words(self.header, self.mapping, batch.source.words)
        self.is_ours = is_ours(self.header)
        self._places = Places()

    def read(self, row: Row) -> Read:
        """Never raises for what a cell holds."""
        plain, texts, unknown = self.words.read(self.corrected(row))
        parsed = self.rows.read(plain)
        for problem in unknown:
            if not parsed.values.get(problem.field):
                parsed.values.pop(problem.field, None)  # the cell says something, so nothing is emptied
        for name, value in list(parsed.values.items()):
            if is_text(value) and isinstance(COLUMN.get(name), Text):
                self._read_letters(parsed, name, value)
        if city := parsed.values.get("city"):
            self._read_towns(parsed, city)
        parsed.drop(KEEPING_OUT)
        return Read(parsed, texts, unknown)

    def corrected(self, row: Row) -> Row:
        """The row with what the editor wrote in its cells; an empty answer empties a cell."""
        if not self.batch.corrections:
            return row
        cells = list(row.cells)
        for number in range(len(cells)):
            if (value := self.batch.corrections.get(f"{row.line}:{number}")) is not None:
                cells[number] = value
        return replace(row, cells=tuple(cells)) if tuple(cells) != row.cells else row

    def note(
        self, line: int, name: str, value: str, reason: Message, suggestion: str | None = None, severity: str = ERROR
    ) -> Problem:
        """A problem of the column that is read as a field."""
        number = self.column_of.get(name)
        column = self.header[number] if number is not None else ""
        return Problem(line, column, name, shown(value), reason, suggestion, severity)

    def language_of(self, values: dict[str, Any]) -> str:
        """In which of our languages the file's own words are: as the editor says, as its columns say, or by country."""
        columns = (COLUMN[name].language for name in self.mapping.values() if name in COLUMN)
        country = values.get("country") or values.get("default_country") or ""
        spoken = get_official_languages(country, de_facto=True) if country else ()
        said = (self.batch.option("language"), *columns, values.get("language"), *spoken)
        return next((code for code in said if code in LANGUAGES), X_DEFAULT)

    def _read_letters(self, parsed: Parsed, name: str, value: str) -> None:
        reading = read_letters(value, is_name=name in NAMES or name.startswith("name_"))
        if reading.reason is None:
            return
        if reading.has_value:
            parsed.values[name] = reading.value
        else:
            del parsed.values[name]
        keeps_out = not reading.has_value and name in NAMES
        severity = ERROR if keeps_out else WARNING
        parsed.problems.append(self.note(parsed.line, name, value, reading.reason, reading.suggestion, severity))

    def _read_towns(self, parsed: Parsed, city: str) -> None:
        """Several towns in one cell are an area served, not an address."""
        country = parsed.values.get("country") or ""
        parts = [part.strip() for part in city.replace("|", ";").split(";") if part.strip()]
        if len(parts) < 2:
            parts = [part.strip() for part in city.replace("/", ",").split(",") if part.strip()]
            if len(parts) < 2 or not self._are_towns(country, parts):
                return
        reason = Message(
            _(
                "“%(value)s” names several towns. Write the one where the door is; the others belong to the description."
            ),
            {"value": shown(city)},
        )
        del parsed.values["city"]
        parsed.problems = [problem for problem in parsed.problems if problem.field != "city"]
        parsed.problems.append(self.note(parsed.line, "city", city, reason, parts[0]))

    def _are_towns(self, country: str, parts: Sequence[str]) -> bool:
        """Whether each is a town of the country and no two are names of one."""
        spots = [self._places.spots(country, "", part) for part in parts]
        if not all(spots):
            return False
        first = spots[0]
        return all(
            min(distance_km(a.lat, a.lng, b.lat, b.lng) for a in first for b in other) > _SEVERAL_KM
            for other in spots[1:]
        )


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The source's own words of one column as a line of a text in ``language``: ``Services: …``."""

    name: str
    language: str
    words: tuple[str, ...]

    @property
    def start(self) -> str:
        """By what such a line is known again."""
        with override(self.language):
            return gettext("%(label)s: %(words)s") % {"label": field_label(self.name), "words": ""}

    def __str__(self) -> str:
        return self.start + "; ".join(dict.fromkeys(self.words))

    def put_into(self, text: str) -> str:
        """The text with this line; one of before is replaced."""
        lines = [line for line in text.splitlines() if not line.startswith(self.start)]
        return "\n".join([*lines, str(self)])
