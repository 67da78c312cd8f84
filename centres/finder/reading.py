"""Reads public centres into columns: one query for the facts, one for exceptions to the hours, one pass over the rows."""

import json
from collections.abc import Sequence
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import ExpressionWrapper, F, Field, TextField
from django.db.models.functions import Cast

from centres import vocabularies
from centres.finder.openings import Openings, distinct, timetable
from centres.finder.table import Columns, Table
from centres.finder.whereabouts import Address, Addresses
from centres.models import Centre
from centres.opening import rules as special_hours

_STATUS_ORDER = {
    vocabularies.Status.OPEN.value: 0,
    vocabularies.Status.MOVING.value: 1,
    vocabularies.Status.UNVERIFIED.value: 2,
    vocabularies.Status.HISTORIC.value: 3,
    vocabularies.Status.SUSPENDED.value: 4,
    vocabularies.Status.CLOSED.value: 5,
    vocabularies.Status.PLANNED.value: 6,
}
_WORKING = (vocabularies.Status.OPEN.value, vocabularies.Status.MOVING.value)


_PLAIN = ("pk", "slug", "name", "network", "status", "country", "region", "city", "postcode", "hours")
_RAW = ("latitude", "longitude", "everyone")
_CODES = ("needs", "access", "spoken", "audiences", "services", "accessible")
_FIELDS = (*_PLAIN, *_RAW, *_CODES)
_OWN = frozenset({"pk", "slug", "name", "latitude", "longitude"})
"""Fields in which centres seldom agree."""
_PORTION = 2000


def columns_of(pks: Sequence[int] | None = None) -> dict[str, list[Any]]:
    """The facts of the public centres, all of them or those among ``pks``, field by field; one query.

    Read in portions, and equal texts once, so that memory holds little more than what differs. Numbers and lists are not
    decoded one by one, which would cost more than the query.
    """
    centres = Centre.objects.public()
    if pks is not None:
        centres = centres.filter(pk__in=pks)
    raw = [ExpressionWrapper(F(name), output_field=Field()) for name in _RAW]
    codes = [Cast(name, TextField()) for name in _CODES]
    rows = centres.order_by().values_list(*_PLAIN, *raw, *codes).iterator(chunk_size=_PORTION)
    columns: dict[str, list[Any]] = {name: [] for name in _FIELDS}
    same: dict[Any, Any] = {}
    while portion := list(islice(rows, _PORTION)):
        for name, values in zip(_FIELDS, zip(*portion, strict=True), strict=True):
            columns[name].extend(values if name in _OWN else map(same.setdefault, values, values))
    return columns


def read(stamp: UUID | None, pks: Sequence[int] | None = None) -> Table:
    """A table of the public centres, all of them or those among ``pks``; two queries."""
    column = columns_of(pks)
    column["slug"] = [hash(slug) for slug in column["slug"]]
    column["name"] = [name.casefold() for name in column["name"]]
    ranks = [_STATUS_ORDER.get(status, 9) for status in column["status"]]
    keys = list(zip(ranks, column["name"], column["pk"], strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    del keys
    for name in _FIELDS:
        column[name] = list(map(column[name].__getitem__, order))
    lat, lng = (np.array(column[name], dtype=float) for name in ("latitude", "longitude"))
    status = column["status"]
    special = special_hours.rules(pks)
    return Table(
        stamp=stamp,
        ids=np.array(column["pk"], dtype=np.int64),
        ranks=np.array(ranks, dtype=np.uint8)[order],
        names=column["name"],
        slugs=np.array(column["slug"], dtype=np.int64),
        lat=lat,
        lng=np.where(np.isnan(lat), np.nan, lng),
        on_map=~np.isnan(lat) & np.array([one != vocabularies.Status.CLOSED.value for one in status], dtype=bool),
        working=np.array([one in _WORKING for one in status], dtype=bool),
        closed=np.array([one == vocabularies.Status.CLOSED.value for one in status], dtype=bool),
        planned=np.array([one == vocabularies.Status.PLANNED.value for one in status], dtype=bool),
        network=_single(column["network"]),
        groups=_groups(column),
        openings=_openings(column, special),
        special=special,
        addresses=Addresses.of(
            list(map(Address, *(column[name] for name in ("country", "region", "postcode", "city"))))
        ),
    )


def _openings(column: dict[str, list[Any]], special: dict[int, str]) -> Openings:
    names = ("pk", "hours", "country", "longitude", "region", "city", "status")
    return Openings.of(
        [
            timetable(hours, special.get(pk, ""), *rest)
            for pk, hours, *rest in zip(*(column[name] for name in names), strict=True)
        ]
    )


def _groups(column: dict[str, list[Any]]) -> dict[str, Columns]:
    everyone = np.array(column["everyone"], dtype=bool)
    return {
        "need": _listed(column["needs"], vocabularies.Need.values),
        "access": _listed(column["access"], vocabularies.Access.values),
        "speaks": _listed(column["spoken"]),
        "audience": _with_everyone(_listed(column["audiences"], vocabularies.Audience.values), everyone),
        "service": _listed(column["services"], vocabularies.Service.values),
        "accessible": _listed(column["accessible"], vocabularies.Accessibility.values),
        "open": _unset_openings(column["hours"]),
        "country": _single(column["country"]),
    }


def _listed(texts: Sequence[str], vocabulary: list[str] | None = None) -> Columns:
    """The truth table of a list of codes, with a last row for centres that say nothing.

    Without a ``vocabulary`` the codes are those that occur.
    """
    different, numbers = distinct(texts)
    lists: list[list[Any]] = [json.loads(text) for text in different]
    codes = vocabulary if vocabulary is not None else sorted({code for each in lists for code in each})
    position = {code: number for number, code in enumerate(codes)}
    truth = np.zeros((len(codes) + 1, len(different)), dtype=bool)
    for number, each in enumerate(lists):
        known = [position[code] for code in each if code in position]
        truth[known, number] = True
        truth[-1, number] = not known
    return Columns([*codes, vocabularies.NOT_KNOWN], truth[:, numbers], follows_data=vocabulary is None)


def _single(texts: Sequence[str]) -> Columns:
    """The truth table of a single code."""
    different, numbers = distinct(texts)
    codes = sorted(different)
    rows = np.array([codes.index(text) for text in different], dtype=np.int32)[numbers]
    values = np.zeros((len(codes), len(texts)), dtype=bool)
    values[rows, np.arange(len(texts))] = True
    return Columns(codes, values, follows_data=True)


def _with_everyone(columns: Columns, everyone: np.ndarray) -> Columns:
    """Whoever is open to everyone is so to each audience, and has said something."""
    columns.values[:-1] |= everyone
    columns.values[-1] &= ~everyone
    return columns


def _unset_openings(hours: Sequence[str]) -> Columns:
    """Only the last row, "not known", is filled; the others follow the clock."""
    values = np.zeros((len(vocabularies.OpenAt.values) + 1, len(hours)), dtype=bool)
    values[-1] = [not one for one in hours]
    return Columns([*vocabularies.OpenAt.values, vocabularies.NOT_KNOWN], values)
