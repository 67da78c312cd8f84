"""Real servers that die and hang while people search and editors publish."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines import breaker as breakers
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.failover import Failover
from search.interface import Change, EngineError, Query, Results, Verdict
from tests.search.conftest import options
from tests.search.documents import LIBRARY, document
from tests.search.faulty import seconds
from tests.search.servers.running import Cluster

pytestmark = [pytest.mark.needs("search servers"), pytest.mark.xdist_group("search servers")]

QUERY = Query(text="data protection", language="en", deadline=5.0)


def failover(cluster: Cluster, folder: Path) -> Failover:
    """An engine on a cluster, and a spare one, both with the library."""
    cluster.wait()
    first, second = ElasticsearchEngine(options(cluster.urls), refresh=True), EmbeddedEngine(folder / "spare.sqlite3")
    first.rebuild(LIBRARY)
    second.rebuild(LIBRARY)
    return Failover(first, second, patience=0.8)


def publish(engine: ElasticsearchEngine, number: int) -> bool:
    """Put in a document as the worker does, who tries again later what is not done."""
    key = ("test", f"n{number}")
    try:
        return engine.apply([Change(key, number, (document(key[1], "en", f"Xylofoon {number}"),))])[key].verdict is (
            Verdict.DONE
        )
    except EngineError:
        return False


def test_a_killed_node_loses_nothing_and_shows_nobody_an_error(clusters: dict[str, Cluster], tmp_path: Path) -> None:
    engine = failover(clusters["opensearch"], tmp_path)
    waiting, done = list(range(60)), threading.Event()
    answers: list[Results] = []
    errors: list[BaseException] = []

    def search() -> None:
        while not done.is_set():
            try:
                answers.append(engine.search(QUERY))
            except BaseException as error:
                errors.append(error)
            time.sleep(0.02)

    readers = [threading.Thread(target=search) for _ in range(2)]
    for reader in readers:
        reader.start()
    until = time.monotonic() + 60
    while waiting and time.monotonic() < until:
        number = waiting.pop(0)
        if number == 20 and not clusters["opensearch"]._killed:
            clusters["opensearch"].kill(0)
        if not publish(engine.first, number):
            waiting.append(number)
            time.sleep(0.2)
    done.set()
    for reader in readers:
        reader.join()
    assert not errors
    assert not waiting
    assert {hit.pk for found in answers for hit in found.hits} == {"10"}
    held = {found.pk for found in engine.first.indexed()}
    assert held == {found.pk for found in LIBRARY} | {f"n{number}" for number in range(60)}


def test_a_server_that_hangs_is_left_alone_and_taken_back(
    clusters: dict[str, Cluster], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breakers, "WAIT", 0.3)
    cluster = clusters["elasticsearch"]
    engine = failover(cluster, tmp_path)
    assert engine.search(QUERY).count == 1  # which loads the dictionaries, as a server does when it starts
    cluster.freeze(0)
    try:
        results: list[Results] = []
        times = [seconds(lambda: results.append(engine.search(QUERY))) for _ in range(6)]
        assert max(times) < 1.5
        assert all(found.fallback and found.count == 1 for found in results)
    finally:
        cluster.thaw(0)
    until = time.monotonic() + 60
    while engine.search(QUERY).fallback:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_another_version_of_the_code_has_another_index(
    server_engine: Callable[[str], ElasticsearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = server_engine("elasticsearch")
    engine.rebuild(LIBRARY)
    monkeypatch.setattr(engine.names, "live", f"{engine.names.live}-newer")
    with pytest.raises(EngineError, match="search rebuild"):
        engine.search(QUERY)
    assert "search rebuild" in engine.health().detail
    # A bulk to an alias that is missing must not make an index of that name.
    key = ("test", "1")
    assert engine.apply([Change(key, 1, (LIBRARY[0],))])[key].verdict is Verdict.RETRY
    assert not engine.client.indices.exists(index=engine.names.live)


def test_a_server_that_is_too_old_is_named(
    server_engine: Callable[[str], ElasticsearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.engines.elasticsearch import client

    monkeypatch.setattr(client, "LEAST", {"elasticsearch": 99, "opensearch": 99})
    engine = server_engine("elasticsearch")
    assert "too old: version 99 or later is needed" in engine.health().detail
    with pytest.raises(EngineError, match="too old"):
        engine.rebuild(LIBRARY)


def test_two_portals_on_one_cluster_leave_each_other_alone(
    server_engine: Callable[[str], ElasticsearchEngine],
) -> None:
    one, other = server_engine("elasticsearch"), server_engine("elasticsearch")
    one.rebuild(LIBRARY)
    other.rebuild(LIBRARY[:3])
    one.rebuild(LIBRARY)
    assert (one.health().documents, other.health().documents) == (len(LIBRARY), 3)
