"""The search server is away, slow or confused: people get answers from the embedded index, in time, and are told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from core.models import BasePage
from search import outbox, service
from search.engines import breaker as breakers
from search.engines import get_engine
from search.engines.breaker import CircuitBreaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.failover import Failover
from search.interface import Breaker, Change, EngineError, Query, Verdict
from search.models import IndexTask
from tests.pages import page_models
from tests.search.conftest import options
from tests.search.documents import LIBRARY, document
from tests.search.faulty import FAULTS, FaultyServer, seconds

IN_TIME = 1.5
QUERY = Query(text="data protection", language="en", deadline=5.0)


@pytest.fixture
def faulty(request: pytest.FixtureRequest) -> Iterator[FaultyServer]:
    """A server with the fault the test is parametrised with."""
    server = FaultyServer(request.param)
    yield server
    server.close()


def both(server: FaultyServer, folder: Path) -> Failover:
    """An engine on the server, with an embedded one behind it that holds the library."""
    spare = EmbeddedEngine(folder / "spare.sqlite3")
    spare.rebuild(LIBRARY)
    return Failover(ElasticsearchEngine(options([server.url], timeout=0.8)), spare, patience=0.8)


@pytest.mark.parametrize("faulty", FAULTS, indirect=True)
def test_every_fault_is_answered_by_the_spare_index_in_time(faulty: FaultyServer, tmp_path: Path) -> None:
    engine = both(faulty, tmp_path)
    results = []
    times = sorted(seconds(lambda: results.append(engine.search(QUERY))) for _ in range(8))
    assert times[-1] < IN_TIME
    assert all(found.fallback and not found.partial for found in results)
    assert {hit.pk for found in results for hit in found.hits} == {"10"}
    assert [item.title for item in engine.suggest("leerw", "en")] == ["Centre in Kortrijk"]
    health = engine.health()
    assert not health.ok
    assert health.detail.startswith("elasticsearch: ")
    assert health.parts[1].ok


@pytest.mark.parametrize("faulty", ["slow by three seconds", "black hole", "503"], indirect=True)
def test_nobody_waits_for_an_engine_that_failed_twice(faulty: FaultyServer, tmp_path: Path) -> None:
    engine = both(faulty, tmp_path)
    for _ in range(breakers.FAILURES):
        engine.search(QUERY)
    assert engine.breaker.state is Breaker.OPEN
    assert engine.health().breaker is Breaker.OPEN
    assert seconds(lambda: [engine.search(QUERY) for _ in range(5)]) < 0.5


@pytest.mark.parametrize("faulty", ["503"], indirect=True)
def test_it_heals_by_itself(faulty: FaultyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert breakers.WAIT <= 60
    monkeypatch.setattr(breakers, "WAIT", 0.0)
    engine = both(faulty, tmp_path)
    assert all(engine.search(QUERY).fallback for _ in range(4))
    faulty.fault = "well"
    assert not engine.search(QUERY).fallback
    assert engine.breaker.state is Breaker.CLOSED


@pytest.mark.parametrize("faulty", ["half"], indirect=True)
def test_half_an_answer_is_better_than_none(
    faulty: FaultyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = both(faulty, tmp_path)
    (tmp_path / "spare.sqlite3").unlink()
    found = engine.search(QUERY)
    assert (found.partial, found.fallback) == (True, False)
    faulty.fault = "503"
    with pytest.raises(EngineError):
        engine.search(QUERY)


def test_of_many_one_tries_whether_it_is_well_again(monkeypatch: pytest.MonkeyPatch) -> None:
    breaker = CircuitBreaker()
    for _ in range(breakers.FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    breaker._next = 0.0
    assert breaker.state is Breaker.HALF_OPEN
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert not breaker.allows()
    breaker._next = 0.0
    assert breaker.allows()
    assert breaker.succeeded()
    assert breaker.allows()


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        ("wrong password", "ELASTICSEARCH_API_KEY"),
        ("no right", "no right for this"),
        ("no index", "search rebuild"),
        ("refused", "cannot be reached"),
        ("black hole", "in time"),
        ("a page instead", "not understood"),
        ("broken JSON", "no JSON"),
        ("503", "no master"),
    ],
    indirect=["faulty"],
)
def test_it_says_plainly_what_is_wrong(faulty: FaultyServer, said: str) -> None:
    engine = ElasticsearchEngine(options([faulty.url], timeout=0.3))
    with pytest.raises(EngineError, match=said):
        engine.search(QUERY)


@pytest.mark.parametrize("faulty", ["read-only", "429", "broken JSON"], indirect=True)
def test_what_is_not_written_is_never_taken_for_written(faulty: FaultyServer) -> None:
    engine = ElasticsearchEngine(options([faulty.url], timeout=0.3))
    key = ("test", "1")
    try:
        verdict = engine.apply([Change(key, 1, (document("1", "en", "Portfolio"),))])[key].verdict
    except EngineError:
        return
    assert verdict is not Verdict.DONE


@pytest.fixture
def on_a_faulty_server(faulty: FaultyServer, tmp_path: Path, settings: object, seeded: None) -> Iterator[Failover]:
    """The portal with a server that has a fault, and a spare index of all its content."""
    settings.SEARCH_INDEX_PATH = tmp_path / "spare.sqlite3"
    settings.ELASTICSEARCH = options([faulty.url], timeout=0.8)
    settings.SEARCH_ENGINES = {
        "elasticsearch": "search.engines.elasticsearch.ElasticsearchEngine",
        **settings.SEARCH_ENGINES,
    }
    get_engine.cache_clear()
    outbox.rebuild(["embedded"])
    yield get_engine()
    get_engine.cache_clear()


@pytest.mark.django_db
@pytest.mark.parametrize("faulty", ["black hole"], indirect=True)
def test_the_page_says_so_in_every_language(on_a_faulty_server: Failover, client: Client, language: str) -> None:
    from django.utils.translation import gettext, override

    with override(language):
        address, said = reverse("search"), gettext("The search works with its spare index.")
    page = client.get(address, {"q": "orientation"})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert page.context["results"].count


@pytest.mark.django_db
@pytest.mark.parametrize("faulty", ["black hole"], indirect=True)
def test_publishing_waits_for_no_engine_and_the_spare_index_stays_current(
    on_a_faulty_server: Failover, faulty: FaultyServer, django_capture_on_commit_callbacks: Callable
) -> None:
    model = next(model for model in page_models() if model.__name__ == "CaseStudyPage")
    page: BasePage = model.objects.live().real().filter(locale__language_code="en").order_by("path").first()
    page.save_revision().publish()
    page.title = "Xylophonia in practice"
    with django_capture_on_commit_callbacks(execute=True):
        taken = seconds(lambda: page.save_revision().publish())
    assert taken < 2, "not the seconds of an engine that does not answer"
    outbox._drain(on_a_faulty_server.second)
    assert service.find("xylophonia", "en", {}).count == 1
    assert {task.engine for task in IndexTask.objects.all()} == {"elasticsearch"}
    assert outbox.lag_seconds("elasticsearch") > 0
    assert outbox.lag_seconds("embedded") == 0
