"""Says for each row what it would do: add a centre, change one, nothing, or wait for somebody's decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.importing.cells.rows import Options, Parsed, RowReader
from centres.importing.plan.duplicates import Neighbours
from centres.importing.plan.facts import COLUMN, Changes, Record, is_empty
from centres.importing.plan.matching import Matches, is_identifier, key_of, parents
from centres.importing.problems import WARNING, Problem
from centres.importing.tables.table import Row
from centres.models import Centre, Import, Outcome

SAME_CENTRE, ANOTHER = "same", "other"
"""Decisions about a pair; the first is kept as ``same:<ref>`` so that it stays with the centre it was made about."""


@dataclass(slots=True)
class Planned:
    """One row and what comes of it.

    ``matched``: key of the centre it is. ``twin``: key of the one it may be, or minus the line of an earlier row.
    """

    line: int
    name: str = ""
    key: str = ""
    outcome: str = Outcome.ERROR
    record: Record | None = None
    changes: Changes = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    matched: int | None = None
    twin: int | None = None

    @property
    def centre_pk(self) -> int | None:
        """The centre it concerns: its own, else the one it may be."""
        if self.record is not None and self.record.centre.pk:
            return self.record.centre.pk
        return self.matched or (self.twin if self.twin and self.twin > 0 else None)


class Planner:
    """Plans the rows of one file, batch by batch; the number of queries does not depend on the size of a batch."""

    def __init__(self, batch: Import, header: Sequence[str]) -> None:
        self.batch = batch
        self.header = list(header)
        self.mapping = {int(number): name for number, name in batch.mapping.items() if name}
        self.column_of = {name: number for number, name in self.mapping.items()}
        options = Options(batch.option("country"), batch.option("language"), batch.format.get("month_first"))
        self.reader = RowReader(self.header, self.mapping, options)
        self.empties = bool(batch.option("empties"))
        self.neighbours = Neighbours.of_directory()
        self.seen: dict[str, int] = dict(batch.rows.exclude(key="").order_by("-line").values_list("key", "line"))
        meant = batch.rows.filter(outcome__in=(Outcome.CREATE, Outcome.CHANGE, Outcome.SAME), centre__isnull=False)
        self.meant: dict[int, int] = dict(meant.order_by("-line").values_list("centre_id", "line"))

    def plan(self, rows: Sequence[Row]) -> list[Planned]:
        """What each row would do. Nothing is written."""
        written = set(
            self.batch.rows.filter(written=True, line__in=[r.line for r in rows]).values_list("line", flat=True)
        )
        parsed = [self.reader.read(self._corrected(row)) for row in rows if row.line not in written]
        cells = {row.line: row.cells for row in rows}
        planned = [self._start(row) for row in parsed]
        uids = [row.values["uid"] for row in parsed if row.ok and row.values.get("uid")]
        twins = [int(ref) for row in parsed if (ref := self._decision(row.line)[1]) and int(ref) > 0]
        matches = Matches(self.batch.source, [plan.key for plan in planned if plan.key], uids, twins)
        above = parents(str(row.values.get("parent") or "") for row in parsed)
        for plan, row in zip(planned, parsed, strict=True):
            if row.ok:
                self._judge(plan, self._known_values(row, cells[row.line]), matches, above)
        return planned

    def _corrected(self, row: Row) -> Row:
        cells = list(row.cells)
        for number in range(len(cells)):
            if (value := self.batch.corrections.get(f"{row.line}:{number}")) is not None:
                cells[number] = value
        return replace(row, cells=tuple(cells)) if tuple(cells) != row.cells else row

    def _start(self, row: Parsed) -> Planned:
        name = str(row.values.get("name") or "")[:200]
        outcome = Outcome.SKIPPED if row.left_out else Outcome.ERROR
        return Planned(row.line, name, key_of(row.values) if row.ok else "", outcome, problems=list(row.problems))

    def _decision(self, line: int) -> tuple[str, str]:
        what, _colon, ref = str(self.batch.decisions.get(str(line), "")).partition(":")
        return what, ref

    def _known_values(self, row: Parsed, cells: Sequence[str]) -> dict[str, Any]:
        """The row's values without those that stand in for an empty cell: they are for new centres only."""
        values = dict(row.values)
        for name in ("country", "language"):
            number = self.column_of.get(name)
            cell = cells[number] if number is not None and number < len(cells) else ""
            corrected = f"{row.line}:{number}" in self.batch.corrections
            if not cell.strip() and not corrected and name in values:
                values[f"default_{name}"] = values.pop(name)
        return values

    def _judge(self, plan: Planned, values: dict[str, Any], matches: Matches, above: Mapping[str, Centre]) -> None:
        self._resolve_parent(plan, values, above)
        decision, ref = self._decision(plan.line)
        if earlier := self._said_before(plan, decision):
            return self._repeat(plan, earlier, values, decision)
        record = matches.find(plan.key, values.get("uid"))
        if record is None and decision == SAME_CENTRE and ref:
            if int(ref) < 0:
                plan.outcome = Outcome.SKIPPED
                return None
            record = matches.records.get(int(ref))
        if record is not None:
            return self._change(plan, record, values)
        return self._create(plan, values, matches, decision)

    def _said_before(self, plan: Planned, decision: str) -> int | None:
        """The earlier line with this row's key. A row that is another centre gets a key of its own."""
        earlier = self.seen.setdefault(plan.key, plan.line)
        if earlier >= plan.line:
            self.seen[plan.key] = plan.line
            return None
        if decision != ANOTHER or is_identifier(plan.key):
            return earlier
        plan.key = f"{plan.key[:190]}#{plan.line}"
        return None

    def _repeat(self, plan: Planned, earlier: int, values: dict[str, Any], decision: str) -> None:
        if is_identifier(plan.key):
            column = "reference" if plan.key.startswith("id:") else "uid"
            reason = Message(
                _("This identifier stands on line %(other)s too. Each row needs its own."), {"other": earlier}
            )
            self._complain(plan, column, str(values.get(column)), reason)
        elif decision == SAME_CENTRE:
            plan.outcome = Outcome.SKIPPED
        else:
            self._ask(plan, -earlier, values)

    def _change(self, plan: Planned, record: Record, values: dict[str, Any]) -> None:
        plan.record = record
        if self.meant.setdefault(record.centre.pk, plan.line) < plan.line:
            reason = Message(_("Line %(other)s is this centre too."), {"other": self.meant[record.centre.pk]})
            self._complain(plan, "", "", reason)
            return
        if reason := held(record.centre):
            plan.outcome = Outcome.SKIPPED
            plan.problems.append(Problem(plan.line, "", "", "", reason, severity=WARNING))
            return
        wanted = {name: value for name, value in values.items() if name in COLUMN and name != "uid"}
        kept = {name: value for name, value in wanted.items() if self.empties or not is_empty(value)}
        self._apply(plan, record, kept, Outcome.CHANGE)

    def _create(self, plan: Planned, values: dict[str, Any], matches: Matches, decision: str) -> None:
        for name in ("country", "language"):
            values.setdefault(name, values.get(f"default_{name}"))
        if decision != ANOTHER and (twin := self.neighbours.twin(values)) is not None:
            self._ask(plan, twin, values)
            return
        record = Record(Centre(live=False, slug=""), [], matches.children)
        plan.record = record
        self._apply(plan, record, {n: v for n, v in values.items() if n in COLUMN and not is_empty(v)}, Outcome.CREATE)
        if plan.outcome == Outcome.CREATE:
            self.neighbours.add(-plan.line, values)

    def _apply(self, plan: Planned, record: Record, values: dict[str, Any], outcome: str) -> None:
        plan.changes = record.put(values)
        plan.changes |= record.derive(plan.changes, values)
        faults = record.faults(plan.changes)
        for name, reason in faults.items():
            self._complain(plan, name, str(record.read(name) or ""), reason)
        if not faults:
            plan.outcome = outcome if plan.changes else Outcome.SAME

    def _ask(self, plan: Planned, twin: int, values: dict[str, Any]) -> None:
        plan.outcome, plan.twin = Outcome.DUPLICATE, twin
        flat = {name: value for name, value in values.items() if name in COLUMN and not is_empty(value)}
        plan.changes = {name: [None, str(v.uid) if isinstance(v, Centre) else v] for name, v in flat.items()}

    def _resolve_parent(self, plan: Planned, values: dict[str, Any], above: Mapping[str, Centre]) -> None:
        text = str(values.pop("parent", "") or "")
        if text in above:
            values["parent"] = above[text]
        elif text:
            reason = Message(_("No centre of this name is in the directory yet. Import the file once more when it is."))
            self._complain(plan, "parent", text, reason, WARNING)

    def _complain(self, plan: Planned, name: str, value: str, reason: Message, severity: str = "error") -> None:
        number = self.column_of.get(name)
        column = self.header[number] if number is not None else ""
        plan.problems.append(Problem(plan.line, column, name, value[:80], reason, severity=severity))
        if severity == "error":
            plan.outcome = Outcome.ERROR


def held(centre: Centre) -> Message | None:
    """Why an import must not touch a centre now: somebody's unpublished words would be lost or published."""
    if centre.locked:
        return Message(_("This centre is locked. Unlock it, then check again."))
    if centre.has_unpublished_changes:
        revision = centre.latest_revision
        who = revision.user.get_username() if revision and revision.user else ""
        reason = _("This centre has unpublished changes (%(who)s). Publish or discard them, then check again.")
        return Message(reason, {"who": who or "–"})
    return None
