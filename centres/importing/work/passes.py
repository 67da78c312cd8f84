"""Checks, writes or takes back an import in batches: a batch and how far it is are one transaction.

A process may die at any moment. The next one starts where the last whole batch ended.
"""

import gc
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from centres.columns.messages import Message
from centres.importing.cells.places import places_at_hand
from centres.importing.plan.planner import Planner
from centres.importing.plan.reading import ImportReader
from centres.importing.plan.recall import basis_of, recall
from centres.importing.plan.survey import Survey
from centres.importing.tables.files import open_table
from centres.importing.tables.table import FileRefused, Row, Table
from centres.importing.work.lease import Lease
from centres.importing.work.undo import undo
from centres.importing.work.write import keep_plans, mark_written, write
from centres.models import Import, Outcome, State

BATCH = 200
Progress = Callable[[Import], None]


def work(lease: Lease, progress: Progress = lambda batch: None) -> Import:
    """Does what the import's state asks for, to the end. Raises LeaseLostError when it was stopped."""
    batch = lease.batch
    gc.freeze()  # the program itself is no garbage: looking through it again and again takes a seventh of the time
    try:
        match batch.state:
            case State.CHECKING:
                with places_at_hand():
                    _check(lease, progress)
            case State.RUNNING:
                with places_at_hand():
                    _run(lease, progress)
            case State.UNDOING:
                _undo(lease, progress)
    except FileRefused as error:
        lease.end(state=State.FAILED, error=as_error(error.message), finished_at=timezone.now())
    finally:
        gc.unfreeze()
    return batch


def _check(lease: Lease, progress: Progress) -> None:
    """Plans every row and keeps what it would do. Starts anew each time: the directory may have changed."""
    batch = lease.batch
    with transaction.atomic():
        lease.keep(position=0, counters={}, basis=None)
        batch.rows.filter(written=False).delete()
        basis = basis_of(batch)
    planner = _planner(lease)
    lease.keep(asked=planner.reader.words.as_json())
    with _open(batch) as table:
        for rows in _batches(table.rows):
            with transaction.atomic():
                planned = planner.plan(rows)
                keep_plans(batch, planned)
                _advance(lease, len(rows), [plan.outcome for plan in planned])
            progress(batch)
    lease.end(state=State.CHECKED, counters=count(batch), basis=basis)


def _run(lease: Lease, progress: Progress) -> None:
    if not _write_as_checked(lease, progress):
        _write_planned_anew(lease, progress)
    lease.end(state=State.DONE, counters=count(lease.batch), finished_at=timezone.now())


def _write_as_checked(lease: Lease, progress: Progress) -> bool:
    """Writes what the check has kept. False when that no longer holds: the rest must be planned anew."""
    batch = lease.batch
    while rows := list(batch.rows.order_by("line")[batch.position : batch.position + BATCH]):
        with transaction.atomic():
            planned = recall(batch, rows)
            if planned is None:
                return False
            write(batch, planned)
            mark_written(batch, planned)
            _advance(lease, len(rows), [plan.outcome for plan in planned], basis=basis_of(batch))
        progress(batch)
    return True


def _write_planned_anew(lease: Lease, progress: Progress) -> None:
    batch = lease.batch
    planner = _planner(lease)
    with _open(batch) as table:
        for rows in _batches(islice(table.rows, batch.position, None)):
            with transaction.atomic():
                planned = planner.plan(rows)
                keep_plans(batch, planned)
                write(batch, planned)
                mark_written(batch, planned)
                _advance(lease, len(rows), [plan.outcome for plan in planned], basis=None)
            progress(batch)


def _planner(lease: Lease) -> Planner:
    """A planner that has seen the whole table."""
    with _open(lease.batch) as table:
        reader = ImportReader(lease.batch, table.header)
        survey = Survey(lease.batch, reader)
        for rows in _batches(table.rows):
            survey.add(rows)
            lease.keep()
    survey.close()
    return Planner(lease.batch, reader, survey)


def _undo(lease: Lease, progress: Progress) -> None:
    """``position`` is the last line looked at: a row that cannot be taken back now is passed by."""
    batch = lease.batch
    while rows := list(batch.rows.filter(written=True, line__gt=batch.position).order_by("line")[:BATCH]):
        with transaction.atomic():
            undo(batch, rows)
            lease.keep(position=rows[-1].line)
        progress(batch)
    lease.end(state=State.UNDONE, finished_at=timezone.now())


def _advance(lease: Lease, number: int, outcomes: list[str], **values: Any) -> None:
    counters = dict(lease.batch.counters)
    for outcome in outcomes:
        counters[outcome] = counters.get(outcome, 0) + 1
    lease.keep(position=lease.batch.position + number, counters=counters, **values)


def count(batch: Import) -> dict[str, int]:
    """Rows by outcome; rows that were written count by what they did."""
    found = batch.rows.order_by().values_list("outcome").annotate(number=Count("pk"))
    return {outcome: number for outcome, number in found if outcome in Outcome.values}


def as_error(message: Message) -> dict[str, Any]:
    """Why a file was refused, as it is kept."""
    return {"text": message.text, "params": dict(message.params)}


def _open(batch: Import) -> Table:
    return open_table(batch.path, filename=batch.filename, sheet=batch.option("sheet"))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
