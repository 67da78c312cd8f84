"""The engine that needs no server: one SQLite file with full-text tables (FTS5), beside whatever the main database is."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
