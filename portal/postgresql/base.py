"""Where Django looks for a database backend: see the package."""

from typing import Any, Self

from django.db.backends.postgresql import base
from psycopg import ClientCursor

VALUES = 65_535
"""As many PostgreSQL takes beside a statement."""


class Cursor(base.ServerBindingCursor):
    """Hands statement and values over apart: the server keeps its plan, which for a page's queries costs more than the rows."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Psycopg's; more values than the server takes are written into the statement. Raises psycopg.Error."""
        if params is not None and len(params) > VALUES:
            query, params = ClientCursor(self.connection).mogrify(query, params), None
        return super().execute(query, params, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with that cursor."""

    def get_connection_params(self) -> dict[str, Any]:
        """What psycopg connects with."""
        return super().get_connection_params() | {"cursor_factory": Cursor}
