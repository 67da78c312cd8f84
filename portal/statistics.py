"""What the database knows about its tables when it plans a query."""

from django.db import connection


def gather() -> None:
    """Let PostgreSQL count the rows of every table; SQLite needs none of it.

    It counts by itself only what has changed, and takes a table nobody ever wrote to for ten pages full of rows. Of no
    restriction at all it would expect a hundred thousand closed pages (``core.privacy``), and make room for them in every list.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
