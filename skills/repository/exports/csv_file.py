"""CSV (RFC 4180) in UTF-8 with a mark at its start, which spreadsheet programs need to read accents."""

import csv
from collections.abc import Callable
from io import StringIO

from core.i18n.languages import LANGUAGES
from core.spreadsheets import csv_cell
from skills.repository.items import Repository

COLUMNS = ("code", "competence", "kind", "address", *(f"text_{language}" for language in LANGUAGES))
COMPETENCE = "competence"
"""The kind of the rows of the competences themselves."""
_MARK = "\ufeff"


def csv_file(known: Repository, address_of: Callable[[str], str]) -> bytes:
    """One row a competence and one an item, in the order of the repository. ``address_of``: a code → its absolute address."""
    stream = StringIO(newline="")
    stream.write(_MARK)
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for area in known.areas:
        rows = [
            (area.letter.lower(), COMPETENCE, area.titles),
            *((item.code, item.kind, item.texts) for item in area.items),
        ]
        for code, kind, texts in rows:
            cells = (
                code,
                area.letter,
                kind,
                address_of(code),
                *(str(texts.get(language, "")) for language in LANGUAGES),
            )
            writer.writerow([csv_cell(cell) for cell in cells])
    return stream.getvalue().encode()
