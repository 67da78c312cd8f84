"""Puts changed centres into a table without reading the others again."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import numpy as np

from centres.finder.openings import Openings
from centres.finder.reading import read
from centres.finder.table import Columns, Table
from centres.finder.whereabouts import Addresses
from centres.vocabularies import NOT_KNOWN

Item = TypeVar("Item")


class Run(NamedTuple):
    """Neighbouring centres that come from one table: the old one, or the ``fresh`` one."""

    fresh: bool
    start: int
    stop: int


def patched(old: Table, changed: Iterable[int], stamp: UUID | None) -> Table:
    """A new table equal to a full reading, when only centres with these primary keys have changed since ``old``."""
    pks = sorted(set(changed))
    fresh = read(stamp, pks)
    if fresh.terms != old.terms:
        return read(stamp)
    if old.moment is not None:
        fresh.refresh_openings(old.moment)
    gone = np.flatnonzero(np.isin(old.ids, pks)).tolist()
    runs = _runs(old, fresh, gone)
    names = ("ids", "ranks", "slugs", "lat", "lng", "on_map", "planned", "closed", "working")
    arrays: dict[str, Any] = {name: _splice(runs, getattr(old, name), getattr(fresh, name)) for name in names}
    return Table(
        stamp=stamp,
        names=_splice_list(runs, old.names, fresh.names),
        **arrays,
        special={key: rules for key, rules in old.special.items() if key not in pks} | fresh.special,
        network=_splice_columns(runs, old.network, fresh.network),
        groups={name: _splice_columns(runs, columns, fresh.groups[name]) for name, columns in old.groups.items()},
        openings=_splice_openings(runs, old.openings, fresh.openings),
        addresses=_splice_addresses(runs, old.addresses, fresh.addresses),
        moment=old.moment,
        kept={key: one for key, one in old.kept.items() if key not in pks and one.parent_id not in pks},
        written={key: text for key, text in old.written.items() if isinstance(key[0], int) and key[0] not in pks},
    )


def _runs(old: Table, fresh: Table, gone: list[int]) -> list[Run]:
    """Where each stretch of the new table comes from; ``gone`` are rows of the old one, in order."""
    rows = range(len(old))
    insertions = [(bisect_left(rows, fresh.key(number), key=old.key), False, number) for number in range(len(fresh))]
    runs: list[Run] = []
    at = 0
    for position, is_removal, number in sorted([*insertions, *((row, True, row) for row in gone)]):
        if position > at:
            runs.append(Run(False, at, position))
            at = position
        if is_removal:
            at = position + 1
        else:
            runs.append(Run(True, number, number + 1))
    runs.append(Run(False, at, len(old)))
    return runs


def _splice(runs: list[Run], old: np.ndarray, fresh: np.ndarray) -> np.ndarray:
    """The stretches of two arrays in a row, along the last axis."""
    return np.concatenate([(fresh if run.fresh else old)[..., run.start : run.stop] for run in runs], axis=-1)


def _splice_list(runs: list[Run], old: list[Item], fresh: list[Item]) -> list[Item]:
    spliced: list[Item] = []
    for run in runs:
        spliced += (fresh if run.fresh else old)[run.start : run.stop]
    return spliced


def _splice_columns(runs: list[Run], old: Columns, fresh: Columns) -> Columns:
    """Codes that follow the data appear with their first centre and vanish with their last."""
    if not old.follows_data:
        return Columns(old.codes, _splice(runs, old.values, fresh.values))
    last = [NOT_KNOWN] if NOT_KNOWN in old.codes else []
    codes = [*sorted({*old.codes, *fresh.codes} - {*last}), *last]
    values = _splice(runs, _with_codes(old, codes), _with_codes(fresh, codes))
    used = [number for number, code in enumerate(codes) if code == NOT_KNOWN or values[number].any()]
    return Columns([codes[number] for number in used], values[used], follows_data=True)


def _with_codes(columns: Columns, codes: list[str]) -> np.ndarray:
    """The truth table with one row for each of ``codes``, which include all of its own."""
    if columns.codes == codes:
        return columns.values
    values = np.zeros((len(codes), columns.values.shape[1]), dtype=bool)
    values[[codes.index(code) for code in columns.codes]] = columns.values
    return values


def _splice_openings(runs: list[Run], old: Openings, fresh: Openings) -> Openings:
    """The timetables of both; those that no centre has any more are left out."""
    position = {one: number for number, one in enumerate(old.timetables)}
    renamed = [position.setdefault(one, len(position)) for one in fresh.timetables]
    numbers = _splice(runs, old.numbers, np.array(renamed, dtype=np.int32)[fresh.numbers])
    used = np.bincount(numbers, minlength=len(position)) > 0
    timetables = [one for one, is_used in zip(position, used, strict=True) if is_used]
    return Openings(timetables, (np.cumsum(used, dtype=np.int32) - 1)[numbers])


def _splice_addresses(runs: list[Run], old: Addresses, fresh: Addresses) -> Addresses:
    """The addresses of both; those that no centre has any more are left out."""
    position = {one: number for number, one in enumerate(old.different)}
    renamed = [position.setdefault(one, len(position)) for one in fresh.different]
    numbers = _splice(runs, old.numbers, np.array(renamed, dtype=np.int32)[fresh.numbers])
    used = np.bincount(numbers, minlength=len(position)) > 0
    different = [one for one, is_used in zip(position, used, strict=True) if is_used]
    return Addresses(different, (np.cumsum(used, dtype=np.int32) - 1)[numbers])
