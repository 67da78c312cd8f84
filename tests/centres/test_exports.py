"""Exports hold what the page shows, in every format, and say under what terms."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import feedparser
import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from centres.columns.public import COLUMNS, flat
from centres.data.exports import rows
from centres.data.exports.conditional import edition_of
from centres.models import Centre, CentreText, DirectoryStamp
from core.spreadsheets import neutralised, restored

pytestmark = pytest.mark.django_db
FILES = ("geojson", "csv", "xlsx")
FORMATS = (*FILES, "atom")
CSV_QUERIES = [
    "",
    "?country=IT",
    "?need=work&speaks=it&speaks=fr",
    "?open=saturday",
    "?place=Lissabon&language=nl&radius=400",
    "?bbox=-10,35,20,52",
    "?need=orient&access=not-known",
    "?lat=45.8&lng=16&radius=1",
]


def body(response: HttpResponse) -> bytes:
    assert response.status_code == 200, response
    return response.getvalue() if response.streaming else response.content


def from_csv(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def from_xlsx(response: HttpResponse) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(body(response)), read_only=True)["Centres"]
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def from_geojson(response: HttpResponse) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in json.loads(body(response))["features"]]


READERS: dict[str, Callable[[HttpResponse], list[dict[str, Any]]]] = {
    "csv": from_csv,
    "xlsx": from_xlsx,
    "geojson": from_geojson,
}


@pytest.mark.parametrize("query", CSV_QUERIES)
def test_every_format_holds_what_the_list_holds_in_its_order(seeded: None, client: Client, query: str) -> None:
    wanted: list[str] = []
    url = f"/api/v1/centres{query}{'&' if query else '?'}page_size=100"
    while url:
        data = client.get(url).json()
        wanted += [row["uid"] for row in data["results"]]
        url = data["next"]
    for name, read in READERS.items():
        assert [row["uid"] for row in read(client.get(f"/api/v1/centres.{name}{query}"))] == wanted


def test_the_file_counts_like_the_page(seeded: None, client: Client) -> None:
    page = client.get("/fr/centres/?need=work&country=FR").context
    assert len(from_csv(client.get("/api/v1/centres.csv?need=work&country=FR"))) == page["count"] > 0


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("query", ["bbox=1,2,3", "bbox=a,b,c,d", "radius=far&place=Gent", "lat=999&lng=1"])
def test_a_bad_parameter_is_the_same_problem_everywhere(seeded: None, client: Client, name: str, query: str) -> None:
    expected = client.get(f"/api/v1/centres?{query}")
    response = client.get(f"/api/v1/centres.{name}?{query}")
    assert (response.status_code, response.json()) == (400, expected.json())
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "query", ["need=%00&place=%FF", "language=<b>", "open=never", f"place={'x' * 5000}", "page=-1"]
)
def test_nonsense_is_never_a_server_error(seeded: None, client: Client, name: str, query: str) -> None:
    response = client.get(f"/api/v1/centres.{name}?{query}")
    assert response.status_code == 400 or body(response)


def test_no_draft_is_given_away(seeded: None, client: Client) -> None:
    hidden = Centre.objects.get(slug="cisok-cakovec")
    Centre.objects.filter(pk=hidden.pk).update(live=False)
    DirectoryStamp.renew()
    for name in FORMATS:
        content = body(client.get(f"/api/v1/centres.{name}"))
        assert str(hidden.uid).encode() not in content
    assert all(row["uid"] != str(hidden.uid) for row in from_xlsx(client.get("/api/v1/centres.xlsx")))


def test_a_draft_of_a_main_centre_is_not_named(seeded: None) -> None:
    branch, main = Centre.objects.all()[:2]
    branch.parent = main
    assert flat(branch)["parent"] == str(main.uid)
    main.live = False
    assert flat(branch)["parent"] is None


@pytest.mark.parametrize("name", FILES)
def test_columns_are_the_public_ones(seeded: None, client: Client, name: str) -> None:
    first = READERS[name](client.get(f"/api/v1/centres.{name}?country=HR"))[0]
    names = [column.name for column in COLUMNS]
    assert list(first)[: len(names)] == names
    assert "/en/centres/" in first["url"]


def hostile_centre(**facts: Any) -> Centre:
    centre = Centre.objects.create(
        name='=HYPERLINK("http://example.org")',
        other_names="'+1",
        country="HR",
        city="@SUM(A1)",
        phone="+385 40 123 456",
        latitude="-21.100000",
        longitude="-4.500000",
        sources="https://example.org/a\nhttps://example.org/b",
        **facts,
    )
    CentreText.objects.create(centre=centre, language="hr", summary="-1+1 „navodnik”, zarez\nnovi red")
    return centre


def test_no_cell_is_a_formula_and_every_text_comes_back(seeded: None, client: Client) -> None:
    centre = hostile_centre()
    box = "?bbox=-6,-22,-4,-20"
    (row,) = from_csv(client.get(f"/api/v1/centres.csv{box}"))
    for value in row.values():
        assert not value.startswith(("=", "+", "@", "\t", "\r")), value
    assert (row["name"], row["phone"], row["lat"]) == (f"'{centre.name}", "'+385 40 123 456", "-21.1")
    assert row["sources"] == "https://example.org/a; https://example.org/b"
    assert {name: restored(row[name]) for name in ("name", "other_names", "city", "phone", "summary_hr")} == {
        "name": centre.name,
        "other_names": "'+1",
        "city": "@SUM(A1)",
        "phone": "+385 40 123 456",
        "summary_hr": "-1+1 „navodnik”, zarez\nnovi red",
    }
    content = body(client.get(f"/api/v1/centres.xlsx{box}"))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Centres"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} <= {"s", "n"}
    (row,) = from_xlsx(client.get(f"/api/v1/centres.xlsx{box}"))
    assert (row["name"], row["phone"], row["lat"]) == (centre.name, "+385 40 123 456", -21.1)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''=1", "'a", "'", "", "l'été", "＝1"])
def test_a_neutralised_text_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_geojson_follows_its_standard(seeded: None, client: Client) -> None:
    response = client.get("/api/v1/centres.geojson")
    assert response["Content-Type"] == "application/geo+json"
    data = json.loads(body(response))
    assert (data["type"], data["count"]) == ("FeatureCollection", len(data["features"]))
    assert "crs" not in data
    pointless = 0
    for feature in data["features"]:
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["uid"]
        if feature["geometry"] is None:
            pointless += 1
            continue
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert (latitude, longitude) == (feature["properties"]["lat"], feature["properties"]["lng"])
        assert -90 <= latitude <= 90
    assert pointless == Centre.objects.public().without_point().count()


def test_an_empty_answer_is_a_whole_file(seeded: None, client: Client) -> None:
    for name, read in READERS.items():
        assert read(client.get(f"/api/v1/centres.{name}?bbox=0,0,1,1")) == []
    assert feedparser.parse(body(client.get("/api/v1/centres.atom?bbox=0,0,1,1"))).entries == []


def test_the_licence_is_in_every_format(seeded: None, client: Client) -> None:
    for name in FORMATS:
        assert 'rel="license"' in client.head(f"/api/v1/centres.{name}")["Link"]
    assert "GeoNames" in json.loads(body(client.get("/api/v1/centres.geojson")))["attribution"]
    assert "Natural Earth" in from_csv(client.get("/api/v1/centres.csv"))[0]["license"]
    about = openpyxl.load_workbook(io.BytesIO(body(client.get("/api/v1/centres.xlsx?language=fr"))))["About"]
    text = " ".join(str(cell) for line in about.iter_rows(values_only=True) for cell in line)
    assert "creativecommons.org/licenses/by/4.0" in text
    assert "GeoNames" in text
    assert "Natural Earth" in text


def test_files_are_named_after_the_day(seeded: None, client: Client) -> None:
    for name in FILES:
        disposition = client.head(f"/api/v1/centres.{name}")["Content-Disposition"]
        assert disposition == f'attachment; filename="centres-{timezone.localdate():%Y-%m-%d}.{name}"'


@pytest.mark.parametrize("language", ["fr", "hr"])
def test_the_feed_reads_like_a_feed(seeded: None, client: Client, language: str) -> None:
    centre = Centre.objects.public().filter(status="open").first()
    # The seeded centres may be a minute old.
    Centre.objects.filter(pk=centre.pk).update(created_at=timezone.now() - timedelta(days=9))
    centre = Centre.objects.get(pk=centre.pk)
    centre.status, centre.status_since, centre.checked_on = "closed", "2026-03", date(2026, 3, 2)
    centre.save()
    response = client.get(f"/api/v1/centres.atom?language={language}")
    feed = feedparser.parse(body(response), response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.language == language
    assert feed.feed.id == feed.feed.links[1].href
    assert "CC BY 4.0" in feed.feed.rights
    entry = feed.entries[0]
    assert entry.id == f"urn:uuid:{centre.uid}"
    assert f"/{language}/" in entry.link
    assert [tag.term for tag in entry.tags] == ["closed", "changed"]
    dates = [entry.updated_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert len(feed.entries) == 50
    assert len({entry.id for entry in feed.entries}) == 50


def test_the_feed_says_what_kind_of_change_it_is(seeded: None, client: Client) -> None:
    new = hostile_centre(status="moving", moves_to="Čakovec")
    old = Centre.objects.public().exclude(pk=new.pk).first()
    Centre.objects.filter(pk=old.pk).update(
        status="open",
        created_at=timezone.now() - timedelta(days=900),
        updated_at=timezone.now() + timedelta(seconds=5),
        checked_on=timezone.localdate(),
    )
    DirectoryStamp.renew()
    first, second = feedparser.parse(body(client.get("/api/v1/centres.atom"))).entries[:2]
    assert [tag.term for tag in first.tags] == ["checked"]
    assert [tag.term for tag in second.tags] == ["moving", "added"]


@pytest.mark.parametrize("name", FORMATS)
def test_who_has_the_edition_gets_no_file(seeded: None, client: Client, name: str) -> None:
    url = f"/api/v1/centres.{name}?country=FR"
    response = client.get(url)
    body(response)
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    again = client.get(url, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])
    assert client.get(url, headers={"if-modified-since": response["Last-Modified"]}).status_code == 304
    centre = Centre.objects.public().first()
    centre.phone = "+33 1 00 00 00 00"
    centre.save()
    changed = client.get(url, headers={"if-none-match": response["ETag"]})
    assert body(changed)
    assert changed["ETag"] != response["ETag"]


@pytest.mark.parametrize("name", FORMATS)
def test_head_says_what_get_says_without_reading_centres(
    seeded: None, client: Client, max_queries: Any, name: str
) -> None:
    url = f"/api/v1/centres.{name}?need=work"
    get = client.get(url)
    body(get)
    with max_queries(4):
        head = client.head(url)
    assert body(head) == b""
    assert "Content-Length" not in head
    for header in ("Content-Type", "ETag", "Last-Modified", "Cache-Control", "Link"):
        assert head[header] == get[header]


def test_open_now_is_kept_for_a_minute_only(seeded: None, client: Client, rf: Any) -> None:
    assert client.get("/api/v1/centres.csv?open=now")["Cache-Control"] == "public, max-age=60"
    one, two = (edition_of(rf.get(f"/api/v1/centres.csv?country={code}")) for code in ("FR", "IT"))
    assert one.etag != two.etag


def test_answers_vary_by_what_they_depend_on(seeded: None, client: Client) -> None:
    response = client.get("/api/v1/centres.csv", headers={"origin": "https://partner.example"})
    varies = {name.strip().lower() for name in response["Vary"].split(",")}
    assert varies == {"accept-encoding", "origin"}
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("name", FORMATS)
def test_whoever_prefers_another_type_is_served_all_the_same(seeded: None, client: Client, name: str) -> None:
    assert body(client.get(f"/api/v1/centres.{name}", headers={"accept": "text/html"}))


def test_reading_goes_batch_by_batch(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch, count_queries: Any
) -> None:
    def read() -> None:
        assert len(from_csv(client.get("/api/v1/centres.csv"))) == 50

    one = count_queries(read)
    monkeypatch.setattr(rows, "BATCH", 10)
    assert count_queries(read) == one + 4 * 2
