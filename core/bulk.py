"""Writes many new rows at once, for imports: several times as fast as ``bulk_create`` on wide models."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connections, models, router

_AS_IT_IS = {
    models.BooleanField,
    models.CharField,
    models.EmailField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.TextField,
    models.URLField,
}
"""Fields, no subclasses of them, whose value every database takes as it stands on the object."""


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
    readers = [_reader(field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[read(one) for read in readers] for one in objects])


def _reader(field: Any, connection: Any) -> Callable[[models.Model], Any]:
    """What gives a field's value of an object as the database takes it."""
    if type(field) in _AS_IT_IS:
        return attrgetter(field.attname)
    return lambda one: field.get_db_prep_save(field.pre_save(one, add=True), connection)
