"""Tables without names of columns whose rows are of several kinds, told by their first cell, each with its own number of cells.

FINESS lists its establishments, and further below the points of the same ones: the second cell says whose they are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from centres.importing.tables.record import Record

_MOST_KINDS = 5


@dataclass(frozen=True, slots=True)
class Kinds:
    """``main``: first cell of the rows that are the table; ``others``: (first cell, number of cells) of what they are joined with."""

    main: str
    others: tuple[tuple[str, int], ...]

    @property
    def more(self) -> int:
        """How many cells a row gets from the others; their first two are known already."""
        return sum(width - 2 for _kind, width in self.others)


def kinds_of(records: Iterable[Record]) -> Kinds | None:
    """The kinds of rows of a table; ``None`` when they are of one kind."""
    widths: dict[str, Counter[int]] = {}
    for record in records:
        widths.setdefault(record.cells[0].strip(), Counter())[len(record.cells)] += 1
        if len(widths) > _MOST_KINDS:
            return None
    usual = {kind: counts.most_common(1)[0] for kind, counts in widths.items()}
    is_told = len({width for width, _count in usual.values()}) == len(usual) > 1
    if not is_told or any(count < 0.9 * widths[kind].total() or width < 3 for kind, (width, count) in usual.items()):
        return None
    main = max(usual, key=lambda kind: usual[kind][0])
    return Kinds(main, tuple((kind, width) for kind, (width, _count) in usual.items() if kind != main))


def joined(records: Callable[[], Iterable[Record]], kinds: Kinds) -> Iterator[Record]:
    """The rows of the main kind, each with the cells of the others that name it in their second cell.

    A row of another kind that belongs to none comes as it is, and is named as too short.
    """
    others: dict[str, dict[str, Record]] = {kind: {} for kind, _width in kinds.others}
    for record in records():
        kind = record.cells[0].strip()
        if kind in others and len(record.cells) > 1:
            others[kind].setdefault(record.cells[1].strip(), record)
    for record in records():
        if record.cells[0].strip() not in others:
            cells = list(record.cells)
            for kind, width in kinds.others:
                found = others[kind].pop(cells[1].strip() if len(cells) > 1 else "", None)
                cells += [*found.cells[2:], *[""] * width][: width - 2] if found else [""] * (width - 2)
            yield replace(record, cells=cells)
    for left in others.values():
        yield from left.values()
