"""What a source's own words for services, audiences and the like mean: asked once per word, remembered for the source.

Until somebody has said so a word is left out and named; the rest of its row lands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.codes import Codes
from centres.columns.messages import Message, shown
from centres.columns.public import COLUMN, SEPARATOR
from centres.columns.synonyms import everyone_words
from centres.gazetteer.fold import fold
from centres.importing.cells.values import is_empty
from centres.importing.problems import WARNING, Problem
from centres.importing.tables.table import Row

AS_TEXT, LEAVE_OUT = "=text", "=none"
"""Answers besides the codes of the column's vocabulary."""
MOST = 200
"""Words of one column that are asked about: more are a description, not a list."""
_MAX_WORD = 200
_PARTS = re.compile(r"\s*[;\n|]\s*")
_FINER = re.compile(r"\s*[,/+&]\s*")

Answers = Mapping[str, Mapping[str, str]]
"""``{public column name: {folded word: code, AS_TEXT or LEAVE_OUT}}``."""


@dataclass(slots=True)
class Asked:
    """A word of the file: how often it stands there, and the code that looks most like it."""

    text: str
    count: int = 0
    nearest: str = ""


@dataclass(slots=True)
class Meaning:
    """A cell as its words are meant: ``cell`` holds what the column can read."""

    cell: str
    as_text: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


class Words:
    """Reads the columns of codes of one file. ``asked``: ``{field: {folded word: Asked}}`` of what it has met."""

    def __init__(self, header: list[str], mapping: Mapping[int, str], answers: Answers) -> None:
        self.header = header
        self.columns = [
            (number, name, column)
            for number, name in mapping.items()
            if isinstance(column := COLUMN.get(name), Codes) and number < len(header)
        ]
        self.answers = answers
        self.asked: dict[str, dict[str, Asked]] = {}
        self._known: dict[tuple[str, str], Meaning] = {}

    def read(self, row: Row) -> tuple[Row, dict[str, list[str]], list[Problem]]:
        """The row with codes for words, what is kept as text by column, and the words nobody has explained yet."""
        cells, texts, problems = list(row.cells), {}, []
        for number, name, column in self.columns:
            meaning = self._meaning(name, column, cells[number])
            for word in meaning.asked:
                self.asked.setdefault(name, {}).setdefault(fold(word), Asked(word)).count += 1
            if meaning.as_text:
                texts.setdefault(name, []).extend(meaning.as_text)
            for word in meaning.unknown:
                problems.append(self._unknown(row.line, number, name, column, word))
            cells[number] = meaning.cell
        return (replace(row, cells=tuple(cells)) if tuple(cells) != row.cells else row), texts, problems

    def as_json(self) -> list[list[Any]]:
        """``[field, word, how often, nearest code]`` of what is to be asked, the most frequent first."""
        return [
            [name, one.text, one.count, one.nearest]
            for name, words in self.asked.items()
            for one in sorted(words.values(), key=lambda one: -one.count)[:MOST]
        ]

    def _unknown(self, line: int, number: int, name: str, column: Codes, word: str) -> Problem:
        asked = self.asked[name][fold(word)]
        asked.nearest = asked.nearest or column.lookup.nearest(word) or ""
        reason = Message(
            _("“%(value)s” is left out: nobody has said yet what it means here. Say so once under “Words”."),
            {"value": shown(word)},
        )
        return Problem(line, self.header[number], name, shown(word), reason, asked.nearest or None, WARNING)

    def _meaning(self, name: str, column: Codes, cell: str) -> Meaning:
        if (name, cell) not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[name, cell] = self._explain(name, column, cell)
        return self._known[name, cell]

    def _explain(self, name: str, column: Codes, cell: str) -> Meaning:
        if is_empty(cell.strip()) or (name == "audiences" and fold(cell) in everyone_words()):
            return Meaning(cell)
        answers, known, meaning = self.answers.get(name, {}), [], Meaning(cell)
        for word in [word for part in _PARTS.split(cell) for word in self._words(column, part, answers)]:
            answer = answers.get(fold(word))
            if answer is None and column.read(word).has_value:
                known.append(word)
                continue
            meaning.asked.append(word)
            if answer is None:
                meaning.unknown.append(word)
            elif answer == AS_TEXT:
                meaning.as_text.append(word)
            elif answer in column.lookup.codes:
                known.append(answer)
        if meaning.asked:
            meaning.cell = SEPARATOR.join(known)
        return meaning

    @staticmethod
    def _words(column: Codes, part: str, answers: Mapping[str, str]) -> list[str]:
        """A part as it stands when it is known, explained or foreign altogether, else cut at commas and the like."""
        part = " ".join(part.split())[:_MAX_WORD]
        if not fold(part):
            return []
        if fold(part) in answers or column.read(part).has_value:
            return [part]
        finer = [word for word in _FINER.split(part) if fold(word)]
        is_list = any(fold(word) in answers or column.read(word).has_value for word in finer)
        return finer if is_list else [part]
