"""What a file's columns are taken for: by their names in six languages, and by what stands in them."""

from collections.abc import Sequence

import pytest
from django.utils.translation import override

from centres.columns.public import COLUMNS
from centres.importing.columns.headers import propose, signature
from centres.importing.fields import NAMES, field_choices, field_label
from centres.importing.tables.table import Row

UID = "0b2e7d0e-7a4b-4c1d-9b59-0d5c6f5f0a11"


def fields(header: Sequence[str], *rows: Sequence[str], language: str = "") -> list[str | None]:
    sample = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    return [proposal.field for proposal in propose(header, sample, language=language)]


def test_our_own_columns_are_sure():
    header = [column.name for column in COLUMNS]
    proposals = propose(header, [])
    assert [proposal.field for proposal in proposals] == header
    assert all(proposal.confidence == 1 for proposal in proposals)


@pytest.mark.parametrize(
    "header",
    [
        ["Nom du centre", "Adresse", "CP", "Ville", "Pays", "Tél.", "Courriel", "Site web", "Horaires", "Langues parlées"],
        ["Naam centrum", "Straat en nummer", "Postcode", "Gemeente", "Land", "Telefoon", "E-mailadres", "Webseite", "Openingsuren", "Talen"],
        ["Denominazione", "INDIRIZZO", "C.A.P.", "Città", "Paese", "Telefono", "Posta elettronica", "Sito web", "Orari di apertura", "Lingue"],
        ["Designação", "Morada", "Código postal", "Localidade", "País", "Telefone", "Correio eletrónico", "Sítio", "Horário", "Línguas"],
        ["Naziv ustanove", "Ulica i broj", "Poštanski broj", "Grad", "Država", "Telefon", "E-pošta", "Web stranica", "Radno vrijeme", "Jezici"],
        ["Centre name", "street_address", "ZIP code", "Town", "Country", "Phone number", "E-Mail", "URL", "opening hours", "Languages spoken"],
        ["Bezeichnung", "Anschrift", "PLZ", "Ort", "Land", "Telefonnummer", "e-mail", "Homepage", "Öffnungszeiten", "Sprachen"],
    ],
)  # fmt: skip
def test_headers_in_many_languages(header):
    wanted = ["name", "street", "postcode", "city", "country", "phone", "email", "website", "opening_hours", "speaks"]
    assert fields(header) == wanted


def test_typing_errors_and_units_are_forgiven():
    assert fields(["Latitude (WGS84)", "LONGITUDE_deg", "Postcod", "Gementee"]) == ["lat", "lng", "postcode", "city"]


def test_nested_json_names_count_by_their_last_part():
    assert fields(["name", "address.street", "address.zip", "contact.tel"]) == ["name", "street", "postcode", "phone"]


def test_days_and_times_in_columns():
    header = ["lundi", "mardi matin", "Mi open", "Mi sluit", "PON otvara", "Thursday from", "Thursday to", "zaterdag"]
    assert fields(header) == [
        "hours_mo",
        "hours_tu",
        "opens_we",
        "closes_we",
        "hours_mo",
        "opens_th",
        "closes_th",
        "hours_sa",
    ]
    assert fields(["ma open", "ma sluit", "wo open", "wo sluit"]) == ["opens_mo", "closes_mo", "opens_we", "closes_we"]
    assert fields(["ma", "me", "je", "ve"]) == ["hours_tu", "hours_we", "hours_th", "hours_fr"]


def test_texts_of_a_language():
    assert fields(["Beschrijving (NL)", "FR description", "Description", "summary-hr"], language="it") == [
        "description_nl", "description_fr", "description_it", "summary_hr",
    ]  # fmt: skip
    row = ["Un lieu ouvert à tous pour vous orienter et trouver une formation avec nous"]
    assert fields(["Description", "x"], [*row, ""])[0] == "description_fr"


def test_contents_tell_what_names_do_not():
    rows = [
        ["info@x.org", "https://x.org", "45.815", "15.98", "Mo-Fr 09:00-17:00", "Croatia", "+385 40 123 456", UID, "walk-in; phone"],
        ["i@y.org", "www.y.org/a", "46.815", "16.981", "lun-ven 9h-16h", "Italy", "+39 02 123 456", UID[::-1].replace("-", "0")[:32], "online"],
    ]  # fmt: skip
    header = list("abcdefghi")
    wanted = ["email", "website", "lat", "lng", "opening_hours", "country", "phone", "uid", "access"]
    assert fields(header, *rows) == wanted
    assert all(proposal.confidence < 0.9 for proposal in propose(header, [Row(2, tuple(row)) for row in rows]))


@pytest.mark.parametrize(
    "value",
    [
        "45,815; 15,98",
        "POINT(15.98 45.81)",
        "SRID=4326;POINT(15.98 45.81)",
        "0101000020E6100000F6285C8FC2F52F4052B81E85EBE94640",
    ],
)
def test_a_column_of_points(value):
    assert fields(["where", "name"], [value, "A"]) == ["point", "name"]


def test_identifiers_are_ours_or_the_sources():
    assert fields(["id", "name"], [UID, "A"]) == ["uid", "name"]
    assert fields(["Šifra", "name"], ["0012", "A"]) == ["reference", "name"]


def test_two_columns_for_one_field_and_columns_nobody_knows():
    proposals = propose(["CP", "postcode", "Remarques internes"], [Row(2, ("1", "2", "x"))])
    assert [proposal.field for proposal in proposals] == [None, "postcode", None]
    assert "Another column" in str(proposals[0].reason)
    assert proposals[2].confidence == 0


def test_what_only_our_exports_write_is_left_out():
    assert fields(["uid", "name", "url", "licence", "updated_at"]) == ["uid", "name", None, None, None]
    assert fields(["name", "url"]) == ["name", "website"]


def test_signatures_forgive_order_case_and_spacing():
    assert signature(["Nom", "Code postal"]) == signature(["CODE_POSTAL ", "nom"])
    assert signature(["Nom"]) != signature(["Naam"])


@pytest.mark.parametrize("language", ["fr", "en", "hr"])
def test_every_field_can_be_chosen_once(language):
    with override(language):
        chosen = [name for _title, group in field_choices() for name, _label in group]
        labels = [label for _title, group in field_choices() for _name, label in group]
        assert field_label("point") in labels
    assert sorted(chosen) == sorted(NAMES)
    assert all(labels)
    assert field_label("nothing") == "nothing"
