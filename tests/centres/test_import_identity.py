"""Who is who in an import: no number in a list, no postcode and no order of rows makes one centre another."""

from typing import Any

import pytest
from django.core.management import call_command

from centres.importing.plan.identity import Agreement, Identity, doubt
from centres.importing.plan.letters import read_letters, whole_of
from centres.importing.plan.survey import ANOTHER
from centres.importing.work.report import note_text
from centres.models import Centre, Import, Reference, State
from tests.centres.imports import BASE, as_csv, do, imported, received, some

LIBRARIES = """Nom,Rue,CP,Ville,Latitude,Longitude
Médiathèque,chemin A,83440,Callian,43.6031,6.7601
Médiathèque,bd B,83440,Fayence,43.6241,6.6946
"""
LIBRARIES_REVERSED = "\n".join([LIBRARIES.splitlines()[n] for n in (0, 2, 1)]) + "\n"


@pytest.fixture
def directory(seeded: None) -> None:
    """The demo content."""


def where(name: str) -> dict[str, str]:
    """Town → street of all centres of a name."""
    return dict(Centre.objects.filter(name=name).values_list("city", "street"))


def answered(batch: Import, **answers: str) -> Import:
    """Checked again with answers by line, and written."""
    batch.decisions = {line.removeprefix("line_"): answer for line, answer in answers.items()}
    batch.save()
    return do(do(batch, State.CHECKING), State.RUNNING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Rb.", "1 2 1 2 3"),
        ("reference", "0 1 0 1 2"),
        ("N°", "1. 2. 1. 2. 3."),
        ("reference", "12 12 12 12 12"),  # house numbers
        ("reference", "4 17 4 4 17"),  # letter boxes; the first table alone does not give them away
    ],
)
def test_a_number_of_rows_or_doors_is_no_identifier(directory: None, header: str, numbers: str) -> None:
    towns = ["Osijek Osijek 1", "Split Split 2", "Karlovac Karlovac 3", "Osijek Osijek 1", "Split Split 2"]
    lines = [
        f"{number};Prova Centar {town};{city};Ulica {town} {house}"
        for number, (town, city, house) in zip(numbers.split(), map(str.split, towns), strict=True)
    ]
    for part in (lines[:2], lines[2:]):
        batch = received("\n".join([f"{header};Naziv;Grad;Adresa", *part]).encode(), country="HR")
        batch.mapping = {"0": "reference", "1": "name", "2": "city", "3": "street"}
        batch.save()
        do(do(batch, State.CHECKING), State.RUNNING)
    found = Centre.objects.filter(name__startswith="Prova").values_list("city", "street")
    for city, street in found:
        assert city in street
    assert {"Osijek", "Split"} <= {city for city, _street in found}


@pytest.mark.django_db
def test_another_order_of_rows_changes_nothing(directory: None) -> None:
    imported(LIBRARIES.encode(), country="FR")
    assert where("Médiathèque") == {"Callian": "chemin A", "Fayence": "bd B"}
    assert imported(LIBRARIES_REVERSED.encode(), country="FR").counters == {"same": 2}


@pytest.mark.django_db
def test_a_generic_name_of_another_town_is_another_centre(directory: None) -> None:
    header, callian, fayence = LIBRARIES.splitlines()
    imported(f"{header}\n{callian}\n".encode(), country="FR")
    assert imported(f"{header}\n{fayence}\n".encode(), country="FR").counters == {"create": 1}
    assert where("Médiathèque") == {"Callian": "chemin A", "Fayence": "bd B"}


@pytest.mark.django_db
def test_one_point_for_a_postcode_makes_no_pair_of_two_towns(directory: None) -> None:
    rows = LIBRARIES.replace("43.6241,6.6946", "43.6031,6.7601")
    assert imported(rows.encode(), country="FR").counters == {"create": 2}


@pytest.mark.django_db
def test_a_key_that_means_somebody_else_today_is_a_question(directory: None) -> None:
    rows = [{"id": f"A-{number}"} | row for number, row in enumerate(some(3))]
    imported(as_csv(rows))
    swapped = [rows[0] | {"id": "A-1"}, rows[1] | {"id": "A-0"}, rows[2]]
    batch = imported(as_csv(swapped))
    assert batch.counters == {"duplicate": 2, "same": 1}
    assert "It may be another centre" in batch.rows.get(line=2).problems[0]["why"]["text"]
    answered(batch, line_2="other", line_3=f"same:{Centre.objects.get(name=rows[0]['name']).pk}")
    assert Reference.objects.get(key="id:A-1").centre.name == rows[0]["name"]


@pytest.mark.django_db
def test_kilometres_are_a_question_and_the_answer_is_kept(directory: None) -> None:
    rows = some(2)
    imported(as_csv(rows))
    known = Centre.objects.get(name=rows[0]["name"])
    rows[0]["lat"] = "45.4000"
    batch = do(received(as_csv(rows)), State.CHECKING)
    assert batch.counters == {"duplicate": 1, "same": 1}
    answered(batch, line_2=f"same:{known.pk}")
    known.refresh_from_db()
    assert float(known.latitude or 0) == 45.4
    assert imported(as_csv(rows[::-1])).counters == {"same": 2}


@pytest.mark.django_db
def test_an_address_written_otherwise_is_the_same_centre(directory: None) -> None:
    imported(as_csv(some(3)))
    rows = some(3)
    rows[0] |= {"street": rows[0]["street"].lower() + "a", "phone": "+385 1 222 333"}
    rows[1] |= {"lat": rows[1]["lat"][:-2] + "99"}
    assert imported(as_csv(rows)).counters == {"change": 2, "same": 1}


@pytest.mark.django_db
def test_rows_that_differ_in_their_services_are_one_centre(directory: None) -> None:
    rows = [BASE | {"services": service} for service in ("counselling", "workshops", "counselling; information")]
    batch = imported(as_csv(rows))
    assert batch.counters == {"create": 1, "joined": 2}
    assert set(Centre.objects.get(name=BASE["name"]).services) == {"counselling", "information", "workshops"}
    assert imported(as_csv(rows[::-1])).counters == {"same": 1, "joined": 2}


@pytest.mark.django_db
def test_the_same_centre_takes_over_the_services_and_is_not_asked_again(directory: None) -> None:
    rows = [BASE | {"services": "counselling"}, BASE | {"services": "workshops", "phone": "+385 51 000 111"}]
    batch = do(received(as_csv(rows)), State.CHECKING)
    assert batch.counters == {"create": 1, "duplicate": 1}
    answered(batch, line_3="same:-2")
    centre = Centre.objects.get(name=BASE["name"])
    assert (set(centre.services), centre.phone) == ({"counselling", "workshops"}, BASE["phone"])
    for again in (rows, rows[::-1]):
        assert imported(as_csv(again)).counters == {"same": 1, "joined": 1}


@pytest.mark.django_db
def test_another_centre_at_the_same_address_is_not_asked_again(directory: None) -> None:
    rows = [BASE, BASE | {"phone": "+385 51 000 111"}]
    batch = answered(do(received(as_csv(rows)), State.CHECKING), line_3="other")
    assert batch.counters == {"create": 2}
    for again in (rows, rows[::-1]):
        assert imported(as_csv(again)).counters == {"same": 2}
    phones = set(Centre.objects.filter(name=BASE["name"]).values_list("phone", flat=True))
    assert phones == {BASE["phone"], "+385 51 000 111"}


@pytest.mark.django_db
def test_lists_of_a_centre_that_others_tell_about_are_added_to(directory: None) -> None:
    imported(as_csv([BASE | {"services": "counselling"}]), source="First")
    second = as_csv([BASE | {"name": "Sunce, kuća karijera", "services": "workshops"}])
    batch = do(received(second, source="Second"), State.CHECKING)
    known = Centre.objects.get(name=BASE["name"])
    answered(batch, line_2=f"same:{known.pk}")
    known.refresh_from_db()
    assert set(known.services) == {"counselling", "workshops"}
    assert imported(second, source="Second").counters == {"same": 1}


@pytest.mark.django_db
def test_a_foreign_uuid_is_the_sources_own_and_waives_nothing(directory: None) -> None:
    table = b"uid,name,city\n0f9f3a4e-1111-4c3c-8a52-1d2e3f4a5b6c,Centre A,Lille\n"
    batch = imported(table)
    assert batch.counters == {"error": 1}
    assert batch.rows.get().problems[0]["field"] == "country"
    assert imported(table, country="FR").counters == {"create": 1}
    assert str(Centre.objects.get(name="Centre A").uid) != "0f9f3a4e-1111-4c3c-8a52-1d2e3f4a5b6c"
    assert imported(table.replace(b"Lille", b"Lille,").replace(b"city", b"city,street"), country="FR").counters == {
        "same": 1
    }


@pytest.mark.django_db
def test_our_own_identifier_needs_no_country(directory: None) -> None:
    centre = Centre.objects.filter(live=True).first()
    assert centre is not None
    row = {"uid": str(centre.uid), "phone": "+32 2 555 12 12", "services": "information"}
    assert imported(as_csv([row])).counters == {"change": 1}
    centre.refresh_from_db()
    assert centre.services == ["information"]


@pytest.mark.django_db
def test_lost_letters_are_named_and_never_written(directory: None, capsys: Any, tmp_path: Any) -> None:
    imported("Naziv;Grad;Adresa\nCISOK Prova Đakovo;Đakovo;Ulica 1\n".encode(), country="HR")
    table = (
        "Naziv;Grad;Adresa\nCISOK Prova ?akovo;Đakovo;Ulica 1\nCitÃ© Prova;Osijek;Ulica 2\nProva B\ufffd;Split;U 3\n"
    )
    batch = imported(table.encode(), country="HR")
    assert batch.counters == {"error": 2, "create": 1}
    assert batch.rows.get(line=2).problems[0]["suggestion"] == "CISOK Prova Đakovo"
    assert Centre.objects.filter(name="Cité Prova").exists()
    assert not Centre.objects.filter(name__regex="[?\ufffd]").exists()
    path = tmp_path / "lost.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_centres", path, "--country", "HR")
    assert "Letters are lost" in capsys.readouterr().err


@pytest.mark.django_db
def test_several_towns_in_one_cell_are_named(directory: None) -> None:
    table = 'Naam,Plaats\nA,Groningen; Leeuwarden; Assen\nB,"Groningen, Assen"\nC,"Bruxelles / Brussel"\n'
    batch = imported(table.encode(), country="NL")
    assert [row.outcome for row in batch.rows.order_by("line")] == ["error", "error", "create"]
    assert batch.rows.first().problems[0]["suggestion"] == "Groningen"


HOME = Identity(1, "CISOK Zagreb", "Zagreb", "Ilica 1", "10000", "HR", 45.813, 15.977)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, False),
        ({"name": "Centar za karijere"}, False),
        ({"street": "Vlaška 7"}, False),
        ({"street": "Vlaška 7", "lat": 45.80, "lng": 15.97}, False),  # moved by less than two kilometres
        ({"lat": 45.9}, True),
        ({"name": "Burza rada", "city": "Split"}, True),
        ({"name": "Burza rada", "city": "Split", "lat": None, "lng": None}, True),
        ({"name": "Burza rada", "street": "Vlaška 7", "lat": None, "lng": None}, True),
        ({"name": "Burza rada", "city": "", "street": "", "postcode": "", "lat": None, "lng": None}, True),
        ({"city": "Split", "street": "", "postcode": "", "lat": None, "lng": None}, True),
        ({"city": "Agram", "postcode": ""}, False),  # the same point and street
    ],
)
def test_when_a_known_key_is_doubted(changes: dict[str, Any], asked: bool) -> None:
    assert bool(doubt(HOME._replace(**changes), HOME, is_ours=False)) is asked


def test_our_own_key_bears_a_new_name_without_a_place() -> None:
    row = Identity(0, "Burza rada")
    assert doubt(row, HOME, is_ours=True) is None
    assert doubt(row, HOME, is_ours=False) is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Korzo 1", "Korzo 1a", True),
        ("Rue de la Paix 12", "12, rue de la Paix", True),
        ("Korzo 1", "Korzo 12", False),
        ("chemin A", "bd B", False),
        ("Korzo", "", None),
    ],
)
def test_streets(one: str, other: str, same: bool | None) -> None:
    places = [HOME._replace(street=street) for street in (one, other)]
    assert Agreement.between(*places).street is same


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("CitÃ© des mÃ©tiers", "Cité des métiers"),
        ("ÄŒakovec", "Čakovec"),
        ("SÃ£o JoÃ£o", "São João"),
        ("Biblioth\ufffdque", None),
        ("CISOK ?akovec", None),
        ("Kara?ica", None),
        ("Qui sommes-nous ?", "Qui sommes-nous ?"),
        ("Été à l’école", "Été à l’école"),
        ("Škola života", "Škola života"),
    ],
)
def test_letters(text: str, plain: str | None) -> None:
    reading = read_letters(text, is_name=True)
    assert reading.value == plain
    assert (reading.reason is None) == (text == plain)


def test_the_whole_of_a_damaged_name() -> None:
    assert whole_of("CISOK ?akovec", ["CISOK Osijek", "CISOK Čakovec"]) == "CISOK Čakovec"
    assert whole_of("CISOK Osijek", ["CISOK Osijek"]) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Kuća karijera Sunce", True),
        ("CISOK Primjer", True),
        ("CISOK", False),
        ("Centar za informiranje i savjetovanje", False),
        ("Médiathèque", False),
        ("Point d'information jeunesse", False),
        ("Centro per l'impiego", False),
        ("Leerwinkel", False),
        ("Centro de emprego", False),
    ],
)
def test_the_only_centre_of_a_name_in_another_town(directory: None, name: str, asked: bool) -> None:
    """A name of one's own that stands in another town now: moved, or another one. A kind of place is many."""
    imported(as_csv([BASE | {"name": name, "website": ""}]), source="First")
    elsewhere = BASE | {
        "name": name,
        "city": "Osijek",
        "postcode": "31000",
        "street": "Trg 3",
        "lat": "",
        "lng": "",
        "website": "",
    }
    batch = do(received(as_csv([elsewhere]), source="Second"), State.CHECKING)
    assert batch.counters == ({"duplicate": 1} if asked else {"create": 1})
    if asked:
        assert "is known in Rijeka" in tell_why(batch)
        answered(batch, line_2=f"same:{Centre.objects.get(name=name).pk}")
        assert where(name) == {"Osijek": "Trg 3"}


def tell_why(batch: Import) -> str:
    """What is asked about the first row that waits."""
    row = batch.rows.filter(outcome="duplicate").first()
    assert row is not None
    return note_text(row)


@pytest.mark.django_db
def test_another_centre_of_the_name_is_not_asked_again(directory: None) -> None:
    imported(as_csv([BASE]), source="First")
    elsewhere = as_csv(
        [BASE | {"city": "Osijek", "postcode": "31000", "street": "Trg 3", "lat": "", "lng": "", "website": ""}]
    )
    answered(do(received(elsewhere, source="Second"), State.CHECKING), line_2=ANOTHER)
    assert set(where(BASE["name"])) == {"Rijeka", "Osijek"}
    assert do(received(elsewhere, source="Second"), State.CHECKING).counters == {"same": 1}


@pytest.mark.django_db
def test_a_name_that_the_table_gives_to_two_towns_is_no_sign(directory: None) -> None:
    imported(as_csv([BASE]), source="First")
    rows = [
        BASE | {"city": city, "postcode": code, "lat": "", "lng": "", "website": ""}
        for city, code in (("Osijek", "31000"), ("Zadar", "23000"))
    ]
    assert do(received(as_csv(rows), source="Second"), State.CHECKING).counters == {"create": 2}


@pytest.mark.django_db
def test_identifiers_that_a_spreadsheet_has_shortened_are_none(directory: None) -> None:
    rows = [row | {"siret": "1,30E+13"} for row in some(3)]
    batch = imported(as_csv(rows))
    assert batch.counters == {"create": 3}
    assert Reference.objects.filter(source=batch.source, key__startswith="id:").count() == 0
