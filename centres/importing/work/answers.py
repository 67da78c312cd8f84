"""What an editor answers about an import: right values for cells, which rows are one centre, what words mean."""

from collections.abc import Iterable, Mapping
from typing import Any

from centres.columns.public import COLUMN
from centres.gazetteer.fold import fold
from centres.importing.fields import DAYS
from centres.importing.plan.survey import ANOTHER, SAME_CENTRE
from centres.importing.plan.words import AS_TEXT, LEAVE_OUT
from centres.importing.work import report
from centres.models import Import, ImportRow, ImportSource, Outcome

LONGEST_CELL = 2000
_TOGETHER = ({"lat", "lng"}, *({f"hours_{day}", f"opens_{day}", f"closes_{day}"} for day in DAYS))
"""Fields that say one thing in several columns."""


def correct(batch: Import, values: Mapping[str, str]) -> None:
    """Keeps right values by ``line:column``; an empty one leaves the cell empty."""
    corrections = dict(batch.corrections)
    for cell, value in values.items():
        if plain := value.replace("\0", "").strip()[:LONGEST_CELL]:
            corrections[cell] = plain
        else:
            corrections |= dict.fromkeys(_cells_with(batch, cell), "")
    if corrections != batch.corrections:
        _keep(batch, corrections=corrections)


def empty_kind(batch: Import, cell: str) -> int:
    """Leaves every cell empty that is wrong as this one is. Returns how many."""
    found = list(report.findings(batch, report.with_problems(batch).filter(outcome=Outcome.ERROR)))
    kind = next((one.kind for one in found if one.cell == cell and one.can_be_emptied), None)
    cells = [one.cell for one in found if one.kind == kind and one.can_be_emptied] if kind else []
    correct(batch, dict.fromkeys(cells, ""))
    return len(cells)


def correct_all(batch: Import, cell: str, value: str) -> int:
    """Writes one right value into every cell of the column that has the same wrong one. Returns how many."""
    found = [one for one in report.findings(batch, report.with_problems(batch)) if one.may_be_answered_once]
    same = next((one.same for one in found if one.cell == cell), None)
    cells = {one.cell: value for one in found if one.same == same} if same and value.strip() else {}
    correct(batch, cells)
    return len(cells)


def decide(batch: Import, row: ImportRow, answer: str) -> bool:
    """Keeps whether a row is the centre it resembles, until the next check. False when it does not wait for that."""
    answers = {SAME_CENTRE: f"{SAME_CENTRE}:{report.twin_of(row)}", ANOTHER: ANOTHER}
    if row.outcome != Outcome.DUPLICATE or answer not in answers:
        return False
    _keep(batch, decisions=batch.decisions | {str(row.line): answers[answer]})
    return True


def decide_others(batch: Import) -> int:
    """All rows that still wait are other centres. Returns how many these were."""
    waiting = batch.rows.filter(outcome=Outcome.DUPLICATE).values_list("line", flat=True)
    lines = [str(line) for line in waiting if str(line) not in batch.decisions]
    if lines:
        _keep(batch, decisions=batch.decisions | dict.fromkeys(lines, ANOTHER))
    return len(lines)


def explain(batch: Import, meanings: Iterable[tuple[str, str, str]]) -> bool:
    """Keeps ``(field, word, code, AS_TEXT or LEAVE_OUT)`` for the source; an empty answer forgets. False: nothing new."""
    source = ImportSource.objects.get(pk=batch.source_id)
    words = {field: dict(known) for field, known in source.words.items()}
    for field, word, answer in meanings:
        known = words.setdefault(field, {})
        if not answer:
            known.pop(fold(word), None)
        elif answer in (AS_TEXT, LEAVE_OUT) or answer in COLUMN[field].lookup.codes:
            known[fold(word)] = answer
    if words == source.words:
        return False
    source.words = words
    source.save(update_fields=["words"])
    _keep(batch)
    return True


def _cells_with(batch: Import, cell: str) -> list[str]:
    """The cells that say one thing with this one: both numbers of a point, all columns of a day."""
    line, _colon, number = cell.partition(":")
    name = batch.mapping.get(number, "")
    names = next((group for group in _TOGETHER if name in group), {name})
    return [cell, *(f"{line}:{other}" for other, field in batch.mapping.items() if name and field in names)]


def _keep(batch: Import, **values: Any) -> None:
    for name, value in values.items():
        setattr(batch, name, value)
    batch.options["pending"] = True
    batch.save(update_fields=[*values, "options"])
