"""Writes many new rows at once, for imports: several times as fast as ``bulk_create`` on wide models."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, router


def insert(objects: Sequence[models.Model]) -> None:
    """Adds new objects of one model. No signals, and the objects do not learn their keys.

    ``bulk_create`` builds an expression for each value and puts it into a long statement; here the driver is given the
    values as the fields prepare them.
    """
    if not objects:
        return
    model = type(objects[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[_prepared(field, one, connection) for field in fields] for one in objects])


def _prepared(field: Any, one: models.Model, connection: Any) -> Any:
    return field.get_db_prep_save(field.pre_save(one, add=True), connection)
