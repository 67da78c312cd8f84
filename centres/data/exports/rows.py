"""What the finder found as flat rows, read from the database batch by batch so that memory stays flat."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from centres.columns.column import Value
from centres.columns.public import COLUMNS, flat
from centres.finder.answer import Answer
from centres.licence import ATTRIBUTION
from centres.models import Centre, CentreText

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
        centres = Centre.objects.public().select_related("parent", "organisation").in_bulk(numbers)
        texts = _texts(numbers)
        rows = [
            _row(centres[pk], texts[pk], found.km(number), address_of(centres[pk]))
            for pk, number in numbers.items()
            if pk in centres
        ]
        if rows:
            yield rows


def _texts(pks: Iterable[int]) -> dict[int, list[CentreText]]:
    """The texts by centre. Prefetching them on the centres would cost one query set a centre (modelcluster)."""
    found: dict[int, list[CentreText]] = defaultdict(list)
    for text in CentreText.objects.filter(centre_id__in=pks):
        found[text.centre_id].append(text)
    return found


def _row(centre: Centre, texts: list[CentreText], km: float | None, url: str) -> Row:
    row = flat(centre, texts)
    row["url"] = url
    row["distance_km"] = None if km is None else round(km, 1)
    row["updated_at"] = centre.updated_at.isoformat(timespec="seconds")
    row["license"] = ATTRIBUTION
    return row
