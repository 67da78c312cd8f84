"""Sheets that partners fill in together, in six languages: the portal's own text."""

from typing import Any

from core.models import CustomDocument
from core.seed import document
from resources.sheets import Part, odt


def worksheet(entry: dict[str, Any], language: str, note: str) -> CustomDocument:
    """One file of ``resources/content/worksheets`` in one language; ``note`` says whose text it is."""
    text = entry["texts"][language]
    parts: list[Part] = [
        ("h1", text["title"]),
        *(part for block in text["parts"] for part in parts_of(block)),
        ("p", note),
    ]
    return document(
        f"worksheet:{entry['key']}:{language}",
        text["title"],
        odt(text["title"], language, parts),
        f"{text['file']}.odt",
        language,
    )


def parts_of(block: dict[str, Any]) -> list[Part]:
    """``{"heading" | "text": str}``, ``{"list": [str]}``, ``{"fields": [label]}`` or ``{"table": {columns, rows}}``.

    ``rows`` of a table are the first cells, or how many empty lines it has.
    """
    ((kind, value),) = block.items()
    match kind:
        case "heading":
            return [("h2", value)]
        case "text":
            return [("p", value)]
        case "list":
            return [("li", line) for line in value]
        case "fields":
            return [("table", [[label, ""] for label in value])]
        case _:
            head, rows = value["columns"], value["rows"]
            firsts = rows if isinstance(rows, list) else [""] * rows
            return [("table", [head, *([first] + [""] * (len(head) - 1) for first in firsts)])]
