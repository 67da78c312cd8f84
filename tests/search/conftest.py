import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.interface import Query, Results
from tests.search.documents import LIBRARY
from tests.search.servers.running import Cluster

ENGINES = [
    "embedded",
    *(
        pytest.param(name, marks=(pytest.mark.needs("search servers"), pytest.mark.xdist_group("search servers")))
        for name in ("opensearch", "elasticsearch")
    ),
]
"""Every engine there is, for tests that hold for all."""


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


@pytest.fixture(scope="session")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Cluster]]:
    """One Elasticsearch and three nodes of OpenSearch; they start side by side."""
    place = tmp_path_factory.mktemp("servers")
    running = {"elasticsearch": Cluster("elasticsearch", place), "opensearch": Cluster("opensearch", place, nodes=3)}
    yield running
    for cluster in running.values():
        cluster.stop()


def options(urls: list[str], **more: object) -> dict[str, object]:
    """The setting `ELASTICSEARCH` for a server, with a prefix of its own."""
    fixed = {"urls": urls, "api_key": "", "user": "", "password": "", "ca": "", "timeout": 20.0}
    return {**fixed, "prefix": f"test-{uuid.uuid4().hex[:8]}", **more}


@pytest.fixture(scope="module")
def server_engine(request: pytest.FixtureRequest) -> Callable[[str], ElasticsearchEngine]:
    """Makes an engine on one of the servers, or on that of `ELASTICSEARCH_URL`."""

    def make(name: str) -> ElasticsearchEngine:
        if given := os.environ.get("ELASTICSEARCH_URL"):
            signed = {"user": os.environ.get("ELASTICSEARCH_USER", ""), "ca": os.environ.get("ELASTICSEARCH_CA", "")}
            signed["password"] = os.environ.get("ELASTICSEARCH_PASSWORD", "")
            return ElasticsearchEngine(options(given.split(","), **signed), refresh=True)
        cluster = request.getfixturevalue("clusters")[name]
        cluster.wait()
        return ElasticsearchEngine(options(cluster.urls), refresh=True)

    return make


@pytest.fixture(scope="module", params=ENGINES)
def every(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    server_engine: Callable[[str], ElasticsearchEngine],
) -> Iterator[Engine]:
    """Each engine with the small library, made once for a module: a test takes out again what it puts in."""
    if request.param == "embedded":
        engine: Engine = EmbeddedEngine(tmp_path_factory.mktemp("every") / "index.sqlite3")
        engine.rebuild(LIBRARY)
        yield engine
        return
    engine = server_engine(request.param)
    engine.rebuild(LIBRARY)
    yield engine
    engine.client.indices.delete(index=[*engine.client.indices.get(index=engine.names.every)])
