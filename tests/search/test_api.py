"""/api/v1/search and /api/v1/suggest keep their contract."""

import pytest
from django.test import Client

from search import service
from search.interface import EngineError
from tests.search.test_page import HOSTILE

pytestmark = pytest.mark.django_db


def test_search_has_the_form_of_the_contract(seeded: None, client: Client) -> None:
    response = client.get("/api/v1/search?q=centre")
    answer = response.json()
    assert set(answer) == {"count", "next", "previous", "results"}
    assert answer["count"] > 20
    assert len(answer["results"]) == 20
    assert answer["previous"] is None
    for hit in answer["results"]:
        assert set(hit) == {"title", "url", "kind", "language", "extract"}
        assert hit["url"].startswith("http://testserver/")


def test_pages_follow_the_links(seeded: None, client: Client) -> None:
    seen: list[str] = []
    url, pages = "/api/v1/search?q=centre", 0
    while url:
        answer = client.get(url).json()
        seen += [hit["url"] for hit in answer["results"]]
        url, pages = answer["next"], pages + 1
    assert len(seen) == len(set(seen)) == answer["count"]
    assert answer["previous"].endswith(f"page={pages - 1}")


@pytest.mark.parametrize(
    ("typed", "language"), [("ecole", "fr"), ("écoles", "fr"), ("orientacao", "pt"), ("profesionalno", "hr")]
)
def test_inflected_and_unaccented_words(seeded: None, client: Client, typed: str, language: str) -> None:
    answer = client.get("/api/v1/search", {"q": typed, "language": language}).json()
    assert answer["count"]
    assert {hit["language"] for hit in answer["results"]} == {language}
    assert client.get("/api/v1/search", {"q": typed}).json()["count"] >= answer["count"]


def test_filters_are_those_of_the_page(seeded: None, client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": "centre", "kind": ["centre", "organisation"], "country": "BE"}).json()
    assert answer["count"]
    assert {hit["kind"] for hit in answer["results"]} <= {"centre", "organisation"}


def test_nothing_asked_nothing_found(seeded: None, client: Client) -> None:
    assert client.get("/api/v1/search").json() == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize("page", ["0", "-1", "51", "x", "1e3", "²", "9" * 40])
def test_a_page_that_cannot_be_is_a_problem(seeded: None, client: Client, page: str) -> None:
    response = client.get("/api/v1/search", {"q": "centre", "page": page})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["parameter"] == "page"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["search", "suggest"])
def test_nothing_typed_is_an_error(seeded: None, client: Client, text: str, path: str) -> None:
    assert client.get(f"/api/v1/{path}?q={text}&language={text}&kind={text}").status_code == 200


def test_suggestions(seeded: None, client: Client, max_queries: object) -> None:
    client.get("/api/v1/suggest?q=cit&language=fr")
    with max_queries(0):
        answer = client.get("/api/v1/suggest?q=cite des m&language=fr").json()
    assert answer["results"]
    for item in answer["results"]:
        assert set(item) == {"title", "url", "kind", "kind_label", "language"}
    assert answer["results"][0]["language"] == "fr"


def test_an_engine_that_is_down_is_a_503_problem(seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise EngineError("gone")

    monkeypatch.setattr(service, "find", fail)
    monkeypatch.setattr(service, "suggest", fail)
    for path in ("search", "suggest"):
        response = client.get(f"/api/v1/{path}?q=centre")
        assert response.status_code == 503
        assert response["Content-Type"].startswith("application/problem+json")
