"""Takes a table in: keeps the file, finds out how to read it, and proposes what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.core.files.base import File

from centres.columns.date_text import month_comes_first
from centres.importing.cells.places import places_at_hand
from centres.importing.columns.agreement import Proposal
from centres.importing.columns.country import likely_country
from centres.importing.columns.headers import propose, signature
from centres.importing.columns.mapping import mapping_problems
from centres.importing.tables.files import open_table
from centres.importing.tables.table import Row, Table
from centres.models import Import, ImportSource, State
from core.uploads.storage import all_or_nothing

SAMPLES = 200
"""Rows looked at to propose columns."""
EXAMPLES = 3
"""Values shown per column."""
SURE = 0.8
"""A column less surely known than this is marked for the editor to look at."""
_LONGEST = 80


def receive(file: File, filename: str, source: ImportSource, options: Mapping[str, Any], user: Any = None) -> Import:
    """Keeps the file and proposes a mapping. Raises FileRefused when it cannot be read; then nothing is kept."""
    batch = Import(source=source, filename=filename[-200:], options=dict(options), user=user)
    with all_or_nothing():
        batch.file.save(f"table{_ending(filename)}", file, save=False)
        _look(batch)
        batch.state = State.UPLOADED
        batch.save()
    return batch


def choose_sheet(batch: Import, sheet: str) -> None:
    """Reads another sheet of the workbook, and proposes its columns anew. Raises FileRefused; then nothing changes."""
    batch.options = batch.options | {"sheet": sheet}
    _look(batch)
    batch.corrections, batch.decisions = {}, {}
    batch.save(update_fields=["options", "format", "mapping", "corrections", "decisions"])


def _look(batch: Import) -> None:
    """Finds out how the file is read, and what its columns are."""
    with open_table(batch.path, filename=batch.filename, sheet=batch.option("sheet")) as table, places_at_hand():
        samples = list(islice(table.rows, SAMPLES))
        found = _proposed(batch, table.header, samples)
        batch.format = _facts(table, samples)
        known = remembered(batch.source, table.header)
        batch.mapping = known or {str(one.column_index): one.field for one in found if one.field}
        batch.format["doubts"] = (
            [] if known else [one.column_index for one in found if one.field and one.confidence < SURE]
        )
        batch.format["country"] = _country(batch, samples)


def _country(batch: Import, samples: Sequence[Row]) -> dict[str, Any]:
    """What the rows say about their country where neither they nor the editor name it: a proposal, never a choice."""
    mapping = {int(number): name for number, name in batch.mapping.items()}
    found = None if batch.option("country") else likely_country(samples, mapping)
    return asdict(found) if found else {}


def settle(batch: Import, mapping: Mapping[int, str], country: str | None = None) -> list[str]:
    """Takes over the chosen mapping and remembers it for the source. Returns what is wrong with it instead, if anything.

    ``country``: of rows that name none, ISO 3166-1 or ``""``; ``None`` leaves what was chosen.
    """
    header = batch.format["header"]
    faults = [str(problem.reason) for problem in mapping_problems(header, mapping) if problem.severity == "error"]
    if faults:
        return faults
    batch.mapping = {str(number): name for number, name in mapping.items()}
    if batch.state == State.UPLOADED:
        batch.state = State.MAPPED
    if country is not None:
        batch.options = batch.options | {"country": country}
    batch.save(update_fields=["mapping", "state", "options"])
    source = batch.source
    source.mappings[batch.format["signature"]] = [[_plain(header[n]), name] for n, name in sorted(mapping.items())]
    source.save(update_fields=["mappings"])
    return []


def remembered(source: ImportSource, header: Sequence[str]) -> dict[str, str]:
    """The mapping that this source's last table with the same columns had; empty when there was none."""
    names = dict(source.mappings.get(signature(header), []))
    return {str(number): names[_plain(name)] for number, name in enumerate(header) if _plain(name) in names}


def _proposed(batch: Import, header: Sequence[str], samples: Sequence[Row]) -> list[Proposal]:
    return propose(header, samples, language=batch.option("language"))


def _facts(table: Table, samples: Sequence[Row]) -> dict[str, Any]:
    columns = range(len(table.header))
    examples = [list(dict.fromkeys(v[:_LONGEST] for row in samples if (v := row.cells[n].strip()))) for n in columns]
    return {
        "format": table.format,
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "sheets": list(table.sheets),
        "rows": table.count,
        "named": table.is_named,
        "header": list(table.header),
        "month_first": month_comes_first(cell for row in samples for cell in row.cells),
        "signature": signature(table.header),
        "examples": [values[:EXAMPLES] for values in examples],
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _ending(filename: str) -> str:
    ending = filename.rpartition(".")[2].lower()
    return f".{ending}" if ending in {"csv", "tsv", "txt", "xlsx", "geojson", "json"} else ""
