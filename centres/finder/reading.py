"""Reads public centres into columns: one query for the facts, one for exceptions to the hours, one pass over the rows."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import FloatField, TextField
from django.db.models.functions import Cast

from centres import special_hours
from centres import vocabularies as words
from centres.finder.columns import Columns, SortKey, Table
from centres.finder.openings import Openings, timetable
from centres.models import Centre

_STATUS_ORDER = {
    words.Status.OPEN.value: 0,
    words.Status.MOVING.value: 1,
    words.Status.UNVERIFIED.value: 2,
    words.Status.HISTORIC.value: 3,
    words.Status.SUSPENDED.value: 4,
    words.Status.CLOSED.value: 5,
    words.Status.PLANNED.value: 6,
}
_WORKING = (words.Status.OPEN.value, words.Status.MOVING.value)


class Record(NamedTuple):
    """One centre as it comes from the database. Lists of codes are still JSON text: few distinct ones are decoded."""

    pk: int
    slug: str
    name: str
    network: str
    status: str
    lat: float | None
    lng: float | None
    country: str
    hours: str
    everyone: bool
    needs: str
    access: str
    spoken: str
    audiences: str
    services: str
    accessible: str


_CODES = ("needs", "access", "spoken", "audiences", "services", "accessible")
_PLAIN = ("pk", "slug", "name", "network", "status")


def records(pks: Sequence[int] | None = None) -> list[Record]:
    """The public centres (all, or those among ``pks``) in the table's order; one query.

    Casts leave the decoding of numbers and lists, which costs more than the query, to the few places that need it.
    """
    centres = Centre.objects.public()
    if pks is not None:
        centres = centres.filter(pk__in=pks)
    degrees = [Cast(name, FloatField()) for name in ("latitude", "longitude")]
    codes = [Cast(name, TextField()) for name in _CODES]
    rows = centres.order_by().values_list(*_PLAIN, *degrees, "country", "hours", "everyone", *codes)
    return [Record._make(row) for row in rows.iterator(chunk_size=5000)]


def read(stamp: UUID | None, pks: Sequence[int] | None = None) -> Table:
    """A table of the public centres, all of them or those among ``pks``; two queries."""
    keyed = sorted((_key(row), row) for row in records(pks))
    rows = [row for _key, row in keyed]
    special = special_hours.rules(pks)
    lat, lng = (np.array(column, dtype=float) for column in ([r.lat for r in rows], [r.lng for r in rows]))
    return Table(
        stamp=stamp,
        keys=[key for key, _row in keyed],
        ids=np.array([row.pk for row in rows], dtype=np.int64),
        slugs=[row.slug for row in rows],
        by_slug={row.slug: row.pk for row in rows},
        lat=lat,
        lng=np.where(np.isnan(lat), np.nan, lng),
        working=np.array([row.status in _WORKING for row in rows], dtype=bool),
        planned=np.array([row.status == words.Status.PLANNED for row in rows], dtype=bool),
        network=_single([row.network for row in rows]),
        groups=_groups(rows),
        openings=Openings.of(
            [timetable(row.hours, special.get(row.pk, ""), row.country, row.lng, row.status) for row in rows]
        ),
    )


def _key(row: Record) -> SortKey:
    return SortKey(_STATUS_ORDER.get(row.status, 9), row.name.casefold(), row.pk)


def _groups(rows: list[Record]) -> dict[str, Columns]:
    everyone = np.array([row.everyone for row in rows], dtype=bool)
    return {
        "need": _listed([row.needs for row in rows], words.Need.values),
        "access": _listed([row.access for row in rows], words.Access.values),
        "speaks": _listed([row.spoken for row in rows]),
        "audience": _with_everyone(_listed([row.audiences for row in rows], words.Audience.values), everyone),
        "service": _listed([row.services for row in rows], words.Service.values),
        "accessible": _listed([row.accessible for row in rows], words.Accessibility.values),
        "open": _unset_openings(rows),
        "country": _single([row.country for row in rows]),
    }


def _distinct(texts: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """The different texts, and for each text its number among them."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(text, len(known)) for text in texts]
    return list(known), np.array(numbers, dtype=np.int32)


def _listed(texts: list[str], vocabulary: list[str] | None = None) -> Columns:
    """The truth table of a list of codes, with a last row for centres that say nothing.

    Without a ``vocabulary`` the codes are those that occur.
    """
    distinct, numbers = _distinct(texts)
    lists: list[list[Any]] = [json.loads(text) for text in distinct]
    codes = vocabulary if vocabulary is not None else sorted({code for each in lists for code in each})
    position = {code: number for number, code in enumerate(codes)}
    truth = np.zeros((len(codes) + 1, len(distinct)), dtype=bool)
    for number, each in enumerate(lists):
        known = [position[code] for code in each if code in position]
        truth[known, number] = True
        truth[-1, number] = not known
    return Columns([*codes, words.NOT_KNOWN], truth[:, numbers], follows_data=vocabulary is None)


def _single(texts: list[str]) -> Columns:
    """The truth table of a single code."""
    distinct, numbers = _distinct(texts)
    codes = sorted(distinct)
    rows = np.array([codes.index(text) for text in distinct], dtype=np.int32)[numbers]
    values = np.zeros((len(codes), len(texts)), dtype=bool)
    values[rows, np.arange(len(texts))] = True
    return Columns(codes, values, follows_data=True)


def _with_everyone(columns: Columns, everyone: np.ndarray) -> Columns:
    """Whoever is open to everyone is so to each audience, and has said something."""
    columns.values[:-1] |= everyone
    columns.values[-1] &= ~everyone
    return columns


def _unset_openings(rows: list[Record]) -> Columns:
    """Only the last row, "not known", is filled; the others follow the clock."""
    values = np.zeros((len(words.OpenAt.values) + 1, len(rows)), dtype=bool)
    values[-1] = [not row.hours for row in rows]
    return Columns([*words.OpenAt.values, words.NOT_KNOWN], values)
