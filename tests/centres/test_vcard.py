"""The vCard of a centre: read back by the rules of RFC 6350, not by our own code."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from centres.models import Centre
from centres.pages.vcard import escape, fold_line, vcard

URL = "https://example.org/hr/centri/one/"
NASTY = 'Kuća; "rad", škola\\put\r\nEMAIL:evil@example.org\x00\u2028'


def read(text: str) -> dict[str, list[str]]:
    """{property: values still escaped}; checks line ends and the length of each line on the way."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: dict[str, list[str]] = {}
    for line in text.replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        name, _colon, value = line.partition(":")
        found.setdefault(name.split(";")[0], []).append(value)
    return found


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def centre(**facts: Any) -> Centre:
    given = {"name": "One", "language": "hr", "country": "HR", "status": "open"} | facts
    return Centre(updated_at=timezone.now(), **given)


def test_text_survives_and_cannot_start_a_line_of_its_own() -> None:
    card = read(vcard(centre(name=NASTY, site=NASTY, website="https://example.org/\r\nEVIL:1"), URL))
    assert plain(card["FN"][0]) == 'Kuća; "rad", škola\\put\nEMAIL:evil@example.org'
    assert not {"EMAIL", "EVIL"} & card.keys()
    assert len(re.split(r"(?<!\\);", card["ADR"][0])) == 7


def test_long_lines_are_folded_between_letters() -> None:
    folded = fold_line("NOTE:" + "čćžšđ€😀" * 40)
    assert folded.replace("\r\n ", "") == "NOTE:" + "čćžšđ€😀" * 40
    assert max(len(line.encode()) for line in folded.split("\r\n")) <= 75
    assert escape("a,b;c\\d\ne") == r"a\,b\;c\\d\ne"


def test_what_is_known_is_in_it_and_nothing_else() -> None:
    facts = {
        "street": "Ulica 1",
        "city": "Čakovec",
        "postcode": "40000",
        "phone": "+385 40 1",
        "email": "a@example.org",
    }
    point = {"latitude": 46.39, "longitude": 16.43}
    with translation.override("en"):
        card = read(vcard(centre(**facts, **point, point_precision="door", website="https://example.org/a,b"), URL))
    assert card["VERSION"] == ["4.0"]
    assert list(card)[:2] == ["BEGIN", "VERSION"]
    assert card["ADR"] == [";;Ulica 1;Čakovec;;40000;Croatia"]
    assert card["GEO"] == ["geo:46.390000,16.430000"]
    assert card["URL"] == ["https://example.org/a,b"]
    assert (card["TEL"], card["EMAIL"]) == (["+385 40 1"], ["a@example.org"])
    assert plain(card["NOTE"][0]) == f"In service. Facts to be confirmed. Last information: undated. {URL}"
    bare = read(vcard(centre(**point, point_precision="city"), URL))
    assert not {"GEO", "TEL", "EMAIL", "URL"} & bare.keys()


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "country"), [("/hr/centri/", "Hrvatska"), ("/en/centres/", "Croatia")])
def test_it_downloads_in_the_readers_language(seeded: None, client: Client, path: str, country: str) -> None:
    response = client.get(f"{path}cisok-cakovec/vcard/")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cisok-cakovec.vcf"'
    card = read(response.content.decode())
    assert card["SOURCE"] == [f"http://testserver{path}cisok-cakovec/"]
    assert card["ADR"][0].endswith(country)
    assert client.get(f"{path}no-such-centre/vcard/").status_code == 404


@pytest.mark.django_db
def test_every_demo_centre_has_a_card_that_can_be_read(seeded: None) -> None:
    for one in Centre.objects.public().with_texts():
        card = read(vcard(one, URL))
        assert card["UID"] == [f"urn:uuid:{one.uid}"]
        assert plain(card["ORG"][0]) == one.name
