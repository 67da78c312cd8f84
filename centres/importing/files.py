"""Open whatever a partner sends: CSV, TSV, XLSX, GeoJSON or a JSON list."""

from pathlib import Path

from centres.importing.table import LIMITS, Limits, Table


def open_table(path: str | Path, *, filename: str = "", limits: Limits = LIMITS) -> Table:
    """The table in a file, found by its content; ``filename`` is the name it was sent under, for messages.

    Raises ``FileRefused`` when it cannot be read. Never follows an address in the file, never runs a formula.
    """
    raise NotImplementedError
