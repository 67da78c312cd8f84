"""Made-up centres where people live: the same every time, for benchmarks and for trying things at size.

``python -m benchmarks.synthetic 100000`` fills the current database,
``python -m benchmarks.synthetic 100000 --csv centres.csv`` writes a file to import instead.
"""

import argparse
import csv
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.drawing import SUMMARIES, Directory, Row

FIELD_OF = {"lat": "latitude", "lng": "longitude", "speaks": "spoken", "opening_hours": "hours"}
"""Fields of a centre that are not called as their public column."""
TEXTS = ("summary", "description", "access_note")
BATCH = 5000


def make_centres(count: int, seed: int = 1) -> None:
    """Adds `count` published centres to the current database. The same seed twice gives the same identifiers: an error.

    Neither signals nor search hear of it; the directory's stamp is renewed once.
    """
    from django.db import transaction

    from centres.models import DirectoryStamp

    drawn = Directory(seed).rows(count)
    while rows := list(islice(drawn, BATCH)):
        with transaction.atomic():
            _insert(rows)
    DirectoryStamp.renew()


def _insert(rows: list[Row]) -> None:
    from django.utils.text import slugify

    from centres.models import Centre, CentreText

    centres, texts = [], []
    newest = Centre.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for pk, row in enumerate(rows, newest + 1):
        facts = {FIELD_OF.get(name, name): value for name, value in row.items() if not name.startswith(TEXTS)}
        slug = f"{slugify(row['name'])[:100] or 'centre'}-{row['uid'][:13]}"
        centres.append({**facts, "id": pk, "sources": "\n".join(row["sources"]), "slug": slug})
        texts += [{"centre_id": pk, "language": language, **said} for language, said in _texts_of(row).items()]
    insert_rows(Centre, centres)
    insert_rows(CentreText, texts)


def insert_rows(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Inserts rows by field name in one statement; four times as fast as ``bulk_create`` at this width."""
    from django.core.management.color import no_style
    from django.db import connection

    given = list(rows)
    fields = [field for field in model._meta.local_concrete_fields if field.attname != "id" or "id" in given[0]]
    blank = model()
    usual = {field.attname: field.get_db_prep_save(field.pre_save(blank, add=True), connection) for field in fields}
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(fields))
    values = [
        [
            field.get_db_prep_save(row[field.attname], connection) if field.attname in row else usual[field.attname]
            for field in fields
        ]
        for row in given
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - names of our own columns
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _texts_of(row: Row) -> dict[str, dict[str, str]]:
    """``{language: {field: text}}`` out of the flat columns of a row."""
    found: dict[str, dict[str, str]] = {}
    for column, value in row.items():
        if column.startswith(TEXTS):
            name, language = column.rsplit("_", 1)
            found.setdefault(language, {})[name] = value
    return found


def write_csv(path: Path, count: int, seed: int = 1) -> None:
    """Writes `count` centres as a file to import: UTF-8, commas, one header row, codes joined by ``; ``."""
    texts = [f"{name}_{language}" for language in SUMMARIES for name in TEXTS]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer: csv.DictWriter[str] | None = None
        for row in Directory(seed).rows(count):
            if writer is None:
                names = [*(name for name in row if not name.startswith(TEXTS)), "street", "postcode", "point_precision"]
                writer = csv.DictWriter(stream, [*dict.fromkeys(names), *texts], restval="")
                writer.writeheader()
            writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value


def main() -> None:
    """The command line."""
    import django

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", type=Path, help="write this file; leave the database alone")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    if options.csv:
        write_csv(options.csv, options.count, options.seed)
    else:
        make_centres(options.count, options.seed)


if __name__ == "__main__":
    main()
