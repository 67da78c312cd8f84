"""Cells as people write them: codes, dates, postcodes, points, hours, and what is said about the rest."""

import csv
from decimal import Decimal
from itertools import islice

import pytest
from django.utils.translation import override

from centres.columns import coordinates
from centres.columns.date_text import month_comes_first
from centres.columns.hours import text as opening
from centres.columns.lookups import language_lookup
from centres.columns.messages import Message
from centres.columns.public import COLUMN, COLUMNS
from centres.columns.reading import RowFacts
from centres.importing.cells import postcodes, values
from centres.importing.cells.places import Places, boxes_of
from centres.importing.cells.rows import Options, RowReader
from centres.importing.columns.mapping import mapping_problems
from centres.importing.problems import Problem
from centres.importing.tables.table import Row

BY_NAME = COLUMN
ZAGREB = {"country": "Croatia", "postcode": "10000", "city": "Zagreb"}


def parse(options: Options | None = None, **cells: str):
    """One row with these fields as its columns."""
    reader = RowReader([f"col {name}" for name in cells], dict(enumerate(cells)), options)
    return reader.read(Row(7, tuple(cells.values())))


def told(parsed) -> list[tuple[str, str, str | None]]:
    return [(problem.field, problem.severity, problem.suggestion) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("needs", "work; orient", ["orient", "work"]),
        ("needs", "Trouver un emploi, formation", ["train", "work"]),
        ("access", "op afspraak / telefoon", ["appointment", "phone"]),
        ("access", "Senza appuntamento", ["walk-in"]),
        ("audiences", "Mladi; nezaposlene osobe", ["young", "job-seekers"]),
        ("speaks", "French, Dutch and Arabic", ["fr", "nl", "ar"]),
        ("speaks", "Hrvatski | Engleski", ["hr", "en"]),
        ("accessible", "cadeira de rodas", ["step-free"]),
        ("unverified", "hours;name", ["name", "hours"]),
    ],
)
def test_lists_of_codes_in_any_language(name, text, value):
    assert BY_NAME[name].read(text).value == value


def test_every_label_in_every_language_is_its_code():
    for name in ("needs", "access", "services", "audiences", "accessible"):
        vocabulary = BY_NAME[name].vocabulary
        for language in ("fr", "nl", "it", "pt", "hr", "en"):
            with override(language):
                labels = {code: str(label) for code, label in vocabulary.choices}
            for code, label in labels.items():
                assert BY_NAME[name].read(label).value == [code], (language, label)


def test_a_near_word_is_suggested_not_taken():
    reading = BY_NAME["access"].read("phone; apointment")
    assert (reading.has_value, reading.suggestion) == (False, "phone; appointment")
    assert "appointment" in str(reading.reason)
    assert BY_NAME["status"].read("opne").suggestion == "open"
    assert BY_NAME["status"].read("opn").suggestion == "open"
    assert BY_NAME["status"].read("zzz").suggestion is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HR", "HR"),
        ("hrv", "HR"),
        ("Hrvatska", "HR"),
        ("Kroatië", "HR"),
        ("Belgique", "BE"),
        ("UK", "GB"),
        ("Itália", "IT"),
    ],
)
def test_countries(text, code):
    assert BY_NAME["country"].read(text).value == code


def test_an_unknown_country_names_the_nearest():
    assert BY_NAME["country"].read("Belgiqe").suggestion == "BE"
    assert not BY_NAME["country"].read("Atlantis").has_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("oui", True),
        ("Nee", False),
        ("sì", True),
        ("não", False),
        ("da", True),
        ("x", True),
        ("✓", True),
        ("0", False),
        ("FALSE", False),
    ],
)
def test_yes_and_no(text, value):
    assert BY_NAME["free"].read(text).value is value


def test_neither_yes_nor_no():
    assert "neither yes nor no" in str(BY_NAME["free"].read("perhaps").reason)


@pytest.mark.parametrize(
    ("text", "value", "warned"),
    [
        ("2024-05-31", "2024-05-31", False),
        ("2024-05-31T00:00", "2024-05-31", False),
        ("31.5.2024.", "2024-05-31", False),
        ("05.06.2024", "2024-06-05", False),
        ("31/05/2024", "2024-05-31", False),
        ("05/31/2024", "2024-05-31", False),
        ("5/6/2024", "2024-06-05", True),
        ("31 mai 2024", "2024-05-31", False),
        ("31. svibnja 2024.", "2024-05-31", False),
        ("May 31, 2024", "2024-05-31", False),
        ("45443", "2024-05-31", True),
    ],
)
def test_dates(text, value, warned):
    reading = BY_NAME["checked_on"].read(text)
    assert (reading.value, reading.reason is not None) == (value, warned)


@pytest.mark.parametrize("text", ["2024-13-01", "31/02/2024", "soon", "2024", "1/1/24", "99999999999"])
def test_no_dates(text):
    assert not BY_NAME["checked_on"].read(text).has_value


def test_month_first_may_be_told():
    assert BY_NAME["checked_on"].read("5/6/2024", RowFacts(month_first=True)).value == "2024-05-06"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("05/2024", "2024-05"),
        ("maggio 2024", "2024-05"),
        ("2008-2017", "2008/2017"),
        ("2008/2017", "2008/2017"),
    ],
)
def test_partial_dates(text, value):
    assert BY_NAME["as_of"].read(text).value == value


@pytest.mark.parametrize(
    ("text", "country", "value", "warned"),
    [
        ("4000.0", "BE", "4000", False),
        ("B-1210", "BE", "1210", False),
        ("6300", "FR", "06300", True),
        ("06300", "FR", "06300", False),
        ("75349 SP 07", "FR", "75349", False),
        ("93210 Cedex", "FR", "93210", False),
        ("4000123", "PT", "4000-123", False),
        ("1012", "PT", "1012", False),
        ("1012ab", "NL", "1012 AB", False),
        ("sw1a1aa", "GB", "SW1A 1AA", False),
        ("11000", "CZ", "110 00", False),
        ("950", "PL", None, False),
        ("4000A", "HR", None, False),
        ("123", "FR", "123", True),
        ("ANY 1", "", "ANY 1", False),
    ],
)
def test_postcodes(text, country, value, warned):
    reading = postcodes.read_postcode(text, country)
    assert (reading.value, reading.has_value and reading.reason is not None) == (value, warned)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("www.cisok.hr", "https://www.cisok.hr"),
        ("http:\\\\a.org\\x", "http://a.org/x"),
        ("HTTPS://A.org/", "https://A.org/"),
        ("a.org:8080/x", "https://a.org:8080/x"),
    ],
)
def test_web_addresses(text, value):
    assert BY_NAME["website"].read(text).value == value


@pytest.mark.parametrize("text", ["javascript:alert(1)", "no site", "ftp://a.org", "http://"])
def test_no_web_addresses(text):
    assert not BY_NAME["website"].read(text).has_value


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("voir https://www.ville.fr (page emploi)", "https://www.ville.fr"),
        ("www.ville.fr ou www.agglo.fr", "https://www.ville.fr"),
        ("https://ville.fr,https://agglo.fr", "https://ville.fr"),
        # A piece of an address is another host.
        ("www.ville .fr", None),
        ("www.ville,fr", None),
        ("https://emploi.ville, fr", None),
        ("https://emploi.ville,fr", None),
        ("https://www.ville -emploi.fr", None),
        ("Mme.Dupont ou M.Durand", None),
        ("voir p.ex. la mairie", None),
        ("contact: info@ville.fr", None),
    ],
)
def test_a_suggestion_invents_no_web_host(text, suggestion):
    reading = BY_NAME["website"].read(text)
    assert reading.suggestion == suggestion
    assert reading.value in (None, suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("mail info@ville.fr", "info@ville.fr"),
        ("info @ ville.fr", "info@ville.fr"),
        ("info@ville.fr ou", "info@ville.fr"),
        ("info@emploi.ville .fr", None),
        ("info@ville.fr - accueil", "info@ville.fr"),
    ],
)
def test_a_suggestion_invents_no_mailbox(text, suggestion):
    reading = BY_NAME["email"].read(text)
    assert reading.suggestion == suggestion
    assert reading.value in (None, suggestion)


def test_a_point_of_the_gazetteer_is_the_town_not_the_door():
    wrong_point = parse(name="A", country="FR", city="Nantes", street="1 rue X", point="nowhere")
    (suggestion,) = [problem.suggestion for problem in wrong_point.problems]
    assert suggestion is not None
    taken = parse(name="A", country="FR", city="Nantes", street="1 rue X", point=suggestion)
    assert taken.values["point_precision"] == "city"
    own = parse(name="A", country="FR", city="Nantes", street="1 rue X", point="47.2136, -1.5541")
    assert "point_precision" not in own.values
    said = parse(name="A", country="FR", city="Nantes", point=suggestion, point_precision="street")
    assert said.values["point_precision"] == "street"


def test_contact_suggests_the_readable_part():
    assert BY_NAME["website"].read("see https://a.org, https://b.org").suggestion == "https://a.org"
    assert BY_NAME["email"].read("info (at) a.org").suggestion == "info@a.org"
    assert BY_NAME["email"].read("mailto:info@a.org").value == "info@a.org"
    assert BY_NAME["phone"].read("Tél. : 02 123 45 67").value == "02 123 45 67"
    assert BY_NAME["phone"].read("+385 40 123 456 ; +385 40 1").suggestion == "+385 40 123 456"
    assert "shortened" in str(BY_NAME["phone"].read("3.85E+10").reason)


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("04 72 00 00 00 / 04 72 00 00 01", "04 72 00 00 00", "04 72 00 00 01"),
        ("04 76 00 00 00\n06 00 00 00 00", "04 76 00 00 00", "06 00 00 00 00"),
        ("+39 011 1234567 - 011 1234568", "+39 011 1234567", "011 1234568"),
        ("04 72 00 00 00 04 72 00 00 01", "04 72 00 00 00", "04 72 00 00 01"),
        ("0471/123456/0472/654321", "0471/123456", "0472/654321"),
        ("02 123 45 67/68", "02 123 45 67", "68"),
        ("01 23 45 67 89 ou 06 11 22 33 44", "01 23 45 67 89", "06 11 22 33 44"),
        ("03 20 11 22 33 (standard)", "03 20 11 22 33", "standard"),
        ("02/123.45.67", "02/123.45.67", ""),
        ("051/123-456", "051/123-456", ""),
        ("+32 (0)9 123 45 67", "+32 (0)9 123 45 67", ""),
        ("3949", "3949", ""),
    ],
)
def test_one_telephone_and_what_stands_beside_it(text, number, note):
    reading = BY_NAME["phone"].read(text)
    assert (reading.value, reading.note, reading.reason is not None) == (number, note, bool(note))


@pytest.mark.parametrize(
    ("name", "text", "value", "note"),
    [
        ("email", "a@example.org; b@example.org", "a@example.org", "b@example.org"),
        ("email", "info@example.org (secr.)", "info@example.org", "(secr.)"),
        ("website", "https://a.org ; https://b.org/x", "https://a.org", "https://b.org/x"),
        ("website", "www.a.be / www.b.be", "https://www.a.be", "www.b.be"),
        ("everyone", "yes (everyone)", True, "everyone"),
        ("interpreters", "op aanvraag", None, "op aanvraag"),
        ("free", "neen", False, ""),
        ("free", "✗", False, ""),
        ("accessible", "oui", ["step-free"], ""),
        ("accessible", "limited", [], "limited"),
    ],
)
def test_what_else_a_cell_says_is_a_note(name, text, value, note):
    reading = BY_NAME[name].read(text)
    assert (reading.has_value, reading.value, reading.note) == (True, value, note)


@pytest.mark.parametrize("text", ["https://exa mple.org", "https://www.exam ple.org"])
def test_no_other_host_is_ever_suggested(text):
    reading = BY_NAME["website"].read(text)
    assert (reading.has_value, reading.suggestion) == (False, None)


@pytest.mark.parametrize(
    "text",
    [
        "NC",
        "n.v.t.",
        "#N/A",
        "Non renseigné",
        "–",
        "…",
        "niet bekend",
        "non disponibile",
        "s/ informação",
        "nema podataka",
        "TBC",
    ],
)
def test_cells_that_say_nothing(text):
    assert values.is_empty(text)


@pytest.mark.parametrize("text", ["0", "no", "✗", "Centre NC", "Na"[:1], "Κέντρο"])
def test_cells_that_say_something(text):
    assert not values.is_empty(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sept-22", "2022-09"), ("janv-20", "2020-01"), ("août-21", "2021-08"), ("ruj-22", "2022-09"), ("velj-22", "2022-02"),
        ("mrt-20", "2020-03"), ("set/22", "2022-09"), ("Sep-22", "2022-09"), ("ott-19", "2019-10"),
    ],
)  # fmt: skip
def test_months_as_a_spreadsheet_shows_them(text, value):
    assert BY_NAME["as_of"].read(text).value == value


def test_other_dates_of_a_file_decide_which_number_is_the_month():
    assert month_comes_first(["5/6/2024", "14/3/2025"]) is False
    assert month_comes_first(["5/6/2024", "3/14/2025"]) is True
    assert month_comes_first(["5/6/2024"]) is month_comes_first(["14/3/2025", "3/14/2025"]) is None
    parsed = parse(Options(country="FR", month_first=False), as_of="5/6/2024")
    assert (parsed.values["as_of"], parsed.problems) == ("2024-06-05", [])
    assert parse(Options(country="GB", month_first=True), as_of="5/6/2024").values["as_of"] == "2024-05-06"


@pytest.mark.parametrize(
    ("country", "city", "lat", "lng", "grid"),
    [
        ("FR", "Lille", "7059000.2", "704000.5", "Lambert 93"),
        ("HR", "Zagreb", "5074000", "459000", "HTRS96/TM"),
        ("BE", "Bruxelles", "170500", "149000", "Lambert 72"),
        ("BE", "Bruxelles", "149000", "170500", "Lambert 72"),
        ("BE", "Brussel", "670500", "649000", "Lambert 2008"),
        ("NL", "Amsterdam", "487000", "121000", "RD"),
        ("PT", "Lisboa", "-105000", "-88000", "PT-TM06"),
        ("GB", "London", "180000", "530000", "British National Grid"),
        ("IT", "Torino", "4991000", "395000", "UTM 32N"),
        ("CH", "Zürich", "1247000", "2683000", "LV95"),
    ],
)
def test_metres_of_a_grid_are_converted_and_named(country, city, lat, lng, grid):
    parsed = parse(country=country, city=city, lat=lat, lng=lng)
    (problem,) = parsed.problems
    assert parsed.ok
    assert grid in str(problem.reason)
    assert problem.suggestion == f"{parsed.values['lat']}, {parsed.values['lng']}"


def test_metres_of_no_grid_used_there_are_named():
    parsed = parse(country="FR", city="Lille", lat="123456", lng="654321")
    assert "Lambert 93" in str(parsed.problems[0].reason)
    assert not parsed.ok


def test_a_point_taken_from_the_gazetteer_is_a_town_not_a_door():
    offered = parse(lat="x", lng="15,98", **ZAGREB).problems[0].suggestion
    assert parse(lat=offered, lng="15,98", **ZAGREB).values["point_precision"] == "city"
    assert "point_precision" not in parse(lat="45.8", lng="15.97", **ZAGREB).values


@pytest.mark.parametrize(
    ("country", "code", "town", "lat", "lng"),
    [
        ("FR", "97500", "Saint-Pierre", "46.78", "-56.17"),
        ("FR", "98800", "Nouméa", "-22.27", "166.45"),
        ("NC", "98800", "Nouméa", "-22.27", "166.45"),
        ("FR", "", "Papeete", "-17.53", "-149.57"),
        ("RE", "97400", "Saint-Denis", "-20.88", "55.45"),
        ("NL", "", "Willemstad", "12.1", "-68.9"),
        ("PT", "", "Funchal", "32.65", "-16.91"),
    ],
)
def test_territories_overseas_are_in_their_country(country, code, town, lat, lng):
    parsed = parse(country=country, postcode=code, city=town, lat=lat, lng=lng)
    assert (parsed.ok, parsed.values.get("lat")) == (True, float(lat))


@pytest.mark.parametrize(
    ("country", "town", "lat", "lng", "is_wet"),
    [
        ("HR", "", "44.0", "14.5", True), ("FR", "Marseille", "43.10", "5.2", True), ("HR", "Rijeka", "45.10", "14.10", False),
        ("HR", "Hvar", "43.172", "16.441", False), ("IT", "Venezia", "45.43", "12.33", False), ("FR", "", "46.0", "3.0", False),
    ],
)  # fmt: skip
def test_a_point_in_the_sea_is_named(country, town, lat, lng, is_wet):
    parsed = parse(country=country, city=town, lat=lat, lng=lng)
    assert any("in the sea" in str(problem.reason) for problem in parsed.problems) == is_wet
    assert parsed.ok != is_wet


@pytest.mark.parametrize(
    ("country", "cells", "wanted"),
    [
        ("HR", {"city": "10000 Zagreb", "street": "Ilica 5"}, ("Ilica 5", "10000", "Zagreb")),
        ("NL", {"city": "Amsterdam", "street": "Modelstraat 1, 1012 AB"}, ("Modelstraat 1", "1012 AB", "Amsterdam")),
        ("IT", {"city": "Torino", "street": "Via Modello 1 - 10121 Torino"}, ("Via Modello 1", "10121", "Torino")),
        ("BE", {"address": "1000 Bruxelles, rue Haute 1"}, ("rue Haute 1", "1000", "Bruxelles")),
        ("IE", {"address": "5 Main Street, Dublin 2, D02 AF30"}, ("5 Main Street", "D02 AF30", "Dublin 2")),
        ("PT", {"postcode": "4700", "postcode_end": "32", "city": "Braga", "street": "Rua 1"}, ("Rua 1", "4700-032", "Braga")),
        ("FR", {"street": "DES ESSAIS", "street_type": "RUE", "house_number": "3", "house_suffix": "bis"}, ("3 bis RUE DES ESSAIS", None, None)),
        ("IT", {"street": "Via Roma", "house_number": "15", "house_suffix": "A"}, ("Via Roma 15/A", None, None)),
        ("BE", {"street": "Veldstraat", "house_number": "12", "box": "3"}, ("Veldstraat 12 bus 3", None, None)),
        ("BE", {"street": "rue de Namur 12", "house_number": "12", "box": "3"}, ("rue de Namur 12 bte 3", None, None)),
    ],
)  # fmt: skip
def test_addresses_in_one_cell_and_in_many(country, cells, wanted):
    found = parse(country=country, **cells).values
    assert tuple(found.get(name) for name in ("street", "postcode", "city")) == wanted


def test_a_note_is_kept_in_a_language_of_the_portal_only():
    """A row of Germany has words in German, which the portal does not speak; its hours are still read as German."""
    german = parse(name="A", country="DE", city="Berlin", phone="030 123456; 030 654321", hours_mo="geschlossen")
    assert german.values["phone"] == "030 123456"
    assert not [name for name in german.values if name.startswith("access_note")]
    french = parse(name="A", country="FR", city="Lyon", phone="04 72 00 00 00 ; 04 72 00 00 01", summary_fr="Un lieu.")
    assert french.values["access_note_fr"] == "col phone: 04 72 00 00 01"


def test_there_is_none_is_no_contact():
    assert parse(country="HR", website="nema", email="geen", phone="non").problems == []


def test_text_is_cleaned_and_measured():
    assert BY_NAME["street"].read(" a\u200bb \x07 c ").value == "ab c"
    assert BY_NAME["description_fr"].read("one\r\ntwo").value == "one\ntwo"
    reading = BY_NAME["name"].read("x" * 201)
    assert (reading.has_value, reading.suggestion) == (False, "x" * 200)
    assert BY_NAME["name"].read("=1+1").value == "=1+1"
    assert "formula" in str(values.read_value("#REF!", BY_NAME["name"]).reason)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("45.815, 15.98", (45.815, 15.98)),
        ("45,815; 15,98", (45.815, 15.98)),
        ("45,815, 15,98", (45.815, 15.98)),
        ("POINT(15.98 45.815)", (45.815, 15.98)),
        ("SRID=4326;POINT(15.98 45.815)", (45.815, 15.98)),
        ("point z (15.98 45.815 3)", (45.815, 15.98)),
        ("0101000020E6100000F6285C8FC2F52F4052B81E85EBE94640", (45.8275, 15.98)),
        ("45°48'54\" N, 15°58'48\" E", (45.815, 15.98)),
        ("15°58'48\"E 45°48'54\"N", (45.815, 15.98)),
        ("[45.815, 15.98]", (45.815, 15.98)),
        ("44,837; -,5791", (44.837, -0.5791)),
        ("geo:45.815,15.98?z=19", (45.815, 15.98)),
        ("https://www.google.com/maps/place/x/@45.815,15.98,13z", (45.815, 15.98)),
        ("https://www.google.com/maps/place/x/@45.1,15.1,13z/data=!8m2!3d45.815!4d15.98", (45.815, 15.98)),
        ("https://maps.google.com/?q=45.815,15.98", (45.815, 15.98)),
        ("https://www.openstreetmap.org/?mlat=45.815&mlon=15.98#map=12/45.1/15.1", (45.815, 15.98)),
        ("https://www.openstreetmap.org/#map=19/45.815/15.98", (45.815, 15.98)),
        ('{"type": "Point", "coordinates": [15.98, 45.815]}', (45.815, 15.98)),
        ("SRID=3765;POINT(459000 5074000)", (45.8046, 15.9725)),
    ],
)
def test_points_in_one_column(text, pair):
    assert coordinates.to_pair(text) == pytest.approx(pair, abs=0.0001)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1;2;3",
        "SRID=31370;POINT(1 900000)",
        "SRID=99999;POINT(1 2)",
        "LINESTRING(1 2, 3 4)",
        "01" + "0" * 40,
        "POINT(nan 2)",
        "",
    ],
)
def test_no_points(text):
    assert coordinates.to_pair(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("45,815", 45.815), ("−9.14", -9.14), ("9.14 W", -9.14), ("45°48'54\"", 45.815), ("S 3,5", -3.5), ("1.5e1", 15.0)],
)
def test_one_coordinate(text, value):
    assert coordinates.to_degrees(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("lat", "lng", "point", "said"),
    [
        ("45,815", "15,98", (45.815, 15.98), ""),
        ("15.98", "45.815", (45.815, 15.98), "swapped"),
        ("5748000", "1778000", None, "swapped|metres"),
        ("0", "0", None, "Atlantic"),
        ("45.815", "-15.98", None, "km from"),
        ("45.8", "", None, "both numbers"),
        ("", "", None, ""),
        ("45815", "15.98", (45.815, 15.98), "lost its decimal signs"),
        ("45815000", "15980000", (45.815, 15.98), "lost its decimal signs"),
        ("99999", "15.98", None, "no place on earth"),
        ("1e999", "2", None, "not a point"),
        ("48.85", "2.35", None, "km from"),
    ],
)
def test_points_beside_their_address(lat, lng, point, said):
    parsed = parse(lat=lat, lng=lng, **ZAGREB)
    found = (parsed.values.get("lat"), parsed.values.get("lng"))
    if point:
        assert found == point
    reasons = " ".join(str(problem.reason) for problem in parsed.problems)
    assert any(part in reasons for part in said.split("|"))
    assert bool(reasons) == bool(said)


def test_far_points_name_the_nearest_valid_one():
    assert told(parse(lat="45.815", lng="-15.98", **ZAGREB)) == [("lat", "error", "45.815, 15.98")]
    (problem,) = parse(lat="48.85", lng="2.35", **ZAGREB).problems
    lat, lng = (float(part) for part in (problem.suggestion or "").split(", "))
    assert (lat, lng) == pytest.approx((45.81, 15.98), abs=0.2)
    assert problem.line == 7
    assert problem.column == "col lat"
    assert told(parse(lat="45815", lng="15.98", **ZAGREB))[0][2] == "45.815, 15.98"


def test_the_number_that_is_no_place_is_the_one_named():
    assert [one[0] for one in told(parse(lat="45.815", lng="99999", **ZAGREB))] == ["lng"]
    assert [one[0] for one in told(parse(lat="99999", lng="15.98", **ZAGREB))] == ["lat"]


def test_an_unreadable_point_offers_the_town_and_the_offer_can_be_taken():
    (problem,) = parse(lat="45,3x", lng="15,98", **ZAGREB).problems
    assert (problem.field, problem.severity) == ("lat", "error")
    taken = parse(lat=problem.suggestion, lng="15,98", **ZAGREB)
    assert taken.ok
    assert taken.values["lat"] == pytest.approx(45.81, abs=0.2)


def test_half_a_point_offers_the_town_too():
    (problem,) = parse(lat="", lng="15,98", **ZAGREB).problems
    assert (problem.field, problem.value) == ("lat", "")
    assert parse(lat=problem.suggestion, lng="15,98", **ZAGREB).ok


def test_a_row_whose_cells_may_be_shifted_has_no_values():
    reader = RowReader(["name", "city"], {0: "name", 1: "city"})
    ragged = Problem(3, "", "", "x", Message("Wrong"))
    parsed = reader.read(Row(3, ("A", "B"), (ragged,)))
    assert (parsed.values, parsed.problems) == ({}, [ragged])


def test_the_overseas_departments_are_in_france():
    parsed = parse(country="RE", postcode="97400", city="Saint-Denis", lat="-20.88", lng="55.45")
    assert (parsed.values["country"], parsed.problems) == ("FR", [])


def test_metres_of_a_web_map_are_converted():
    parsed = parse(point="SRID=3857;POINT(1778886 5749000)", **ZAGREB)
    assert (parsed.values["lat"], parsed.values["lng"]) == pytest.approx((45.81, 15.98), abs=0.05)
    parsed = parse(lat="5749000", lng="1778886", **ZAGREB)
    assert parsed.ok
    assert parsed.values["lat"] == pytest.approx(45.81, abs=0.05)
    assert "metres" in str(parsed.problems[0].reason)


def test_without_a_known_town_the_country_tells_swapped_points():
    parsed = parse(country="PT", city="Nowhere at all", lat="-9.14", lng="38.72")
    assert (parsed.values["lat"], parsed.values["lng"]) == (38.72, -9.14)
    assert "not in the country" in str(parse(country="PT", lat="45.8", lng="15.98").problems[0].reason)


def test_towns_with_typing_errors_are_named_and_kept():
    parsed = parse(country="HR", city="Zagrebb")
    assert parsed.values["city"] == "Zagrebb"
    assert told(parsed) == [("city", "warning", "Zagreb")]
    assert parse(country="HR", city="Zagreb").problems == []
    assert parse(country="BE", city="Bruxelles").problems == []
    assert parse(country="FR", city="Paris Cedex 19").problems == []


def test_a_town_beside_a_good_postcode_is_looked_at_too():
    assert told(parse(country="HR", city="Zagrebb", postcode="10000")) == [("city", "warning", "Zagreb")]
    assert parse(country="HR", city="Zagrebb", postcode="21000").problems == []


def test_national_numbers_get_their_zero_back():
    parsed = parse(country="FR", phone="140057000")
    assert (parsed.values["phone"], parsed.ok) == ("0140057000", True)
    assert "lost a zero" in str(parsed.problems[0].reason)
    assert parse(country="PT", phone="223392680").problems == []
    assert parse(country="FR", phone="1 40 05 70 00").problems == []


def test_a_wrong_postcode_names_one_of_the_town():
    (problem,) = parse(country="HR", city="Zagreb", postcode="1000A").problems
    assert (problem.field, problem.suggestion is not None and problem.suggestion.startswith("10")) == ("postcode", True)


WEEK = "Mo-Fr 09:00-17:00; Sa-Su off"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH off"),
        ("Mo–Fr 9.00–17.00 uur", WEEK),
        ("pon - pet 9-17", WEEK),
        ("od ponedjeljka do petka 9-17 sati", WEEK),
        ("da lunedì a venerdì 9:00-17:00", WEEK),
        ("dal lunedì al venerdì dalle 9 alle 17", WEEK),
        ("segunda a sexta das 9h às 17h", WEEK),
        ("2ª a 6ª feira: 9h00-17h00", WEEK),
        ("Du lundi au vendredi de 9h à 17h", WEEK),
        ("9h-17h du lundi au vendredi", WEEK),
        ("maandag t/m vrijdag van 9 tot 17 uur", WEEK),
        ("ma-vr 9u-17u, za gesloten", "Mo-Fr 09:00-17:00; Sa-Su off"),
        ("ma-ve 9h-17h", "Mo off; Tu-Fr 09:00-17:00; Sa-Su off"),
        ("Mon-Fri 9am-5pm, closed Sunday", WEEK),
        ("lun-ven 9h-12h30 / 14h-18h", "Mo-Fr 09:00-12:30,14:00-18:00; Sa-Su off"),
        ("lundi : 9h-12h / mardi : fermé", "Mo 09:00-12:00; Tu-Su off"),
        ("lu-ve 9-17, fermé les jours fériés", "Mo-Fr 09:00-17:00; Sa-Su off; PH off"),
        ("24/7", "24/7"),
        ("7j/7 10h-18h", "Mo-Su 10:00-18:00"),
        ("fermé le dimanche", "Mo-Sa unknown; Su off"),
        ("zatvoreno", "Mo-Su off"),
    ],
)
def test_hours_people_write(text, stored):
    assert opening.read_hours(text).value == stored


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("9h-17h", None),
        ("lu-ve 9-17 sur rendez-vous", 'Mo-Fr 09:00-17:00 "sur rendez-vous"; Sa-Su unknown'),
        ("Mo 9-5", None),
        ("lundi 9h", None),
        ("lundi mardi 9-12", None),
        ("ma-do 9-12", None),
        ("every second Tuesday 9-12", None),
        ("lun-ven 9-17 sauf mercredi", None),
        ("call us", None),
    ],
)
def test_hours_are_never_guessed(text, suggestion):
    reading = opening.read_hours(text)
    assert (reading.has_value, reading.suggestion) == (False, suggestion)


def test_hours_in_columns_for_the_days():
    parsed = parse(
        country="FR", hours_mo="9h-12h", hours_tu="fermé", opens_we="9:00", closes_we="17:00", opens_th="", closes_th=""
    )
    assert parsed.values["opening_hours"] == "Mo 09:00-12:00; Tu off; We 09:00-17:00; Th-Su unknown"
    parsed = parse(country="FR", hours_mo="mornings", opens_we="9:00", closes_we="")
    assert [problem.field for problem in parsed.problems] == ["hours_mo", "opens_we"]
    assert "opening_hours" not in parsed.values


def test_morning_and_afternoon_may_be_two_columns():
    reader = RowReader(["lundi matin", "lundi après-midi", "pays"], {0: "hours_mo", 1: "hours_mo", 2: "country"})
    assert (
        reader.read(Row(2, ("9-12", "13-17", "FR"))).values["opening_hours"]
        == "Mo 09:00-12:00,13:00-17:00; Tu-Su unknown"
    )


def test_a_row_says_what_is_missing_and_empty_cells_mean_nothing_known():
    parsed = parse(name="", country="", city="-", needs="", free="n/a", everyone="", status="")
    assert [(problem.field, str(problem.reason)[:22]) for problem in parsed.problems] == [
        ("name", "The name is missing. W"),
        ("country", "The country is missing"),
    ]
    assert parsed.values == {"city": None, "needs": [], "free": None, "everyone": False}
    assert not parsed.ok


def test_country_and_language_may_be_told_for_the_whole_file():
    parsed = parse(
        Options(country="BE", language="nl"), name="Leerwinkel", postcode="9000", ages="16-25", audiences="iedereen"
    )
    assert parsed.ok
    assert parsed.values == {
        "name": "Leerwinkel", "language": "nl", "country": "BE", "postcode": "9000", "age_from": 16, "age_to": 25,
        "audiences": [], "everyone": True,
    }  # fmt: skip


def test_problems_can_be_kept_and_told_again_in_another_language():
    (problem,) = parse(country="Belgiqe").problems
    kept = Message(problem.reason.text, dict(problem.reason.params))
    assert str(kept) == str(problem.reason)
    assert "Belgiqe" in str(kept)


def test_mappings_are_checked_before_a_row_is_read():
    header = ["a", "b", "c", "d"]
    fields = [problem.field for problem in mapping_problems(header, {0: "lat", 1: "city", 2: "city", 3: "opens_mo"})]
    assert fields == ["city", "name", "lat", "opens_mo"]
    assert mapping_problems(header, {0: "name", 1: "hours_mo", 2: "hours_mo"}) == []


def test_the_gazetteer_knows_boxes_and_limits_its_guesses():
    (box,) = boxes_of("HR")
    assert box.holds(45.8, 15.9)
    assert not box.holds(15.9, 45.8)
    places = Places()
    places._left = 0
    assert places.nearest_town("HR", "Zagrebb") is None
    assert boxes_of("ZZ") == ()
    assert len(boxes_of("FR")) == 6


@pytest.mark.django_db
def test_an_exported_file_reads_back_unchanged(tmp_path):
    from centres.columns.public import flat, written
    from centres.importing.tables.files import open_table
    from centres.models import Centre

    centres = list(Centre.objects.public().prefetch_related("texts").select_related("parent", "organisation")[:60])
    for centre in centres:
        centre.latitude = Decimal(str(round(centre.latitude, 6))) if centre.latitude is not None else None
    path = tmp_path / "export.csv"
    names = [column.name for column in COLUMNS]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        for centre in centres:
            writer.writerow([written(value) for value in flat(centre).values()])
    with open_table(path) as table:
        assert table.header == names
        reader = RowReader(table.header, dict(enumerate(table.header)))
        for centre, row in zip(centres, islice(table.rows, 100), strict=True):
            parsed = reader.read(row)
            expected = flat(centre)
            changed = {
                name: (value, expected[name]) for name, value in parsed.values.items() if value != expected[name]
            }
            assert changed == {}
            assert [problem for problem in parsed.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("word", ["neerlandês", "holandês"])
def test_a_table_may_hold_either_portuguese_word(word: str) -> None:
    assert language_lookup().find(word) == "nl"


def test_of_several_columns_of_one_field_the_wrong_one_is_named():
    header = ["Tel", "Mobile", "Land", "opens", "closes", "am", "pm"]
    fields = dict(enumerate(["phone", "phone", "country", "opens_mo", "closes_mo", "hours_tu", "hours_tu"]))
    cells = ("+385 51 123 456", "12", "HR", "9:00", "late", "9-12", "whenever")
    problems = RowReader(header, fields).read(Row(7, cells)).problems
    named = [(problem.line, problem.column, problem.value) for problem in problems if problem.field != "name"]
    assert named == [(7, "Mobile", "12"), (7, "closes", "late"), (7, "pm", "whenever")]
