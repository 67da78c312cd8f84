"""The index file under rebuilds, threads and failures."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import fields
from search.engines.embedded import EmbeddedEngine, store, writing
from search.interface import Change, Document, EngineBusyError, EngineError, EngineRefusedError, EngineSlowError, Query
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
    engine.index([document("later", "en", "Portfolio")])
    assert titles(engine, "portfolio")


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


def test_what_changes_during_a_rebuild_is_in_both_indexes(engine: EmbeddedEngine, tmp_path: Path) -> None:
    other = EmbeddedEngine(tmp_path / "index.sqlite3")

    def documents() -> Iterator[Document]:
        other.apply([Change(("test", "1"), 8, (document("1", "en", "Portfolio, changed after it was read"),))])
        other.apply([Change(("test", "2"), 8)])
        assert titles(other, "portfolio") == {"Portfolio, changed after it was read"}
        yield document("1", "en", "Portfolio")
        yield document("2", "en", "Portfolio that is gone")
        yield document("3", "en", "Portfolio three", facets={"country": ["LU"]})

    assert engine.rebuild(documents(), version=7) == 3
    assert titles(other, "portfolio") == {"Portfolio, changed after it was read", "Portfolio three"}
    assert {count.code for count in other.search(Query(text="portfolio", language="en")).facets["country"]} == {"LU"}
    assert other.known(["portfolio"]) == {"portfolio": {"en": 2}}


def test_only_one_rebuild_at_a_time(engine: EmbeddedEngine, tmp_path: Path) -> None:
    def documents() -> Iterator[Document]:
        with pytest.raises(EngineBusyError):
            EmbeddedEngine(tmp_path / "index.sqlite3").rebuild([])
        yield document("n1", "en", "Portfolio")

    assert engine.rebuild(documents()) == 1


def test_a_change_that_fails_is_undone(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "finish", fail)
        with pytest.raises(EngineRefusedError, match="disk I/O error"):
            engine.apply([Change(("test", "10"), 1, (document("n1", "en", "Portfolio"),))])
    assert titles(engine, "data protection")
    assert not titles(engine, "portfolio")


def test_words_are_counted_per_language(engine: EmbeddedEngine) -> None:
    engine.index([document("a", "en", "Portfolio", "portfolio portfolio"), document("b", "fr", "Portfolio")])
    assert engine.known(["portfolio", "nonsense"]) == {"portfolio": {"en": 1, "fr": 1}}
    engine.delete([("test", "a")])
    assert engine.known(["portfolio"]) == {"portfolio": {"fr": 1}}


def test_replace_drops_languages_that_are_gone(engine: EmbeddedEngine) -> None:
    engine.index([document("two", "en", "Portfolio"), document("two", "fr", "Portfolio en français")])
    engine.index([document("two", "en", "Portfolio anew")])
    assert titles(engine, "portfolio") == {"Portfolio anew"}
    assert [found.language for found in engine.indexed() if found.pk == "two"] == ["en"]


def test_facets_and_suggestions_follow_changes(engine: EmbeddedEngine) -> None:
    def countries() -> dict[str, int]:
        found = engine.search(Query(text="job", language="en")).facets["country"]
        return {facet.code: facet.count for facet in found}

    assert countries()["FR"] == 1
    engine.index([document("9", "en", "Nothing here", "job", facets={"country": ["LU"]})])
    assert (countries().get("FR", 0), countries()["LU"]) == (0, 1)
    engine.delete([("test", "9")])
    assert countries()["LU"] == 0 if "LU" in countries() else True
    assert engine.suggest("nothing", "en") == []


def test_row_numbers_used_again_carry_nothing_over(engine: EmbeddedEngine) -> None:
    engine.index([document("last", "en", "Portfolio", facets={"country": ["LU"]}, faded=True)])
    engine.delete([("test", "last")])
    engine.index([document("other", "en", "Portfolio", facets={"country": ["NO"]})])
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
    monkeypatch.setattr(fields, "VERSION", "another")
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


def test_what_a_killed_rebuild_left_is_removed(engine: EmbeddedEngine, tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        under_way = engine.store.rebuilding()
        under_way.__enter__()
        os._exit(9)
    os.waitpid(child, 0)
    left = os.readlink(tmp_path / "index.sqlite3.next")
    assert (tmp_path / left).exists()
    engine.index([document("n1", "en", "Portfolio")])
    assert not (tmp_path / left).exists()
    assert len(list(tmp_path.glob("index-*.sqlite3"))) == 1
    assert titles(engine, "portfolio")


def test_a_full_disk_ends_a_rebuild_and_leaves_the_old_index(
    engine: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = store._connect

    def small(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    monkeypatch.setattr(store, "_connect", small)
    with pytest.raises(EngineRefusedError, match="full"):
        engine.rebuild(document(str(number), "en", "Portfolio", f"words {number} " * 100) for number in range(200))
    assert len(list(tmp_path.glob("index-*.sqlite3"))) == 1
    assert titles(engine, "data protection")


def test_an_answer_that_takes_too_long_is_given_up(engine: EmbeddedEngine) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    start = time.monotonic()
    with pytest.raises(EngineSlowError), engine._reading(start + 0.05) as (connection, _):
        connection.execute(endless)
    assert time.monotonic() - start < 1
    with pytest.raises(EngineSlowError):
        engine.search(Query(text="data protection", language="en", deadline=0.0))
    assert engine.search(Query(text="data protection", language="en", deadline=30.0)).count


def test_sqlite_errors_never_leave_the_engine(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.engines.embedded import finding

    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(finding, "hits", fail)
    with pytest.raises(EngineError, match="disk"):
        engine.search(Query(text="job", language="en"))
    monkeypatch.undo()
    assert titles(engine, "data protection")
