"""The HSDS feed answers as the Human Services Data Specification 3.0 says, whatever is known of a centre."""

import json
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from centres.data.hsds.entities import service_id
from centres.data.hsds.ids import derived
from centres.data.hsds.taxonomies import TAXONOMIES
from centres.models import Centre, CentreText, DirectoryStamp, SpecialHours

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "hsds_schemas"


def strict(schema: Any) -> Any:
    """The schema with no property but the published ones; an empty telephone extension and such stay out."""
    if isinstance(schema, list):
        return [strict(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: strict(value) for key, value in schema.items()}
    is_object = isinstance(schema.get("properties"), dict) and schema.get("type") == "object"
    return found | ({"additionalProperties": False} if is_object else {})


@cache
def validator(name: str) -> Draft202012Validator:
    """Of an entry of a list, or of a full entity (a definition of the full service)."""
    path = SCHEMAS / f"{name}.json"
    if path.exists():
        schema = strict(json.loads(path.read_text()))
    else:
        whole = strict(json.loads((SCHEMAS / "service_with_definitions.json").read_text()))
        whole["definitions"]["service"] = {key: value for key, value in whole.items() if key != "definitions"}
        for entity in ("organization", "service_at_location"):
            whole["definitions"][entity]["properties"] |= {
                "services": {"type": "array", "items": {"$ref": "#/definitions/service"}},
                "service": {"$ref": "#/definitions/service"},
            }
        schema = {"$ref": f"#/definitions/{name}", "definitions": whole["definitions"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def check(name: str, entity: dict[str, Any]) -> None:
    errors = [
        f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator(name).iter_errors(entity)
    ]
    assert not errors, errors[:5]


@pytest.fixture
def full_centre(seeded: None) -> Centre:
    """A centre of which everything is known."""
    parent = Centre.objects.public().first()
    centre = Centre.objects.create(
        name="Centar", language="hr", country="HR", city="Čakovec", region="Međimurje", street="Trg 1", postcode="40000",
        site="Prvi kat", district="Centar", latitude="46.38", longitude="16.43", needs=["work"], access=["walk-in"],
        services=["counselling", "workshops"], audiences=["young"], age_from=15, age_to=29, spoken=["hr", "uk"],
        interpreters=True, accessible=["step-free"], free=True, anonymous=True, website="https://example.org/",
        hours="Mo-Th 08:00-12:00,13:00-16:00; Fr 08:00-24:00; PH off", phone="+385 40 123 456", email="a@example.org",
        status="moving", moves_to="Trg 2", checked_on=date(2026, 5, 4), network="cisok", parent=parent,
    )  # fmt: skip
    for code in ("hr", "en"):
        CentreText.objects.create(
            centre=centre, language=code, name=f"Ime {code}", summary=f"Sažetak {code}", papers=f"Iskaznica {code}",
            transport="Bus 1", access_note="Lift", language_note="Tumač",
        )  # fmt: skip
    SpecialHours.objects.create(centre=centre, first_day=date(2026, 12, 24), opens=time(8), closes=time(12))
    SpecialHours.objects.create(centre=centre, first_day=date(2027, 1, 1), last_day=date(2027, 1, 6), reason="blagdani")
    return centre


LISTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_follow_the_published_schemas(full_centre: Centre, client: Client, name: str) -> None:
    seen: set[str] = set()
    page: dict[str, Any] = {"last_page": False, "page_number": 0}
    while not page["last_page"]:
        page = client.get(f"/hsds/{name}?per_page=40&page={page['page_number'] + 1}").json()
        for entity in page["contents"]:
            check(f"{LISTS[name]}_list", entity)
        assert page["size"] == len(page["contents"]) <= 40
        seen |= {entity["id"] for entity in page["contents"]}
    assert len(seen) == page["total_items"]


@pytest.mark.parametrize("name", LISTS)
def test_full_entries_follow_the_published_schemas(full_centre: Centre, client: Client, name: str) -> None:
    last = client.get(f"/hsds/{name}?per_page=8").json()["total_pages"]
    for number in (1, last):
        for entity in client.get(f"/hsds/{name}?per_page=8&page={number}&full=true").json()["contents"]:
            check(LISTS[name], entity)


@pytest.mark.parametrize("name", LISTS)
def test_one_entry_is_found_by_its_identifier_and_is_whole(full_centre: Centre, client: Client, name: str) -> None:
    for entry in client.get(f"/hsds/{name}?organization_id={full_centre.uid}").json()["contents"]:
        entity = client.get(f"/hsds/{name}/{entry['id']}?language=hr").json()
        assert entity["id"] == entry["id"]
        check(LISTS[name], entity)


def test_everything_known_of_a_centre_is_told(full_centre: Centre, client: Client) -> None:
    own = service_id(full_centre.uid, "workshops")
    service = client.get(f"/hsds/services/{own}?language=hr").json()
    assert service["name"].endswith("Ime hr")
    assert (service["status"], service["minimum_age"], service["maximum_age"]) == ("active", 15, 29)
    assert service["assured_date"] == "2026-05-04"
    assert service["alert"]
    assert service["required_documents"][0]["document"] == "Iskaznica hr"
    assert [language["code"] for language in service["languages"]] == ["hr", "uk"]
    assert [link["taxonomy_term"]["code"] for link in service["attributes"]] == [
        "workshops",
        "work",
        "young",
        "walk-in",
    ]
    (link,) = service["service_at_locations"]
    location = link["location"]
    assert (location["latitude"], location["longitude"]) == (46.38, 16.43)
    assert location["addresses"][0]["address_1"] == "Trg 1"
    assert location["accessibility"][0]["attributes"][0]["taxonomy_term"]["code"] == "step-free"
    assert location["transportation"] == "Bus 1"


def test_hours_are_recurrences_and_special_days_have_dates(full_centre: Centre, client: Client) -> None:
    own = derived(full_centre.uid, "service-at-location", "counselling")
    schedules = client.get(f"/hsds/service_at_locations/{own}").json()["schedules"]
    weekly = [schedule for schedule in schedules if "valid_from" not in schedule]
    assert [(s["byday"], s["opens_at"][:5], s["closes_at"][:5]) for s in weekly] == [
        ("MO,TU,WE,TH", "08:00", "12:00"),
        ("MO,TU,WE,TH", "13:00", "16:00"),
        ("FR", "08:00", "23:59"),
    ]
    assert {s["freq"] for s in weekly} == {"WEEKLY"}
    assert all("Closed on public holidays" in s["notes"] for s in weekly)
    eve, holidays = (schedule for schedule in schedules if "valid_from" in schedule)
    assert (eve["valid_from"], eve["valid_to"]) == ("2026-12-24", "2026-12-24")
    assert (eve["opens_at"], eve["closes_at"]) == ("08:00+01:00", "12:00+01:00")
    assert (holidays["valid_from"], holidays["valid_to"]) == ("2027-01-01", "2027-01-06")
    assert "opens_at" not in holidays
    assert "blagdani" in holidays["description"]


def test_hours_no_grid_holds_stay_in_words(full_centre: Centre, client: Client) -> None:
    full_centre.hours = "Mo[1] 09:00-12:00"
    full_centre.save()
    own = derived(full_centre.uid, "service-at-location", "counselling")
    schedule = client.get(f"/hsds/service_at_locations/{own}").json()["schedules"][0]
    assert schedule["description"] == "Mo[1] 09:00-12:00"
    assert "Hours of public holidays not known" in schedule["notes"]


def test_a_centre_where_nobody_is_has_no_schedules(full_centre: Centre, client: Client) -> None:
    full_centre.status = "suspended"
    full_centre.save()
    own = derived(full_centre.uid, "service-at-location", "counselling")
    assert client.get(f"/hsds/service_at_locations/{own}").json()["schedules"] == []


def test_a_centre_that_tells_no_service_has_one(seeded: None, client: Client) -> None:
    centre = Centre.objects.public().filter(services=[]).first()
    assert centre
    (service,) = client.get(f"/hsds/organizations/{centre.uid}").json()["services"]
    assert client.get(f"/hsds/services/{service['id']}").json()["organization_id"] == str(centre.uid)
    assert client.get(f"/hsds/services/{service_id(centre.uid, 'counselling')}").status_code == 404


@pytest.mark.parametrize(
    ("status", "wanted"),
    [("open", "active"), ("suspended", "temporarily closed"), ("closed", "defunct"), ("planned", "inactive")],
)
def test_status_in_the_words_of_hsds(full_centre: Centre, client: Client, status: str, wanted: str) -> None:
    full_centre.status = status
    full_centre.save()
    assert client.get(f"/hsds/services/{service_id(full_centre.uid, 'counselling')}").json()["status"] == wanted


def test_taxonomies_and_terms_follow_the_published_schemas(seeded: None, client: Client, language: str) -> None:
    taxonomies = client.get(f"/hsds/taxonomies?language={language}").json()
    assert taxonomies["total_items"] == len(TAXONOMIES)
    for entry in taxonomies["contents"]:
        check("taxonomy", entry)
        assert client.get(f"/hsds/taxonomies/{entry['id']}?language={language}").json() == entry
        terms = client.get(f"/hsds/taxonomy_terms?taxonomy_id={entry['id']}&language={language}&per_page=100").json()
        assert terms["total_items"] == len(terms["contents"]) > 0
        for term in terms["contents"]:
            check("taxonomy_term", term)
    assert client.get(f"/hsds/taxonomy_terms/{term['id']}?language={language}").json() == term


def test_the_root_names_version_and_description(client: Client, seeded: None) -> None:
    root = client.get("/hsds/").json()
    assert root["version"] == "3.0"
    assert "/hsds/services/{id}" in client.get(root["openapi_url"].removeprefix("http://testserver")).json()["paths"]


def term(client: Client, code: str) -> str:
    terms = client.get("/hsds/taxonomy_terms?per_page=100").json()["contents"]
    return next(entry["id"] for entry in terms if entry["code"] == code)


def total(client: Client, query: str, name: str = "services") -> int:
    return client.get(f"/hsds/{name}?{query}").json()["total_items"]


def test_filters_choose_what_the_finder_chooses(full_centre: Centre, client: Client) -> None:
    assert total(client, "", "organizations") == Centre.objects.public().count()
    work = client.get("/api/v1/centres?need=work").json()["count"]
    assert total(client, f"taxonomy_term_id={term(client, 'work')}", "organizations") == work
    workshops = client.get(f"/hsds/services?per_page=100&taxonomy_term_id={term(client, 'workshops')}").json()
    assert workshops["total_items"] == client.get("/api/v1/centres?service=workshops").json()["count"] > 0
    assert all(entry["name"].startswith("Workshops") for entry in workshops["contents"])
    cisok = Centre.objects.public().filter(network="cisok").count()
    assert total(client, f"taxonomy_term_id={term(client, 'cisok')}", "organizations") == cisok
    assert total(client, f"organization_id={full_centre.uid}") == 2
    assert total(client, "search=čakovec centar") >= 2
    assert total(client, "search=xyzzy") == 0
    assert total(client, "postcode=40000&proximity=5000", "service_at_locations") >= 2
    assert total(client, "postcode=40000", "service_at_locations") >= 2
    assert total(client, "postcode=nowhere&proximity=5000", "service_at_locations") == 0
    assert total(client, f"taxonomy_id={uuid4()}") == total(client, f"taxonomy_term_id={uuid4()}") == 0
    assert total(client, f"taxonomy_id={TAXONOMIES[0].id}") < total(client, "")


def test_changes_since_a_moment(full_centre: Centre, client: Client) -> None:
    Centre.objects.exclude(pk=full_centre.pk).update(updated_at="2020-01-01T00:00:00Z")
    DirectoryStamp.renew()
    assert total(client, "modified_after=2021-01-01") == 2
    assert total(client, "modified_after=2019-12-31T18:00:00-05:00") > 2
    assert total(client, "modified_after=2021-01-01T00:00:00+02:00") == 2
    minimal = client.get("/hsds/services?modified_after=2021-01-01&minimal=true").json()["contents"]
    assert [set(entry) for entry in minimal] == [{"id", "modified_date"}] * 2


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "per_page=101",
        "full=perhaps",
        "format=xml",
        "taxonomy_term_id=work",
        "organization_id=1",
        "modified_after=soon",
        "modified_after=2026-13-45",
        "postcode=40000&proximity=far",
    ],
)
def test_a_bad_parameter_is_a_problem_with_a_reason(seeded: None, client: Client, query: str) -> None:
    response = client.get(f"/hsds/service_at_locations?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] in query


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_an_unknown_identifier_is_not_found(seeded: None, client: Client, path: str) -> None:
    for identifier in (uuid4(), UUID(int=0), "nonsense", "%00"):
        assert client.get(f"/hsds/{path}/{identifier}").status_code in (400, 404)


def test_a_draft_is_not_in_the_feed(full_centre: Centre, client: Client) -> None:
    uid = full_centre.uid
    full_centre.live = False
    full_centre.save()
    assert client.get(f"/hsds/organizations/{uid}").status_code == 404
    assert client.get(f"/hsds/services/{service_id(uid, 'counselling')}").status_code == 404
    assert total(client, f"organization_id={uid}") == 0


def test_identifiers_are_different_and_stay(full_centre: Centre) -> None:
    uid = UUID("6e3c1f10-5a0b-4b7e-9d3c-0d2f6a8b1c4e")
    assert str(derived(uid, "service", "counselling")) == "9050d885-4b82-47f1-94ad-71f7383f8d8c"
    made = [derived(uid, kind, code) for kind in ("service", "service-at-location") for code in ("a", "b", "ab")]
    assert len({*made, uid}) == 7
    assert all(derived(derived(uid, "service", code), "service", code) == uid for code in "abc")
    assert {identifier.version for identifier in made} == {4}


@pytest.mark.parametrize("name", LISTS)
def test_a_page_costs_the_same_for_two_and_for_fifty(
    seeded: None, client: Client, count_queries: Any, name: str
) -> None:
    few = count_queries(lambda: client.get(f"/hsds/{name}?full=true&per_page=2"))
    assert count_queries(lambda: client.get(f"/hsds/{name}?full=true&per_page=50")) == few <= 8


def test_the_feed_is_conditional_and_open(seeded: None, client: Client) -> None:
    response = client.get("/hsds/services", headers={"origin": "https://partner.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in response["Link"]
    assert client.get("/hsds/services", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.get("/hsds/nothing")["Content-Type"] == "application/problem+json"
