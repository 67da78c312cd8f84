"""The index file under rebuilds, threads and failures."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine, schema
from search.interface import Document, EngineBusyError, EngineError, Query
from tests.search.documents import LIBRARY, document


def titles(engine: EmbeddedEngine, text: str) -> set[str]:
    return {hit.title for hit in engine.search(Query(text=text, language="en")).hits}


def test_an_empty_index_answers_and_says_so(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "new" / "index.sqlite3")
    engine.rebuild([])
    assert engine.search(Query(text="anything", language="en")).count == 0
    assert engine.suggest("any", "en") == []
    health = engine.health()
    assert not health.ok
    assert "rebuild" in health.detail


def test_a_missing_index_is_said_and_never_replaced_by_an_empty_one(engine: EmbeddedEngine, tmp_path: Path) -> None:
    (tmp_path / "index.sqlite3").unlink()
    for ask in (
        lambda: engine.search(Query(text="data protection", language="en")),
        lambda: engine.suggest("data", "en"),
        lambda: engine.index([document("n1", "en", "Portfolio")]),
    ):
        with pytest.raises(EngineError, match="search rebuild"):
            ask()
    assert not (tmp_path / "index.sqlite3").is_symlink()
    assert not engine.health().ok
    engine.rebuild(LIBRARY)
    assert titles(engine, "data protection")


def test_readers_see_the_old_index_until_the_new_one_is_complete(engine: EmbeddedEngine) -> None:
    seen: list[set[str]] = []

    def documents() -> Iterator[Document]:
        yield document("n1", "en", "Portfolio one")
        seen.append(titles(engine, "portfolio") | titles(engine, "data protection"))
        yield document("n2", "en", "Portfolio two")

    assert engine.rebuild(documents()) == 2
    assert seen == [{"Data protection in partnerships"}]
    assert titles(engine, "portfolio") == {"Portfolio one", "Portfolio two"}
    assert titles(engine, "data protection") == set()


def test_a_rebuild_that_fails_changes_nothing(engine: EmbeddedEngine, tmp_path: Path) -> None:
    def documents() -> Iterator[Document]:
        yield document("n1", "en", "Portfolio")
        raise RuntimeError

    before = sorted(path.name for path in tmp_path.glob("*.sqlite3"))
    with pytest.raises(RuntimeError):
        engine.rebuild(documents())
    assert sorted(path.name for path in tmp_path.glob("*.sqlite3")) == before
    assert engine.health().documents == len(LIBRARY)
    assert engine.index([document("later", "en", "Portfolio")]) == 1


def test_a_rebuild_leaves_one_file(engine: EmbeddedEngine, tmp_path: Path) -> None:
    engine.rebuild(LIBRARY)
    engine.rebuild(LIBRARY)
    files = list(tmp_path.glob("index-*.sqlite3"))
    assert len(files) == 1
    assert os.readlink(tmp_path / "index.sqlite3") == files[0].name


def test_other_processes_follow_a_rebuild(engine: EmbeddedEngine, tmp_path: Path) -> None:
    other = EmbeddedEngine(tmp_path / "index.sqlite3")
    assert titles(other, "data protection")
    engine.rebuild([document("n1", "en", "Portfolio")])
    assert titles(other, "data protection") == set()
    assert titles(other, "portfolio") == {"Portfolio"}


def test_changes_wait_while_a_rebuild_runs(engine: EmbeddedEngine, tmp_path: Path) -> None:
    other = EmbeddedEngine(tmp_path / "index.sqlite3")

    def documents() -> Iterator[Document]:
        with pytest.raises(EngineBusyError):
            other.index([document("x", "en", "X")])
        yield document("n1", "en", "Portfolio")

    engine.rebuild(documents())
    assert other.index([document("x", "en", "X")]) == 1


def test_a_change_that_fails_is_undone(engine: EmbeddedEngine) -> None:
    def documents() -> Iterator[Document]:
        yield document("n1", "en", "Portfolio")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.replace([("test", "10")], documents())
    assert titles(engine, "data protection")
    assert not titles(engine, "portfolio")


def test_replace_drops_languages_that_are_gone(engine: EmbeddedEngine) -> None:
    engine.index([document("two", "en", "Portfolio"), document("two", "fr", "Portfolio en français")])
    engine.replace([("test", "two")], [document("two", "en", "Portfolio anew")])
    assert titles(engine, "portfolio") == {"Portfolio anew"}
    assert ("test", "two", "fr") not in engine.indexed()


def test_facets_and_suggestions_follow_changes(engine: EmbeddedEngine) -> None:
    def countries() -> dict[str, int]:
        found = engine.search(Query(text="job", language="en")).facets["country"]
        return {facet.code: facet.count for facet in found}

    assert countries()["FR"] == 1
    engine.index([document("9", "en", "Nothing here", "job", facets={"country": ["LU"]})])
    assert (countries().get("FR", 0), countries()["LU"]) == (0, 1)
    assert engine.delete([("test", "9")]) == 1
    assert engine.delete([("test", "9")]) == 0
    assert countries()["LU"] == 0 if "LU" in countries() else True
    assert engine.suggest("nothing", "en") == []


def test_row_numbers_used_again_carry_nothing_over(engine: EmbeddedEngine) -> None:
    engine.index([document("last", "en", "Portfolio", facets={"country": ["LU"]}, faded=True)])
    engine.replace([("test", "last")], [document("other", "en", "Portfolio", facets={"country": ["NO"]})])
    found = engine.search(Query(text="portfolio", language="en"))
    counts = {facet.code: facet.count for facet in found.facets["country"] if facet.count}
    assert counts == {"NO": 1}


def test_many_threads_search_while_one_writes(engine: EmbeddedEngine) -> None:
    errors: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(20):
                assert titles(engine, "data protection")
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10):
        engine.index([document(f"w{number}", "en", f"Portfolio {number}")])
    engine.rebuild(LIBRARY)
    for reader in readers:
        reader.join()
    assert errors == []


def test_an_index_of_another_version_asks_for_a_rebuild(
    engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "VERSION", "another")
    newer = EmbeddedEngine(tmp_path / "index.sqlite3")
    assert "rebuild" in newer.health().detail
    with pytest.raises(EngineError):
        newer.search(Query(text="job", language="en"))
    newer.rebuild(LIBRARY)
    assert newer.health().ok


def test_a_lost_or_broken_file_is_an_engine_error_and_a_rebuild_mends_it(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    file = tmp_path / os.readlink(tmp_path / "index.sqlite3")
    file.unlink()
    other = EmbeddedEngine(tmp_path / "index.sqlite3")
    with pytest.raises(EngineError):
        other.search(Query(text="job", language="en"))
    assert not other.health().ok
    other.rebuild(LIBRARY)
    assert other.health().ok
    file = tmp_path / os.readlink(tmp_path / "index.sqlite3")
    file.write_bytes(b"no database" * 1000)
    third = EmbeddedEngine(tmp_path / "index.sqlite3")
    with pytest.raises(EngineError):
        third.search(Query(text="job", language="en"))
    third.rebuild(LIBRARY)
    assert third.health().ok


def test_sqlite_errors_never_leave_the_engine(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.engines.embedded import finding

    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(finding, "find", fail)
    with pytest.raises(EngineError, match="disk"):
        engine.search(Query(text="job", language="en"))
    monkeypatch.undo()
    assert titles(engine, "data protection")
