"""What the columns of a table are together: one column for a field, house numbers beside a street, a name for the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.importing.columns.contents import field_by_elimination, is_in_degrees, is_running, is_whole_address
from centres.importing.fields import (
    ADDRESS,
    BOX,
    CONTACTS,
    DAYS,
    HOUSE_NUMBER,
    HOUSE_SUFFIX,
    POSTCODE_END,
    SHARED,
    STREET_TYPE,
)

_TAKEN = Message(_("Another column fits better."))
_RUNNING = Message(_("These numbers count the rows; they do not tell one centre from another."))
_ALONE = Message(_("It belongs to something that no other column holds."))
_LEFT = Message(_("No column says that it is this, and this one comes nearest."))
_NUMBERED = re.compile(r"^\d+\b|\d[\s/]?\w{0,3}$")
_MOST_STREETS = 0.6
_NAMED = 0.8
"""So sure is what a column is when its name says so."""
Columns = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What column ``column_index`` (from 0) may be. ``field`` is None when nothing fits; ``confidence`` is 0 to 1."""

    column_index: int
    field: str | None
    confidence: float
    reason: Message


def consistent(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """The proposals as they can stand beside each other. ``names`` are folded, ``columns`` hold the filled cells."""
    for step in (
        _without_counters,
        _boxes,
        _house_numbers,
        _whole_addresses,
        _named_contacts,
        _without_doubles,
        _whole_pairs,
        _the_last,
    ):
        found = step(found, names, columns)
    return found


def _has(found: Sequence[Proposal], *fields: str) -> bool:
    return any(proposal.field in fields for proposal in found)


def _open(proposal: Proposal, reason: Message) -> Proposal:
    return replace(proposal, field=None, confidence=0.0, reason=reason)


def _without_counters(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """A column that counts the rows is no identifier and no house number."""
    return [
        _open(proposal, _RUNNING)
        if proposal.field in ("reference", HOUSE_NUMBER) and is_running(columns[proposal.column_index])
        else proposal
        for proposal in found
    ]


def _boxes(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """“Bus” beside a house number is a letter box, else the public transport."""
    if _has(found, HOUSE_NUMBER):
        return found
    transport = next((p.field for p in found if (p.field or "").startswith("transport_")), None)
    return [
        replace(proposal, field=transport or "transport_nl")
        if proposal.field == BOX and names[i] == "bus"
        else proposal
        for i, proposal in enumerate(found)
    ]


def _house_numbers(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """A house number stands beside its street, and the street has none yet."""
    streets = [p.column_index for p in found if p.field in ("street", STREET_TYPE)]
    numbers = [p.column_index for p in found if p.field == HOUSE_NUMBER]
    lines = [cell for p in found if p.field == "street" for cell in columns[p.column_index]]
    are_numbered = sum(bool(_NUMBERED.search(line)) for line in lines) > _MOST_STREETS * max(1, len(lines))
    kept = []
    for proposal in found:
        here = proposal.column_index
        near = {HOUSE_NUMBER: streets, BOX: [*streets, *numbers], HOUSE_SUFFIX: numbers, STREET_TYPE: streets}
        beside = near.get(proposal.field or "")
        is_far = beside is not None and not any(0 < abs(here - other) <= 2 for other in beside if other != here)
        is_twice = are_numbered and proposal.field in (HOUSE_NUMBER, HOUSE_SUFFIX)
        kept.append(_open(proposal, _ALONE) if is_far or is_twice else proposal)
    return kept


def _whole_addresses(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """A column of streets that hold postcode and town too, and no other column does."""
    if _has(found, "postcode", "city", ADDRESS):
        return found
    kept = []
    for proposal in found:
        cells = columns[proposal.column_index]
        if proposal.field in ("street", "site") and cells:
            share = sum(map(is_whole_address, cells)) / len(cells)
            proposal = replace(proposal, field=ADDRESS) if share >= _MOST_STREETS else proposal
        kept.append(proposal)
    return kept


def _named_contacts(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """Beside a telephone that is named so, numbers that only look like one are something else."""
    named = {proposal.field for proposal in found if proposal.confidence >= _NAMED}
    return [
        _open(proposal, _TAKEN)
        if proposal.field in CONTACTS and proposal.field in named and proposal.confidence < _NAMED
        else proposal
        for proposal in found
    ]


def _without_doubles(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """Of two columns for one field the surer one keeps it; the other stays open."""
    best: dict[str, Proposal] = {}
    for proposal in sorted(found, key=lambda one: (-one.confidence, -_spread(one, columns))):
        if proposal.field and proposal.field not in SHARED:
            best.setdefault(proposal.field, proposal)
    return [
        proposal
        if proposal.field is None or proposal.field in SHARED or best[proposal.field] is proposal
        else _open(proposal, _TAKEN)
        for proposal in found
    ]


def _spread(proposal: Proposal, columns: Columns) -> float:
    """Of two columns for the name the one whose cells differ, of two for a point the one in degrees; else the one that is filled."""
    cells = columns[proposal.column_index]
    filled = len(cells) / max(1, *(len(column) for column in columns))
    if proposal.field in ("lat", "lng"):
        return filled + sum(map(is_in_degrees, cells)) / max(1, len(cells))
    return filled * len(set(cells)) / len(cells) if proposal.field == "name" and cells else filled


def _whole_pairs(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """Half a point, or an opening time without a closing time, is nothing; hours may stand in one column of two."""
    pairs = {"lat": "lng", "lng": "lat", POSTCODE_END: "postcode"}
    for day in DAYS:
        pairs |= {f"opens_{day}": f"closes_{day}", f"closes_{day}": f"opens_{day}"}
    kept = []
    for proposal in found:
        other = pairs.get(proposal.field or "")
        if other and not _has(found, other):
            day = (proposal.field or "").rpartition("_")[2]
            hours = replace(proposal, field=f"hours_{day}") if day in DAYS else _open(proposal, _ALONE)
            kept.append(hours)
        else:
            kept.append(proposal)
    return kept


def _with_a_name(found: list[Proposal]) -> list[Proposal]:
    """Of names in several languages the first is the centre's own when no column holds that."""
    first = next((p for p in found if (p.field or "").startswith("name_")), None)
    if first is None or _has(found, "name"):
        return found
    return [replace(p, field="name") if p is first else p for p in found]


def _the_last(found: list[Proposal], names: Sequence[str], columns: Columns) -> list[Proposal]:
    """What a centre cannot do without is looked for in what is left over, when no column says that it is this."""
    found = _with_a_name(found)
    for field in ("postcode", "city", "name", "street"):
        if _has(found, field, *(() if field == "name" else (ADDRESS,))):
            continue
        left = [p for p in found if p.field is None and p.reason not in (_RUNNING,) and p.confidence == 0.0]
        scores = [(field_by_elimination(field, columns[p.column_index]), -p.column_index) for p in left]
        score, place = max(scores, default=(0.0, 0))
        if score:
            found = [Proposal(p.column_index, field, score, _LEFT) if p.column_index == -place else p for p in found]
    return found
