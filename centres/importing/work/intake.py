"""Takes a table in: keeps the file, finds out how to read it, and proposes what its columns are."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.core.files.base import File

from centres.importing.cells.rows import mapping_problems
from centres.importing.columns.headers import propose, signature
from centres.importing.tables.files import open_table
from centres.importing.tables.table import FileRefused, Row, Table
from centres.models import Import, ImportSource, State

SAMPLES = 50
"""Rows looked at to propose columns."""
EXAMPLES = 3
"""Values shown per column."""
_LONGEST = 80


def receive(file: File, filename: str, source: ImportSource, options: Mapping[str, Any], user: Any = None) -> Import:
    """Keeps the file and proposes a mapping. Raises FileRefused when it cannot be read; then nothing is kept."""
    batch = Import(source=source, filename=filename[-200:], options=dict(options), user=user)
    batch.file.save(f"table{_ending(filename)}", file, save=False)
    try:
        with open_table(batch.path, filename=filename) as table:
            samples = list(islice(table.rows, SAMPLES))
            batch.format = _facts(table, samples)
            batch.mapping = remembered(source, table.header) or _proposed(batch, table.header, samples)
    except FileRefused:
        batch.file.delete(save=False)
        raise
    batch.state = State.UPLOADED
    batch.save()
    return batch


def settle(batch: Import, mapping: Mapping[int, str]) -> list[str]:
    """Takes over the chosen mapping and remembers it for the source. Returns what is wrong with it instead, if anything."""
    header = batch.format["header"]
    faults = [str(problem.reason) for problem in mapping_problems(header, mapping) if problem.severity == "error"]
    if faults:
        return faults
    batch.mapping = {str(number): name for number, name in mapping.items()}
    if batch.state == State.UPLOADED:
        batch.state = State.MAPPED
    batch.save(update_fields=["mapping", "state"])
    source = batch.source
    source.mappings[batch.format["signature"]] = [[_plain(header[n]), name] for n, name in sorted(mapping.items())]
    source.save(update_fields=["mappings"])
    return []


def remembered(source: ImportSource, header: Sequence[str]) -> dict[str, str]:
    """The mapping that this source's last table with the same columns had; empty when there was none."""
    names = dict(source.mappings.get(signature(header), []))
    return {str(number): names[_plain(name)] for number, name in enumerate(header) if _plain(name) in names}


def _proposed(batch: Import, header: Sequence[str], samples: Sequence[Row]) -> dict[str, str]:
    found = propose(header, samples, language=batch.option("language"))
    return {str(one.column_index): one.field for one in found if one.field}


def _facts(table: Table, samples: Sequence[Row]) -> dict[str, Any]:
    columns = range(len(table.header))
    examples = [list(dict.fromkeys(v[:_LONGEST] for row in samples if (v := row.cells[n].strip()))) for n in columns]
    return {
        "format": table.format,
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "rows": table.count,
        "header": list(table.header),
        "signature": signature(table.header),
        "examples": [values[:EXAMPLES] for values in examples],
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _ending(filename: str) -> str:
    ending = filename.rpartition(".")[2].lower()
    return f".{ending}" if ending in {"csv", "tsv", "txt", "xlsx", "geojson", "json"} else ""
