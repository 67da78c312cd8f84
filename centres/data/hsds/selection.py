"""Which centres and services a request of the feed is about, found in the finder's columns without reading centres."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Q

from centres.data.api_parameters import PlacesUnavailable
from centres.data.hsds.entities import GUIDANCE
from centres.data.hsds.taxonomies import Taxonomy, taxonomy_ids, term_ids
from centres.finder.table import Table
from centres.gazetteer import GazetteerError, find_places
from centres.models import Centre
from centres.vocabularies import NOT_KNOWN

METRES = 1000
COUNTRIES = 12
"""So many places of one postcode are looked at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list, named as HSDS names its parameters; ``None`` or ``""``: not asked for.

    ``proximity`` is in metres around ``postcode``.
    """

    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    postcode: str = ""
    proximity: float | None = None


def _keys(table: Table, condition: Q) -> np.ndarray:
    """Which rows meet a condition of the database; one query."""
    found = np.fromiter(Centre.objects.public().filter(condition).values_list("pk", flat=True), dtype=np.int64)
    return np.isin(table.ids, found)


def _text(words: str) -> Q:
    """All words in a name or a town. SQLite knows small and capital letters of ASCII only, so usual spellings are tried."""
    condition = Q()
    for word in words.split()[:6]:
        either = Q()
        for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
            either |= Q(name__icontains=spelling) | Q(other_names__icontains=spelling) | Q(city__icontains=spelling)
        condition &= either
    return condition


def _with(table: Table, taxonomy: Taxonomy, codes: list[str]) -> np.ndarray:
    """Which rows have one of the codes of a taxonomy."""
    columns = table.groups[taxonomy.group] if taxonomy.group else table.network
    known = [code for code in codes if code in columns.codes]
    return columns.any_of(known) if known else np.zeros(len(table), dtype=bool)


def _in_taxonomy(table: Table, wanted: Wanted) -> np.ndarray:
    rows = np.ones(len(table), dtype=bool)
    if wanted.taxonomy_id:
        taxonomy = taxonomy_ids().get(wanted.taxonomy_id)
        rows &= _with(table, taxonomy, taxonomy.vocabulary.values) if taxonomy else False
    if wanted.taxonomy_term_id:
        taxonomy, code = term_ids().get(wanted.taxonomy_term_id, (None, ""))
        rows &= _with(table, taxonomy, [code]) if taxonomy else False
    return rows


def _near(table: Table, wanted: Wanted) -> np.ndarray:
    """Which rows lie around the postcode, which several countries may have. Raises PlacesUnavailable (503)."""
    kilometres = (wanted.proximity or 0) / METRES
    near = np.zeros(len(table), dtype=bool)
    try:
        places = find_places(wanted.postcode, "en", limit=COUNTRIES)
    except GazetteerError as error:
        raise PlacesUnavailable from error
    for place in places:
        if place.kind == "postcode":
            near |= table.distances(place.lat, place.lng) <= kilometres
    return near


def rows_of(table: Table, wanted: Wanted) -> np.ndarray:
    """The rows that pass all filters, by primary key, so that pages stay the same while names and states change."""
    passing = _in_taxonomy(table, wanted)
    if wanted.search:
        passing &= _keys(table, _text(wanted.search))
    if wanted.organization_id:
        passing &= _keys(table, Q(uid=wanted.organization_id))
    if wanted.modified_after:
        passing &= _keys(table, Q(updated_at__gte=wanted.modified_after))
    if wanted.postcode and wanted.proximity is not None:
        passing &= _near(table, wanted)
    elif wanted.postcode:
        passing &= _keys(table, Q(postcode__iexact=wanted.postcode))
    rows = np.flatnonzero(passing)
    return rows[np.argsort(table.ids[rows], kind="stable")]


@dataclass(frozen=True, slots=True)
class Services:
    """All services found, in order: ``rows`` of the table and ``columns`` of its group "service", one of each a service."""

    table: Table
    rows: np.ndarray
    columns: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    def page(self, start: int, size: int) -> list[tuple[int, str]]:
        """(primary key, code) of some of them."""
        codes = self.table.groups["service"].codes
        span = slice(start, start + size)
        return [
            (int(self.table.ids[row]), GUIDANCE if codes[column] == NOT_KNOWN else codes[column])
            for row, column in zip(self.rows[span], self.columns[span], strict=True)
        ]


def services_of(table: Table, wanted: Wanted) -> Services:
    """The services of the centres that pass; one "guidance" for a centre that tells none. A service's own term names
    that service only."""
    rows = rows_of(table, wanted)
    group = table.groups["service"]
    offered = group.values[:, rows].T
    taxonomy, code = term_ids().get(wanted.taxonomy_term_id, (None, "")) if wanted.taxonomy_term_id else (None, "")
    if taxonomy and taxonomy.code == "services":
        offered = offered & (np.array(group.codes) == code)
    places, columns = np.nonzero(offered)
    return Services(table, rows[places], columns)
