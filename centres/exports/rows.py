"""What the finder found as flat rows, read from the database batch by batch so that memory stays flat."""

from collections.abc import Callable, Iterator

from centres.columns import COLUMNS, Value, flat
from centres.finder.answer import Answer
from centres.licence import ATTRIBUTION
from centres.models import Centre

BATCH = 500
EXTRA = ("url", "distance_km", "updated_at", "license")
"""Columns that tell about the row; an import leaves them aside."""
NAMES = (*(column.name for column in COLUMNS), *EXTRA)

Row = dict[str, Value]
AddressOf = Callable[[Centre], str]
"""The absolute address of a centre's page."""


def batches(found: Answer, address_of: AddressOf) -> Iterator[list[Row]]:
    """The found centres in their order, by column name, ``BATCH`` at a time; two queries a batch."""
    for start in range(0, len(found.order), BATCH):
        numbers = {int(found.table.ids[row]): int(row) for row in found.order[start : start + BATCH]}
        centres = Centre.objects.public().in_order_of(list(numbers))
        if centres:
            yield [_row(centre, found.km(numbers[centre.pk]), address_of(centre)) for centre in centres]


def _row(centre: Centre, km: float | None, url: str) -> Row:
    row = flat(centre)
    row["url"] = url
    row["distance_km"] = None if km is None else round(km, 1)
    row["updated_at"] = centre.updated_at.isoformat(timespec="seconds")
    row["license"] = ATTRIBUTION
    return row
