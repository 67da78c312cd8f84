"""Tables of made-up centres, and imports of them without a process of their own."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile

from centres.importing.work import intake, runner
from centres.importing.work.lease import Lease
from centres.importing.work.passes import work
from centres.models import Import, ImportSource, State

BASE = {
    "name": "Kuća karijera Sunce",
    "country": "HR",
    "city": "Rijeka",
    "street": "Korzo 1",
    "postcode": "51000",
    "lat": "45.327100",
    "lng": "14.442200",
    "website": "https://sunce.example.org/",
    "phone": "+385 51 123 456",
    "opening_hours": "Mo-Fr 09:00-17:00",
    "status": "open",
    "needs": "orient; work",
    "summary_hr": "Pomoć pri izboru zanimanja.",
}
TOWNS = [
    ("Rijeka", "51000", 45.3271, 14.4422),
    ("Split", "21000", 43.5089, 16.4392),
    ("Zadar", "23000", 44.1197, 15.2422),
    ("Osijek", "31000", 45.5511, 18.6939),
    ("Pula", "52100", 44.8683, 13.8481),
]


def some(number: int, **changes: str) -> list[dict[str, str]]:
    """Rows that have nothing to do with each other: other names, other doors."""
    rows = []
    for index in range(number):
        town, postcode, lat, lng = TOWNS[index % len(TOWNS)]
        own = {
            "name": f"Ured {_word(index)} {index}",
            "city": town,
            "postcode": postcode,
            "street": f"Ulica {_word(index)} {index + 1}",
            "lat": f"{lat + 0.01 * (index // 5 % 7):.6f}",
            "lng": f"{lng + 0.01 * (index // 35):.6f}",
            "website": f"https://ured-{index}.example.org/",
        }
        rows.append(BASE | own | changes)
    return rows


def _word(index: int) -> str:
    letters = "bcdfghjklmnprstvz"
    vowels = "aeiou"
    one, two = divmod(index, len(letters))
    return f"{letters[two]}{vowels[one % 5]}{letters[(two * 7 + one) % 17]}{vowels[(two + one) % 5]}".capitalize() * 2


def as_csv(rows: Iterable[Mapping[str, str]], *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file with a header."""
    listed = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(listed[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue().encode(encoding)


def received(content: bytes, filename: str = "centres.csv", source: str = "Partner", **options: Any) -> Import:
    """An import whose columns are settled as proposed."""
    from_whom, _new = ImportSource.objects.get_or_create(name=source)
    batch = intake.receive(ContentFile(content), filename, from_whom, {"publish": True} | options)
    assert intake.settle(batch, {int(number): name for number, name in batch.mapping.items()}) == []
    return batch


def do(batch: Import, state: str) -> Import:
    """Asks for a piece of work and does it here."""
    assert runner.ask(batch, state)
    go_on(batch)
    return batch


def go_on(batch: Import) -> None:
    """What the process of an import does."""
    lease = Lease.take(batch)
    assert lease is not None
    work(lease)
    batch.refresh_from_db()


def imported(content: bytes, filename: str = "centres.csv", source: str = "Partner", **options: Any) -> Import:
    """Checked and written."""
    batch = received(content, filename, source, **options)
    return do(do(batch, State.CHECKING), State.RUNNING)
