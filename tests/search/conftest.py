from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from search.interface import Query, Results
from tests.search.documents import LIBRARY


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    """An engine on a new file that holds the small library."""
    engine = EmbeddedEngine(tmp_path / "index.sqlite3")
    engine.rebuild(LIBRARY)
    return engine


@pytest.fixture
def find(engine: EmbeddedEngine) -> Callable[..., Results]:
    """Search the small library, as an English visitor unless told otherwise."""

    def run(text: str, language: str = "en", **more: object) -> Results:
        return engine.search(Query(text=text, language=language, **more))

    return run
