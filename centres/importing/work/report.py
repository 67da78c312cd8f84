"""What became of each row, for people: by line, column, value, reason and nearest valid value."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from centres.gazetteer.fold import fold
from centres.importing.fields import field_label
from centres.importing.problems import DROPPED, ERROR
from centres.importing.work.telling import label_of, tell
from centres.models import Import, ImportRow, Outcome
from core.countries import country_name
from core.spreadsheets import csv_cell

NEEDED = frozenset({"name", "country"})
"""Without these a row is no centre: their cells cannot be left empty."""
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one row, in the reader's language.

    ``column``: its header in the file; where the file has no such column, our name of the field; ``""`` for the whole row.
    ``number``: the column in the file, ``None`` for what stands in none.
    """

    line: int
    name: str
    outcome: str
    column: str
    value: str
    reason: str
    suggestion: str
    severity: str
    field: str = ""
    number: int | None = None
    correction: str | None = None
    text: str = ""

    @property
    def cell(self) -> str:
        """``line:column``, as corrections are kept."""
        return f"{self.line}:{self.number}"

    @property
    def kind(self) -> tuple[int | None, str, str]:
        """The same for cells of one column that are wrong in one way."""
        return self.number, self.field, self.text

    @property
    def same(self) -> tuple[int | None, str]:
        """The same for cells of one column with one value."""
        return self.number, fold(self.value)

    @property
    def may_be_answered_once(self) -> bool:
        """Whether a right value may be written for all cells with the same one."""
        return self.can_be_mended and bool(self.value) and self.severity in (ERROR, DROPPED)

    @property
    def suggested(self) -> str:
        """The suggestion in the reader's words."""
        return label_of(self.field, self.suggestion)

    @property
    def can_be_mended(self) -> bool:
        """Whether there is a cell to write another value into."""
        return self.number is not None

    @property
    def can_be_emptied(self) -> bool:
        """Whether the row lands without this cell."""
        is_wrong = self.severity == ERROR and bool(self.value) and self.correction != ""
        return self.can_be_mended and is_wrong and self.field not in NEEDED

    @property
    def can_be_taken(self) -> bool:
        """Whether the suggestion may be written into that cell. A warning's was taken already; a point is two cells."""
        is_half = self.field in {"lat", "lng"} and "," in self.suggestion
        return (
            bool(self.suggestion)
            and self.severity in (ERROR, DROPPED)
            and self.suggestion != self.correction
            and not is_half
        )


def read_as(facts: dict[str, Any]) -> list[str]:
    """How the file was read, as far as it has an encoding, a separator or sheets: what an editor looks at first."""
    separators = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
    said = [_("Read as %(format)s") % {"format": facts["format"].upper()}]
    if facts["encoding"]:
        said.append(_("Encoding: %(encoding)s") % {"encoding": facts["encoding"]})
    if facts["separator"]:
        said.append(_("Separator: %(name)s") % {"name": separators.get(facts["separator"], facts["separator"])})
    if facts["sheet"]:
        said.append(_("Sheet: %(name)s") % {"name": facts["sheet"]})
    if others := [name for name in facts.get("sheets", ()) if name != facts["sheet"]]:
        said.append(_("Not read: %(names)s") % {"names": ", ".join(others)})
    if not facts.get("named", True):
        said.append(_("No line names the columns: they are numbered and told by what stands in them"))
    return said


def likely_country(facts: dict[str, Any]) -> str:
    """Which country the rows speak for, in a sentence; ``""`` when they name one or do not agree."""
    if not (found := facts.get("country")):
        return ""
    return _("Postcodes, towns, regions and contacts of %(rows)s of %(of)s rows speak for %(country)s.") % {
        "rows": found["rows"],
        "of": found["of"],
        "country": country_name(found["code"]),
    }


def findings(batch: Import, rows: Iterable[ImportRow], *, words: bool = False) -> Iterator[Finding]:
    """The problems of the rows, in order, with ``words`` those too that are asked about; a row without any gives none."""
    header = batch.format.get("header", [])
    numbers = {(header[int(number)], name): int(number) for number, name in batch.mapping.items()}
    by_column = {column: number for (column, _name), number in reversed(numbers.items())}
    label = cache(field_label)
    for row in rows:
        for problem in [*row.problems, *(row.words if words else ())]:
            if "text" not in problem:
                continue
            number = numbers.get((problem["column"], problem["field"]), by_column.get(problem["column"]))
            yield Finding(
                row.line,
                row.name,
                row.outcome,
                problem["column"] or label(problem["field"]),
                problem["value"],
                tell(problem),
                problem["suggestion"] or "",
                problem["severity"],
                problem["field"],
                number,
                batch.corrections.get(f"{row.line}:{number}"),
                problem["text"],
            )


def with_problems(batch: Import) -> QuerySet[ImportRow]:
    """Rows that have something to look at."""
    return batch.rows.exclude(problems=[]).exclude(outcome__in=(Outcome.DUPLICATE, Outcome.JOINED))


def kinds(batch: Import) -> list[tuple[Finding, int]]:
    """What is wrong in one way in several cells that may be left empty: the first one, and how many there are."""
    found: dict[tuple[Any, ...], list[Finding]] = {}
    for one in findings(batch, with_problems(batch).filter(outcome=Outcome.ERROR).iterator(chunk_size=500)):
        if one.can_be_emptied:
            found.setdefault(one.kind, []).append(one)
    return [(group[0], len(group)) for group in found.values() if len(group) > 1]


def repeated(batch: Import) -> list[tuple[Finding, int]]:
    """Wrong values that stand in several cells of a column: the first cell, and how many there are; the most frequent first."""
    found: dict[tuple[Any, ...], dict[str, Finding]] = {}
    for one in findings(batch, with_problems(batch).iterator(chunk_size=500)):
        if one.may_be_answered_once:
            found.setdefault(one.same, {}).setdefault(one.cell, one)
    groups = [(next(iter(cells.values())), len(cells)) for cells in found.values() if len(cells) > 1]
    return sorted(groups, key=lambda group: -group[1])


def table(batch: Import) -> Iterator[str]:
    """The whole report as CSV, line by line: a row without a problem has one line too."""
    yield BYTE_ORDER_MARK + _line(
        [_("Line"), _("Name"), _("Outcome"), _("Column"), _("Value"), _("Reason"), _("Nearest value that fits")]
    )
    for row in batch.rows.iterator(chunk_size=500):
        outcome = str(Outcome(row.outcome).label)
        found = list(findings(batch, [row], words=True))
        for one in found:
            yield _line([row.line, row.name, outcome, one.column, one.value, one.reason, one.suggested])
        if not found:
            yield _line([row.line, row.name, outcome, "", "", note_text(row), ""])


def twin_of(row: ImportRow) -> int | None:
    """The key of the centre a row may be, or minus the line of an earlier row."""
    return next((problem["twin"] for problem in row.problems if "twin" in problem), None)


def note_text(row: ImportRow) -> str:
    """Which pair waits for a decision and why, or with which row this one is one centre; else empty."""
    if row.joined_to is not None:
        return _("One centre with line %(line)s: its lists are joined, the rest of line %(line)s stands.") % {
            "line": row.joined_to
        }
    twin = twin_of(row)
    if why := next((tell(problem["why"]) for problem in row.problems if "why" in problem), ""):
        return why
    if row.outcome != Outcome.DUPLICATE or twin is None:
        return ""
    if twin < 0:
        return _("May be the same centre as line %(line)s of this file.") % {"line": -twin}
    return _("May be the same centre as “%(name)s” in the directory.") % {"name": row.centre or twin}


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([csv_cell(cell) for cell in cells])
    return out.getvalue()


def summary(counters: dict[str, int]) -> list[tuple[str, int, str]]:
    """``(outcome, number, words)`` of what there is, in a fixed order."""
    return [
        (str(one.value), number, words(one.value, number)) for one in Outcome if (number := counters.get(one.value))
    ]


def words(outcome: str, number: int) -> str:
    """An outcome with its number in a sentence's place."""
    from django.utils.translation import ngettext

    texts = {
        Outcome.CREATE: ngettext("%(n)s new", "%(n)s new", number),
        Outcome.CHANGE: ngettext("%(n)s changed", "%(n)s changed", number),
        Outcome.SAME: ngettext("%(n)s the same", "%(n)s the same", number),
        Outcome.JOINED: ngettext("%(n)s joined with another row", "%(n)s joined with other rows", number),
        Outcome.DUPLICATE: ngettext("%(n)s perhaps already there", "%(n)s perhaps already there", number),
        Outcome.SKIPPED: ngettext("%(n)s left out", "%(n)s left out", number),
        Outcome.ERROR: ngettext("%(n)s cannot be read", "%(n)s cannot be read", number),
    }
    return texts[Outcome(outcome)] % {"n": number}
