"""Tables that name no columns, lists in cells, and tables that do not say in which country they are."""

import json

import pytest
from django.urls import reverse

from centres.importing.columns.country import likely_country
from centres.importing.columns.headers import propose
from centres.importing.tables.files import open_table
from centres.importing.tables.shapes import flat
from centres.models import State
from tests.centres.imports import do, received

FOLDER = "tests/centres/public_tables"


def table_of(tmp_path, text, name="table.csv"):
    """Header, rows and ``{number of a column: field}`` of a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with open_table(path) as table:
        rows = list(table.rows)
        found = {one.column_index: one.field for one in propose(table.header, rows) if one.field}
        return table, rows, found


# ---- no line with names -------------------------------------------------------------------------------------------

PEOPLE = [
    "Centre Exemple de Lille;10 rue des Essais;59000;Lille;03 20 00 00 01;lille@example.org",
    "Centre Exemple de Lyon;5 quai du Modèle;69003;Lyon;04 72 00 00 03;lyon@example.org",
    "Centre Exemple de Nantes;8 rue de la Preuve;44000;Nantes;02 40 00 00 04;nantes@example.org",
]


def test_a_table_without_names_keeps_its_first_row(tmp_path):
    table, rows, found = table_of(tmp_path, "\n".join(PEOPLE))
    assert not table.is_named
    assert table.header == [f"#{number}" for number in range(1, 7)]
    assert [row.line for row in rows] == [1, 2, 3]
    assert [found[number] for number in range(6)] == ["name", "street", "postcode", "city", "phone", "email"]


def test_a_table_of_names_and_addresses_only(tmp_path):
    rows = [
        "Centre d'information Lens,12 rue de la Paix,62300,Lens",
        "Maison de l'emploi Arras,3 place Foch,62000,Arras",
    ]
    table, found, fields = table_of(tmp_path, "\n".join(rows))
    assert not table.is_named
    assert len(found) == 2
    assert [fields[number] for number in range(4)] == ["name", "street", "postcode", "city"]


@pytest.mark.parametrize(
    "names", ["Nom;Adresse;CP;Ville;Tél;Mél", "Wie;Wo;X1;X2;X3;X4", "Adresse 1;Adresse 2;Zone 3;Zone 4;Tel 1;Mail 1"]
)
def test_names_stay_names(tmp_path, names):
    table, rows, _found = table_of(tmp_path, "\n".join([names, *PEOPLE]))
    assert table.is_named
    assert len(rows) == 3


def test_a_header_that_stands_below_once_more_names_the_columns(tmp_path):
    table, _rows, _found = table_of(tmp_path, "\n".join(["Wie;Wo;X;Y;Z;A", *PEOPLE, "Wie;Wo;X;Y;Z;A", *PEOPLE]))
    assert table.is_named


def test_rows_of_another_kind_are_joined_by_their_identifier(tmp_path):
    lines = [
        "list;made;2025",
        "a;11111;Centre Exemple un;s;t",
        "a;22222;Centre Exemple deux;s;t",
        "b;22222;9,5;8,5",
        "b;33333;1,5;2,5",
    ]
    table, rows, _found = table_of(tmp_path, "\n".join(lines))
    assert len(table.header) == 7
    assert [row.cells[5:] for row in rows[:2]] == [("", ""), ("9,5", "8,5")]
    assert rows[2].problems  # what belongs to no row is named, not dropped
    assert len(rows) == 3


def test_an_editor_is_told_that_the_columns_are_numbered(db, tmp_path):
    batch = received("\n".join(PEOPLE).encode(), country="FR")
    assert batch.format["named"] is False
    do(batch, State.CHECKING)
    assert batch.counters == {"create": 3}


# ---- lists in cells -----------------------------------------------------------------------------------------------

SCHEMA_ORG = [
    {"@type": "OpeningHoursSpecification", "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Tuesday"],
     "opens": "09:00", "closes": "12:00"},
    {"@type": "OpeningHoursSpecification", "dayOfWeek": "http://schema.org/Monday", "opens": "14:00:00", "closes": "17:00:00"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        (SCHEMA_ORG, "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"),
        (
            [{"nom_jour_debut": "Lundi", "nom_jour_fin": "Jeudi", "valeur_heure_debut_1": "08:30:00", "valeur_heure_fin_1": "12:00:00",
              "valeur_heure_debut_2": "13:30:00", "valeur_heure_fin_2": "17:00:00", "commentaire": ""}],
            "Mo-Th 08:30-12:00,13:30-17:00",
        ),
        ([{"giorno": "lunedì", "dalle": "9:00", "alle": "13:00", "note": "su appuntamento"}], 'Mo 09:00-13:00 "su appuntamento"'),
        ([{"dag": "ma", "van": "09:00", "tot": "12:00"}, {"dag": "woensdag", "van": "09:00", "tot": "12:00"}], "Mo,We 09:00-12:00"),
        ({"ponedjeljak": [{"od": "8:00", "do": "16:00"}], "utorak": []}, "Mo 08:00-16:00"),
        ([{"byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}], "Mo,Tu 09:00-12:00"),
        ([{"jours": "lundi au vendredi", "horaires": "9h-12h, 14h-17h"}], "Mo-Fr 09:00-12:00,14:00-17:00"),
        ([{"day": "Friday", "hours": "9:00 - 17:00"}, {"day": "Sunday", "hours": "Closed"}], "Fr 09:00-17:00"),
        ([{"jour": "mardi", "de": "9:00", "a": "12:00"}, {"jour": "", "de": "", "note": "sur rdv"}], 'Tu 09:00-12:00 "sur rdv"'),
        ([{"day": "Monday", "opens": "00:00", "closes": "00:00"}], None),
        ([{"day": "Monday", "opens": "09:00"}], None),
        ([{"valeur": "03 20 00 00 01", "description": "Accueil"}], None),
    ],
)  # fmt: skip
def test_hours_written_as_data(value, hours):
    found = dict(flat("plage", value))
    assert found.get("plage") == hours


def test_cells_may_hold_lists_as_json_or_as_python_writes_them(tmp_path):
    rows = [
        ("Un", json.dumps([{"valeur": "03 20 00 00 01"}]), "['a@example.org', 'b@example.org']"),
        ("Deux", "[{'valeur': '03 20 00 00 02', 'description': None}]", "[]"),
        ("Trois", "03 20 00 00 03", ""),
    ]
    lines = ["nom;telephone;adresse_courriel", *(";".join(row) for row in rows)]
    _table, found, fields = table_of(tmp_path, "\n".join(lines))
    assert [row.cells[1] for row in found] == ["03 20 00 00 01", "03 20 00 00 02", "03 20 00 00 03"]
    assert [row.cells[-1] for row in found] == ["a@example.org; b@example.org", "", ""]
    assert {"name", "phone", "email"} <= set(fields.values())


@pytest.mark.parametrize(
    "cell", ["[" * 9000, "{" * 9000, "[" * 200 + "]" * 200, "[1, 2]", "{1: 2}", "['a', b]", "[__import__('os')]"]
)
def test_cells_that_only_begin_like_a_list_stay_as_they_are(tmp_path, cell):
    path = tmp_path / "table.csv"
    path.write_text(f"name;note\nUn;{cell}\n", encoding="utf-8")
    with open_table(path) as table:
        assert next(iter(table.rows)).cells[0] == "Un"


def test_the_fullest_of_several_addresses_is_the_address():
    letters = {"type": "Adresse postale", "rue": "BP 1", "cp": "59001", "ville": "Lille", "lat": ""}
    door = {"type": "Adresse", "rue": "10 rue des Essais", "cp": "59000", "ville": "Lille", "lat": "50.6"}
    found = dict(flat("adresse", [letters, door]))
    assert found["adresse.rue"] == "10 rue des Essais"
    assert found["adresse (2).rue"] == "BP 1"  # offered as a column, not lost


# ---- in which country ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "rows", "country"),
    [
        ("naam;postcode;plaats", ["A B;3000;Leuven", "C D;9000;Gent"], "BE"),
        ("naam;postcode;plaats", ["A B;3511 AA;Utrecht", "C D;9711 AB;Groningen"], "NL"),
        ("nome;cap;comune", ["A B;10121;Torino", "C D;16121;Genova"], "IT"),
        ("nome;telefono", ["A B;+39 011 000001", "C D;0039 010 000002"], "IT"),
        ("nome;distrito", ["A B;Braga", "C D;Setúbal"], "PT"),
        ("naziv;županija", ["A B;Primorsko-goranska županija", "C D;Osječko-baranjska županija"], "HR"),
        ("nom;département", ["A B;Pas-de-Calais", "C D;Haute-Garonne"], "FR"),
        ("nom;site", ["A B;https://a.example.fr", "C D;www.b.example.fr/x"], "FR"),
        ("nom;cp;ville", ["A B;59000;Lille", "C D;1000;Bruxelles"], ""),
        ("nom;note", ["A B;x", "C D;y"], ""),
    ],
)  # fmt: skip
def test_what_the_rows_say_about_their_country(tmp_path, head, rows, country):
    _table, found, fields = table_of(tmp_path, "\n".join([head, *rows]))
    likely = likely_country(found, fields)
    assert (likely.code if likely else "") == country


def test_a_likely_country_is_proposed_and_not_set(admin_client):
    batch = received(b"nom;cp;ville\nCentre Exemple;59000;Lille\nAutre Centre;69003;Lyon\n")
    assert batch.format["country"] == {"code": "FR", "rows": 2, "of": 2}
    assert not batch.option("country")
    assert do(batch, State.CHECKING).counters == {"error": 2}
    address = reverse("centre_import_columns", args=[batch.pk])
    page = admin_client.get(address).content.decode()
    assert "2 of 2 rows speak for France" in page
    assert '<option value="FR" selected>' in page
    chosen = {f"column-{number}": name for number, name in batch.mapping.items()}
    admin_client.post(address, chosen | {"country": "FR"})
    batch.refresh_from_db()
    assert batch.option("country") == "FR"


def test_a_country_the_rows_name_is_not_guessed(db):
    batch = received(b"nom;cp;ville;pays\nCentre Exemple;59000;Lille;France\n")
    assert batch.format["country"] == {}
