"""Says for each row what it would do: add a centre, change one, nothing, or wait for somebody's decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.codes import Codes
from centres.columns.messages import Message
from centres.importing.fields import KEEPING_OUT
from centres.importing.plan.duplicates import Neighbours
from centres.importing.plan.facts import COLUMN, Changes, Record, is_empty
from centres.importing.plan.identity import Agreement, Identity, doubt, known_elsewhere, moved
from centres.importing.plan.letters import whole_of
from centres.importing.plan.matching import Matches, parents
from centres.importing.plan.reading import ImportReader, OwnWords, Read
from centres.importing.plan.survey import ANOTHER, SAME_CENTRE, Survey, list_with
from centres.importing.plan.wear import without_wear
from centres.importing.problems import DROPPED, ERROR, WARNING, Problem
from centres.importing.tables.table import Row
from centres.models import Centre, Import, Outcome

MAX_SUMMARY = 300


@dataclass(slots=True)
class Planned:
    """One row and what comes of it.

    ``matched``: key of the centre it is. ``twin``: key of the one it may be, or minus the line of an earlier row, and
    ``why`` that is asked where it is not plain. ``joined``: line of the row it is one centre with. ``words``: those left
    out because nobody has explained them yet.
    """

    line: int
    name: str = ""
    key: str = ""
    outcome: str = Outcome.ERROR
    record: Record | None = None
    changes: Changes = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    words: list[Problem] = field(default_factory=list)
    matched: int | None = None
    twin: int | None = None
    why: Message | None = None
    joined: int | None = None

    @property
    def centre_pk(self) -> int | None:
        """The centre it concerns: its own, else the one it may be."""
        if self.record is not None and self.record.centre.pk:
            return self.record.centre.pk
        return self.matched or (self.twin if self.twin and self.twin > 0 else None)


@dataclass(slots=True)
class Guess:
    """Which centre of the source a row without a known key is: surely, or ``why`` it must be asked."""

    ref: int
    why: Message | None = None


class Planner:
    """Plans the rows of one file, batch by batch; the number of queries does not depend on the size of a batch.

    ``survey``: closed, of the same file.
    """

    def __init__(self, batch: Import, reader: ImportReader, survey: Survey) -> None:
        self.batch = batch
        self.reader = reader
        self.survey = survey
        self.empties = bool(batch.option("empties"))
        self.neighbours = Neighbours.of_directory()
        meant = batch.rows.filter(outcome__in=(Outcome.CREATE, Outcome.CHANGE, Outcome.SAME), centre__isnull=False)
        self.taken: dict[int, int] = {}
        self.meant: dict[int, int] = dict(meant.order_by("-line").values_list("centre_id", "line"))

    def plan(self, rows: Sequence[Row]) -> list[Planned]:
        """What each row would do. Nothing is written."""
        written = set(
            self.batch.rows.filter(written=True, line__in=[r.line for r in rows]).values_list("line", flat=True)
        )
        cells = {row.line: row.cells for row in rows}
        read = [self.reader.read(row) for row in rows if row.line not in written]
        planned = [self._start(row) for row in read]
        values = {row.line: self._known_values(row, cells[row.line]) for row in read}
        guesses = {plan.line: guess for plan in planned if plan.key and (guess := self._guess(plan, values[plan.line]))}
        answered = [int(ref) for row in read if (ref := self._decision(row.line)[1]) and int(ref) > 0]
        uids = [uid for row in read if row.parsed.ok and (uid := row.values.get("uid")) in self.survey.ours]
        wanted = [*answered, *(guess.ref for guess in guesses.values())]
        matches = Matches(self.batch.source, [plan.key for plan in planned if plan.key], uids, wanted)
        above = parents(str(row.values.get("parent") or "") for row in read)
        for plan, row in zip(planned, read, strict=True):
            if row.parsed.ok:
                self._resolve_parent(plan, values[plan.line], above)
                self._judge(plan, row, values[plan.line], matches, guesses.get(plan.line))
            else:
                self._offer_names(plan, row.values.get("country") or "")
        return planned

    def _start(self, row: Read) -> Planned:
        damaged = next((problem.value for problem in row.parsed.problems if problem.field == "name"), "")
        name = str(row.values.get("name") or damaged)[:200]
        key = self.survey.keys.get(row.line, "")
        outcome = Outcome.SKIPPED if row.parsed.left_out else Outcome.ERROR
        return Planned(row.line, name, key, outcome, problems=list(row.parsed.problems), words=row.unknown)

    def _decision(self, line: int) -> tuple[str, str]:
        what, _colon, ref = str(self.batch.decisions.get(str(line), "")).partition(":")
        return what, ref

    def _known_values(self, row: Read, cells: Sequence[str]) -> dict[str, Any]:
        """The row's values without those that stand in for an empty cell: they are for new centres only."""
        values = dict(row.values)
        for name in ("country", "language"):
            number = self.reader.column_of.get(name)
            cell = cells[number] if number is not None and number < len(cells) else ""
            corrected = self.batch.corrections.get(f"{row.line}:{number}")
            if not (corrected if corrected is not None else cell).strip() and name in values:
                values[f"default_{name}"] = values.pop(name)
        if not self.reader.is_ours and values.get("uid") not in self.survey.ours:
            values.pop("uid", None)
        more = self.survey.more.get(row.line)
        return list_with(values, more.lists) if more else values

    def _guess(self, plan: Planned, values: Mapping[str, Any]) -> Guess | None:
        """Which of the source's centres a row with a new key is: one of its name, at its place, that no row claims."""
        decision, _ref = self._decision(plan.line)
        known = self.survey.known
        if plan.key in known or values.get("uid") or decision or plan.line in self.survey.joined:
            return None
        row = Identity.of({"country": values.get("default_country"), **values})
        free = [
            (one, Agreement.between(row, one))
            for one in self.neighbours.named(row, self.survey.centres)
            if self._is_free(one.ref, plan.line)
        ]
        here = [one for one, place in free if place.is_here]
        if here and (len(here) > 1 or self.survey.is_ambiguous(plan.key)):
            return Guess(here[0].ref, Message(_("Several rows or centres of this source have this name here.")))
        if here:
            self.taken[here[0].ref] = plan.line
            return Guess(here[0].ref)
        near = [(one, place) for one, place in free if place.town or not place.is_elsewhere]
        if near:
            return Guess(near[0][0].ref, moved(*near[0]))
        return None

    def _is_free(self, pk: int, line: int) -> bool:
        """Whether no other row of the file is this centre."""
        return pk not in self.survey.claimed and self.taken.get(pk, line) == self.meant.get(pk, line) == line

    def _judge(self, plan: Planned, row: Read, values: dict[str, Any], matches: Matches, guess: Guess | None) -> None:
        decision, ref = self._decision(plan.line)
        if (first := self.survey.joined.get(plan.line)) is not None:
            plan.outcome, plan.joined = Outcome.JOINED, first
            return
        if (earlier := self.survey.repeats.get(plan.line)) is not None:
            self._repeat(plan, earlier, values, row)
            return
        record = matches.find(plan.key, values.get("uid"))
        is_confirmed = decision == SAME_CENTRE
        if record is None and is_confirmed and ref:
            record = matches.records.get(int(ref))
        if record is None and guess is not None:
            if guess.why is not None:
                self._ask(plan, guess.ref, values, guess.why)
                return
            record = matches.records.get(guess.ref)
        if record is not None and not is_confirmed:
            is_ours = values.get("uid") == str(record.centre.uid)
            why = doubt(Identity.of(values), record.identity, is_ours=is_ours)
            if why is not None and decision != ANOTHER:
                self._ask(plan, record.centre.pk, values, why)
                return
            record = None if why is not None else record
        if record is not None:
            self._change(plan, row, record, values)
        else:
            self._create(plan, row, values, matches, decision)

    def _repeat(self, plan: Planned, earlier: int, values: dict[str, Any], row: Read) -> None:
        name = "reference" if row.values.get("reference") else "uid"
        reason = Message(
            _("The sender’s number of this row stands on line %(other)s too. Each row needs its own."),
            {"other": earlier},
        )
        self._complain(plan, name, str(row.values.get(name) or ""), reason)

    def _change(self, plan: Planned, row: Read, record: Record, values: dict[str, Any]) -> None:
        plan.record = record
        pk = record.centre.pk
        if self.meant.setdefault(pk, plan.line) < plan.line:
            reason = Message(_("Line %(other)s is this centre too."), {"other": self.meant[pk]})
            self._complain(plan, "", "", reason)
            return
        if reason := held(record.centre):
            plan.outcome = Outcome.SKIPPED
            plan.problems.append(Problem(plan.line, "", "", "", reason, severity=WARNING))
            return
        is_ours = values.get("uid") == str(record.centre.uid)
        if not is_ours and (pk not in self.survey.centres or pk in self.survey.shared):
            values = _added(record, values)
        wanted = {name: value for name, value in values.items() if name in COLUMN and name != "uid"}
        said = {name: value for name, value in wanted.items() if self.empties or not is_empty(value)}
        doubtful = {problem.field for problem in plan.problems}
        kept, worn = without_wear(record, said, self.batch.format.get("encoding", ""), doubtful)
        for name, reason in worn.items():
            self._complain(plan, name, str(said[name]), reason, WARNING)
        self._apply(plan, record, self._with_texts(row, record, kept, values), Outcome.CHANGE)

    def _create(self, plan: Planned, row: Read, values: dict[str, Any], matches: Matches, decision: str) -> None:
        for name in ("country", "language"):
            values.setdefault(name, values.get(f"default_{name}"))
        if not values.get("country"):
            reason = Message(_("The country is missing. Write it in the row, or choose one for the whole file."))
            self._complain(plan, "country", "", reason)
            return
        if decision != ANOTHER and (twin := self.neighbours.twin(values)) is not None:
            self._ask(plan, twin, values)
            return
        namesake = self.neighbours.namesake(values)
        if decision != ANOTHER and namesake and self.survey.names_one_place(plan.line):
            self._ask(plan, namesake.ref, values, known_elsewhere(namesake))
            return
        record = Record(Centre(live=False, slug=""), [], matches.children)
        plan.record = record
        kept = {name: value for name, value in values.items() if name in COLUMN and not is_empty(value)}
        self._apply(plan, record, self._with_texts(row, record, kept, values), Outcome.CREATE)
        if plan.outcome == Outcome.CREATE:
            self.neighbours.add(-plan.line, values)

    def _with_texts(self, row: Read, record: Record, kept: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        """Adds the words that are kept as text to the description in the file's language."""
        more = self.survey.more.get(row.line)
        names = {*row.texts, *(more.texts if more else ())}
        if not names:
            return kept
        language = self.reader.language_of(values)
        lines = [
            OwnWords(name, language, (*row.texts.get(name, ()), *(more.texts.get(name, ()) if more else ())))
            for name in sorted(names)
        ]
        description, summary = f"description_{language}", f"summary_{language}"
        said = str(kept.get(summary) or record.read(summary) or "")
        short = "; ".join(map(str, lines))
        if len(short) <= MAX_SUMMARY and (not said or said.startswith(lines[0].start)):
            return kept | {summary: short}
        text = str(kept.get(description) or record.read(description) or "")
        for line in lines:
            text = line.put_into(text)
        return kept | {description: text, summary: said or f"{short[: MAX_SUMMARY - 1]}…"}

    def _apply(self, plan: Planned, record: Record, values: dict[str, Any], outcome: str) -> None:
        plan.changes = record.put(values)
        plan.changes |= record.derive(plan.changes, values)
        faults = record.faults(plan.changes)
        for name, reason in faults.items():
            severity = ERROR if name in KEEPING_OUT else DROPPED
            self._complain(plan, name, str(record.read(name) or ""), reason, severity)
        if not faults.keys() & KEEPING_OUT:
            plan.changes = record.without(faults, plan.changes)
            plan.outcome = outcome if plan.changes else Outcome.SAME

    def _ask(self, plan: Planned, twin: int, values: dict[str, Any], why: Message | None = None) -> None:
        plan.outcome, plan.twin, plan.why = Outcome.DUPLICATE, twin, why
        flat = {name: value for name, value in values.items() if name in COLUMN and not is_empty(value)}
        plan.changes = {name: [None, str(v.uid) if isinstance(v, Centre) else v] for name, v in flat.items()}

    def _offer_names(self, plan: Planned, country: str) -> None:
        """Offers the known name where a row's own has lost letters."""
        for number, problem in enumerate(plan.problems):
            if problem.field == "name" and problem.suggestion is None:
                whole = whole_of(problem.value, self.neighbours.names(country))
                plan.problems[number] = replace(problem, suggestion=whole)

    def _resolve_parent(self, plan: Planned, values: dict[str, Any], above: Mapping[str, Centre]) -> None:
        text = str(values.pop("parent", "") or "")
        if text in above:
            values["parent"] = above[text]
        elif text:
            reason = Message(_("No centre of this name is in the directory yet. Import the file once more when it is."))
            self._complain(plan, "parent", text, reason, WARNING)

    def _complain(self, plan: Planned, name: str, value: str, reason: Message, severity: str = "error") -> None:
        plan.problems.append(self.reader.note(plan.line, name, value, reason, severity=severity))
        if severity == "error":
            plan.outcome = Outcome.ERROR


def _added(record: Record, values: dict[str, Any]) -> dict[str, Any]:
    """Lists of a centre that others tell about too are added to, not replaced."""
    lists = {name: record.read(name) or [] for name in values if isinstance(COLUMN.get(name), Codes)}
    return list_with(values, {name: list(codes) for name, codes in lists.items() if isinstance(codes, list)})


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
