"""The directory's API keeps its contract and survives nonsense."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from centres.columns.public import COLUMNS
from centres.models import Centre, SpecialHours

pytestmark = pytest.mark.django_db


def test_the_list_has_the_agreed_shape(seeded: None, client: Client) -> None:
    data = client.get("/api/v1/centres", {"place": "Lissabon", "language": "nl"}).json()
    assert {"count", "next", "previous", "results"} <= data.keys()
    first = data["results"][0]
    assert {"id", "name", "url", "status", "lat", "lng", "distance_km", "checked_on"} <= first.keys()
    assert first["city"] == "Porto"
    assert 200 < first["distance_km"] < 350
    assert "/nl/centra/" in first["url"]
    assert data["count"] == 50


def test_pages_of_the_list_follow_each_other(seeded: None, client: Client) -> None:
    seen: list[int] = []
    url = "/api/v1/centres?page_size=20"
    while url:
        data = client.get(url).json()
        seen += [row["id"] for row in data["results"]]
        url = data["next"]
    assert len(seen) == len(set(seen)) == 50


def test_the_api_answers_like_the_page(seeded: None, client: Client) -> None:
    query = "?place=Milano&radius=400&speaks=it&speaks=fr"
    page = [row.centre.pk for row in client.get(f"/it/centri/{query}").context["rows"]]
    assert [row["id"] for row in client.get(f"/api/v1/centres{query}").json()["results"]] == page


def test_one_centre(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    data = client.get(f"/api/v1/centres/{centre.pk}?language=hr").json()
    assert data["summary_language"] == "hr"
    assert data["free"] is True
    assert data["to_confirm"] is True
    assert client.get("/api/v1/centres/999999").status_code == 404
    assert client.get(f"/api/v1/centres/{10**30}").status_code == 404


def test_clusters(seeded: None, client: Client) -> None:
    data = client.get("/api/v1/centres/clusters?bbox=-30,30,40,72&zoom=4").json()
    placed = Centre.objects.public().filter(latitude__isnull=False).exclude(status="closed").count()
    assert data["count"] == sum(group["count"] for group in data["results"]) == placed
    near = client.get("/api/v1/centres/clusters?bbox=-30,30,40,72&zoom=4&country=IT").json()
    assert near["count"] == 4, "the closed centre of Milan has left the map"


@pytest.mark.parametrize("spelling", ["Lisbonne", "Lissabon", "Lisbona", "Lisabon", "lisboa", "Lisbon"])
def test_places(seeded: None, client: Client, spelling: str) -> None:
    place = client.get("/api/v1/places", {"q": spelling, "language": "fr"}).json()["results"][0]
    assert place["name"] == "Lisbonne"
    assert place["country"] == "PT"
    assert (round(place["lat"]), round(place["lng"])) == (39, -9)


@pytest.mark.parametrize(
    "query",
    ["", "bbox=1,2,3&zoom=4", "bbox=a,b,c,d", "bbox=0,60,10,40&zoom=3", "bbox=0,0,1,1&zoom=x", "bbox=0,0,1,1&zoom=99"],
)
def test_a_bad_box_is_a_problem_with_a_reason(seeded: None, client: Client, query: str) -> None:
    response = client.get(f"/api/v1/centres/clusters?{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/centres", "/api/v1/centres/clusters", "/api/v1/places"])
@pytest.mark.parametrize(
    "query",
    [
        "?q=%00&place=%00&need=%00",
        f"?q={'x' * 8000}&place={'y' * 8000}",
        "?bbox=%00,1,2,3",
        "?lat=x&lng=y&radius=z",
        "?page=-3",
        "?page=1e9",
        "?page_size=100000",
        "?language=<b>",
        "?q=' OR 1=1 --",
    ],
)
def test_nonsense_is_never_a_server_error(seeded: None, client: Client, path: str, query: str) -> None:
    assert client.get(f"{path}{query}").status_code in {200, 400}


def test_queries_do_not_grow(seeded: None, client: Client, count_queries: object) -> None:
    few = count_queries(lambda: client.get("/api/v1/centres?page_size=2"))
    assert count_queries(lambda: client.get("/api/v1/centres?page_size=50")) == few <= 6


@pytest.fixture
def description(client: Client, seeded: None) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def test_the_description_is_valid_openapi(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(description).validate()
    paths = set(description["paths"])
    assert {f"/api/v1/centres.{name}" for name in ("geojson", "csv", "xlsx", "atom")} <= paths
    assert {"/api/v1/centres", "/api/v1/centres/{id}", "/api/v1/places", "/api/v1/search", "/hsds/services"} <= paths
    assert not any("admin" in path for path in paths)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/api/v1/centres", "?page_size=100", 200),
        ("/api/v1/centres", "?page_size=100&language=hr&place=Zagreb", 200),
        ("/api/v1/centres", "?page_size=0", 400),
        ("/api/v1/centres", "?bbox=", 400),
        ("/api/v1/centres/{id}", "", 200),
        ("/api/v1/centres/clusters", "?bbox=-30,30,40,72&zoom=9", 200),
        ("/api/v1/centres/clusters", "?zoom=9", 400),
        ("/api/v1/places", "?q=Lisb", 200),
        ("/api/v1/search", "?q=orientation", 200),
        ("/api/v1/suggest", "?q=ori", 200),
        ("/hsds/organizations", "?per_page=2", 200),
        ("/hsds/organizations", "?per_page=x", 400),
    ],
)
def test_answers_are_as_described(
    client: Client, description: dict[str, Any], path: str, query: str, status: int
) -> None:
    centre = Centre.objects.public().first()
    SpecialHours.objects.create(centre=centre, first_day="2026-12-24", reason="Noël")
    response = client.get(path.replace("{id}", str(centre.pk)) + query)
    assert response.status_code == status
    media = description["paths"][path]["get"]["responses"][str(status)]["content"]
    assert response["Content-Type"] in media
    schema = media[response["Content-Type"]]["schema"] | {"components": description["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(response.json())] == []


def test_every_filter_of_the_finder_is_described(description: dict[str, Any]) -> None:
    finder = {
        "need",
        "access",
        "speaks",
        "audience",
        "service",
        "accessible",
        "open",
        "country",
        "place",
        "lat",
        "lng",
        "radius",
        "bbox",
    }
    for path in ("/api/v1/centres", "/api/v1/centres.csv", "/api/v1/centres.atom"):
        assert finder <= {parameter["name"] for parameter in description["paths"][path]["get"]["parameters"]}


def test_a_centre_has_every_public_fact(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    SpecialHours.objects.create(centre=centre, first_day="2026-12-24", opens="08:00", closes="12:00")
    data = client.get(f"/api/v1/centres/{centre.pk}?language=it").json()
    assert {column.name for column in COLUMNS if not column.language} <= data.keys()
    assert data["local_name"] == centre.name
    assert data["special_hours"] == [
        {"first_day": "2026-12-24", "last_day": "2026-12-24", "opens": "08:00", "closes": "12:00", "reason": None}
    ]
    assert data["license"].startswith("https://creativecommons.org/")
    assert "GeoNames" in data["attribution"]


def test_who_has_the_answer_is_told_so(seeded: None, client: Client) -> None:
    centre = Centre.objects.public().first()
    for url in ("/api/v1/centres?country=FR", f"/api/v1/centres/{centre.pk}"):
        response = client.get(url)
        assert response["Cache-Control"] == "public, max-age=300"
        assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304
        assert client.head(url)["ETag"] == response["ETag"]
        other = client.get(f"{url}?language=hr" if "?" not in url else f"{url}&language=hr")
        assert other["ETag"] != response["ETag"]
    centre.delete()
    response = client.get("/api/v1/centres?country=FR", headers={"if-none-match": response["ETag"]})
    assert response.status_code == 200


def test_pages_of_other_hosts_may_read_and_ask_first(seeded: None, client: Client) -> None:
    origin = {"origin": "https://partner.example"}
    assert client.get("/api/v1/centres", headers=origin)["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/centres?bbox=1", headers=origin)["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/centres", headers=origin | {"access-control-request-method": "GET"})
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in asked
    assert "Access-Control-Allow-Origin" not in client.get("/-/live", headers=origin)
