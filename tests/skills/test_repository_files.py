"""The repository as files: nothing lost, nothing run, read by programs that know only the standards."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from core.i18n.languages import LANGUAGES
from core.kept import forget
from core.spreadsheets import restored
from skills.models import Competence
from skills.repository.exports.csv_file import COLUMNS, csv_file
from skills.repository.exports.skos import kind_address, skos
from skills.repository.items import Area, Item, Repository, repository
from skills.vocabularies import ItemKind

CSV, JSON_LD = "/api/v1/skills.csv", "/api/v1/skills.jsonld"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SITE = "https://example.org/skills/"
KINDS = {kind: {"en": kind} for kind in ItemKind.values}

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
ORIGINS = st.dictionaries(st.sampled_from(LANGUAGES), TEXT)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), TEXT, min_size=1)


@st.composite
def repositories(draw: st.DrawFn) -> Repository:
    """Any repository an editor could write."""
    areas = []
    for letter in sorted(draw(st.sets(st.sampled_from("ABCDEFG"), max_size=3))):
        codes = draw(st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=4))
        kinds = sorted((draw(st.sampled_from(ItemKind.values)) for _ in codes), key=ItemKind.values.index)
        items = tuple(
            Item(f"{letter.lower()}-{code:08x}", kind, draw(TEXTS)) for code, kind in zip(codes, kinds, strict=True)
        )
        areas.append(Area(letter, draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(ORIGINS), {}, items))
    return Repository(tuple(areas), draw(st.none() | st.just(datetime(2026, 11, 30, 12, tzinfo=UTC))))


def address_of(code: str) -> str:
    return f"{SITE}{code.lower()}/" if code else SITE


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"The document leads outside: {url}")


def read(text: str, site: str = SITE) -> Repository:
    """What a program gets out of the JSON-LD that knows RDF and SKOS and nothing of how it is written."""
    nodes = {node["@id"]: node for node in jsonld.flatten(jsonld.expand(json.loads(text), {"documentLoader": refuse}))}
    scheme = nodes[site]

    def texts(node: dict, name: str, words: str = SKOS) -> dict[str, str]:
        return {value["@language"]: value["@value"] for value in node.get(words + name, [])}

    def item(node: dict) -> Item:
        kind = node["http://purl.org/dc/terms/type"][0]["@id"].partition("#")[2]
        return Item(node[f"{SKOS}notation"][0]["@value"], kind, texts(node, "prefLabel"))

    areas = []
    for top in scheme.get(f"{SKOS}hasTopConcept", []):
        node = nodes[top["@id"]]
        (members,) = (value["@list"] for value in nodes[f"{top['@id']}#items"][f"{SKOS}memberList"])
        assert {one["@id"] for one in node.get(f"{SKOS}narrower", [])} == {one["@id"] for one in members}
        for one in members:
            assert nodes[one["@id"]][f"{SKOS}broader"] == [{"@id": top["@id"]}]
        areas.append(
            Area(
                node[f"{SKOS}notation"][0]["@value"],
                texts(node, "prefLabel"),
                texts(node, "altLabel"),
                texts(node, "definition"),
                texts(node, "source", "http://purl.org/dc/terms/"),
                {},
                tuple(item(nodes[one["@id"]]) for one in members),
            )
        )
    changed = scheme.get("http://purl.org/dc/terms/modified")
    return Repository(tuple(areas), datetime.fromisoformat(changed[0]["@value"]) if changed else None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(repositories())
def test_json_ld_loses_nothing(known: Repository) -> None:
    text = json.dumps(skos(known, {"en": "Skills"}, {"en": "Ours."}, KINDS, address_of))
    found = read(text)
    assert sorted(found.areas, key=lambda area: area.letter) == list(known.areas)
    assert found.changed == known.changed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(repositories())
def test_csv_loses_nothing_and_runs_nothing(known: Repository) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_file(known, address_of).decode("utf-8-sig"), newline="")))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
    texts = {
        row["code"]: {code: restored(row[f"text_{code}"]) for code in LANGUAGES if row[f"text_{code}"]} for row in rows
    }
    expected = {area.letter.lower(): area.titles for area in known.areas}
    assert texts == expected | {item.code: item.texts for item in known.items()}


@pytest.mark.django_db
def test_files_hold_the_whole_repository(seeded: None, client: Client) -> None:
    known = repository()
    found = read(client.get(JSON_LD).content.decode(), "http://testserver/skills/")
    assert [area.items for area in found.areas] == [area.items for area in known.areas]
    assert [area.titles for area in found.areas] == [area.titles for area in known.areas]
    data = json.loads(client.get(JSON_LD).content)
    for node in data["@graph"]:
        if "kind" in node:
            assert node["kind"] in {kind_address(kind, "http://testserver/skills/") for kind in ItemKind.values}
            assert client.get(node["id"]).status_code == 303
            assert set(node["prefLabel"]) == set(LANGUAGES)
    rows = list(csv.DictReader(io.StringIO(client.get(CSV).content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7 + 112


@pytest.mark.django_db
@pytest.mark.parametrize("url", [CSV, JSON_LD])
def test_files_are_not_sent_twice(seeded: None, client: Client, url: str) -> None:
    first = client.get(url, headers={"origin": "https://example.org"})
    assert first["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in first["Link"]
    assert first["Cache-Control"] == "public, max-age=300"
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    head = client.head(url)
    assert (head.status_code, head.content) == (200, b"")
    Competence.objects.filter(code="A", locale__language_code="nl").update(title="=1+1")
    forget()
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


@pytest.mark.django_db
def test_an_empty_repository_is_a_file_too(seeded: None, client: Client) -> None:
    Competence.objects.all().delete()
    forget()
    assert client.get(CSV).status_code == client.get(JSON_LD).status_code == 200
    assert read(client.get(JSON_LD).content.decode(), "http://testserver/skills/") == Repository((), None)
