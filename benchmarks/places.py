"""Sets that check the place search, none of them from the gazetteer's source; benchmarks/data/README.md names theirs."""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.typos import KINDS
from centres.gazetteer import distance_km, find_places

DATA = Path(__file__).resolve().parent / "data"
NEAR_KM = 25
FIRST = 5
"""An answer is right when one of the first five places lies within 25 km of where the other source puts it."""


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody types on a page of `language`, and where it lies (degrees). `kind`: how it was made."""

    kind: str
    typed: str
    language: str
    country: str
    name: str
    lat: float
    lng: float

    @property
    def answered(self) -> bool:
        """Whether the search gives the place."""
        return any(
            distance_km(self.lat, self.lng, place.lat, place.lng) <= NEAR_KM
            for place in find_places(self.typed, self.language, limit=FIRST)
        )


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def typos(part: str) -> list[Case]:
    """One typing error a town, the kinds in turn. `part`: ``tuning`` or ``held-out``; they share no town."""
    draw = random.Random(part)  # noqa: S311
    found = []
    for number, row in enumerate(row for row in _rows("towns") if row["part"] == part):
        kind = KINDS[number % len(KINDS)]
        typed = kind(row["name"], draw, row["language"])
        place = row["country"], row["name"], float(row["lat"]), float(row["lng"])
        found.append(Case(kind.__name__, typed, row["language"], *place))
    return found


def exonyms() -> list[Case]:
    """Names of cities in the six languages."""
    return [
        Case("exonym", row["name"], row["language"], row["country"], row["name"], float(row["lat"]), float(row["lng"]))
        for row in _rows("exonyms")
    ]


def postcodes() -> list[Case]:
    """Postcodes, as typed by somebody at home there."""
    languages = {"FR": "fr", "BE": "nl", "IT": "it"}
    return [
        Case("postcode", row["code"], languages[row["country"]], row["country"], row["town"], float(row["lat"]), float(row["lng"]))
        for row in _rows("postcodes")
    ]  # fmt: skip


def share(cases: Iterable[Case]) -> tuple[float, list[Case]]:
    """The share of cases answered, 0 to 1, and the others."""
    cases = list(cases)
    missed = [case for case in cases if not case.answered]
    return 1 - len(missed) / len(cases), missed
