"""Takes an import back: what it added goes, what it changed returns, what people wrote since stays.

A row that was taken back is no longer ``written``; one whose centre has unpublished changes stays so and can be taken
back later.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.importing.plan.facts import COLUMN, Changes, Record, same
from centres.importing.plan.matching import Matches, parents
from centres.importing.plan.planner import held
from centres.importing.problems import WARNING, Problem
from centres.importing.work import history
from centres.importing.work.write import as_json, drop_blank_texts, save_existing, touched
from centres.models import Centre, Import, ImportRow, Outcome


def undo(batch: Import, rows: Sequence[ImportRow]) -> None:
    """Takes the given written rows back. To be called in a transaction; a fixed number of statements."""
    matches = Matches(batch.source, [], [], [row.centre_id for row in rows if row.centre_id])
    untouched = history.had_no_other_version(row for row in rows if row.outcome == Outcome.CREATE)
    above = parents(pair[0] for row in rows if (pair := row.changes.get("parent")))
    removed, restored, records = [], [], []
    for row in rows:
        record = matches.records.get(row.centre_id or 0)
        reason = held(record.centre) if record else None
        row.written = reason is not None
        if record is None:
            row.problems = [_note(row, Message(_("This centre was taken away since. There is nothing to undo.")))]
        elif reason:
            row.problems = [_note(row, reason)]
        elif row.outcome == Outcome.CREATE and row.centre_id in untouched and _is_as_imported(record, row):
            removed.append(record.centre)
        elif row.outcome == Outcome.CREATE:
            row.problems = [_note(row, Message(_("Somebody has changed this centre since. It stays.")))]
        elif changes := _restore(record, row, above):
            records.append(record)
            restored.append(history.Entry(record.gather(), history.UNDONE, tuple(changes)))
    if restored:
        drop_blank_texts(records)
        save_existing(batch, restored)
    if removed:
        _remove(batch, removed)
        for row in rows:
            row.centre = None if row.centre_id in {None, *(centre.pk for centre in removed)} else row.centre
    ImportRow.objects.bulk_update(rows, ["written", "problems", "centre"])


def _is_as_imported(record: Record, row: ImportRow) -> bool:
    if record.centre.has_unpublished_changes:
        return False
    return all(same(record.read(name), after) for name, (_before, after) in row.changes.items() if name in COLUMN)


def _restore(record: Record, row: ImportRow, above: Mapping[str, Centre]) -> Changes:
    """Gives back the values of before where the imported ones still stand; notes the others on the row."""
    mine = {name: pair for name, pair in row.changes.items() if name in COLUMN and same(record.read(name), pair[1])}
    row.problems = [
        _note(
            row, Message(_("Somebody has changed this since. It stays as it is.")), name, str(record.read(name) or "")
        )
        for name in row.changes
        if name in COLUMN and name not in mine
    ]
    values = {name: before for name, (before, _after) in mine.items()}
    if "parent" in values:
        values["parent"] = above.get(str(values["parent"]))
    return record.put(values)


def _note(row: ImportRow, reason: Message, name: str = "", value: str = "") -> dict[str, Any]:
    header = row.batch.format.get("header", [])
    column = next((header[int(number)] for number, field in row.batch.mapping.items() if field == name), "")
    return as_json(Problem(row.line, column, name, value[:80], reason, severity=WARNING))


def _remove(batch: Import, centres: list[Centre]) -> None:
    pks = [centre.pk for centre in centres]
    history.log(batch, [history.Entry(centre, history.UNDONE, deleted=True) for centre in centres], {})
    Centre.objects.filter(pk__in=pks).delete()
    touched(pks)
