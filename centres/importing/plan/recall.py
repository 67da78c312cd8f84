"""Takes up what a check has planned, as long as everything it rested on still stands."""

import json
from collections.abc import Sequence
from uuid import NAMESPACE_OID, UUID, uuid5

from centres.importing.plan.facts import COLUMN, Record
from centres.importing.plan.matching import Matches, parents
from centres.importing.plan.planner import Planned
from centres.models import Centre, DirectoryStamp, Import, ImportRow, Outcome


def basis_of(batch: Import) -> UUID:
    """Another value whenever the directory, the columns, the options or an answer of the editor are others."""
    words = batch.source.words
    chosen = json.dumps([batch.mapping, batch.options, batch.corrections, batch.decisions, words], sort_keys=True)
    return uuid5(DirectoryStamp.current() or NAMESPACE_OID, chosen)


def recall(batch: Import, rows: Sequence[ImportRow]) -> list[Planned] | None:
    """The kept plans of rows; ``None`` when they must be made again. To be called in the transaction that writes them.

    Centres are locked before the stamp is read: whoever holds one of them renews the stamp before letting go.
    """
    waiting = [row for row in rows if not row.written]
    changed = [row.centre_id for row in waiting if row.centre_id and row.outcome == Outcome.CHANGE]
    matches = Matches(batch.source, [], [], changed)
    if batch.basis is None or batch.basis != basis_of(batch):
        return None
    above = parents(pair[1] for row in waiting if (pair := row.changes.get("parent")))
    return [_planned(row, matches, above) for row in waiting]


def _planned(row: ImportRow, matches: Matches, above: dict[str, Centre]) -> Planned:
    plan = Planned(row.line, row.name, row.key, row.outcome, changes=row.changes, matched=row.centre_id)
    if row.outcome == Outcome.JOINED:
        plan.joined = row.joined_to
    elif row.outcome == Outcome.CREATE:
        plan.record = Record(Centre(live=False, slug=""), [], matches.children)
    elif row.outcome == Outcome.CHANGE:
        plan.record = matches.records[row.centre_id]
    if plan.record is not None:
        values = {name: after for name, (_before, after) in row.changes.items() if name in COLUMN}
        if "parent" in values:
            values["parent"] = above.get(str(values["parent"]))
        plan.record.fill(values)
    return plan
