"""Our own table, opened in Excel and saved again: nothing changes, or a plain question; never a silent overwrite."""

import io

import pytest
from django.test import Client

from centres.importing.plan.wear import is_worn, lost_letters
from centres.importing.tables.delimited import find_encoding
from centres.models import Centre, CentreText, Import, State
from tests.centres.excel import PROGRAMS, Excel
from tests.centres.imports import do, received

ODD = [
    {"name": "Učilište Šibenik Čakovec", "city": "Čakovec", "street": "Đurđevačka 3", "country": "HR", "postcode": "40000",
     "phone": "040 123 456", "hours": "24/7", "as_of": "2022-09", "district": "1/2"},
    {"name": "Sportello Roma", "city": "Roma", "street": "Via Prova 1", "country": "IT", "postcode": "00184",
     "phone": "06 1234567", "as_of": "1998-05", "checked_on": "2026-05-04", "checked_by": "owner", "interpreters": True},
    {"name": "Point Conseil Bourg", "city": "Bourg-en-Bresse", "street": "12 rue de l'Œuvre", "country": "FR", "postcode": "01000",
     "phone": "0474000001", "as_of": "2020", "free": False, "age_from": 16, "age_to": 25, "status_since": "2024-02-03"},
    {"name": "Gabinete Lisboa", "city": "Lisboa", "street": "Rua da Prova 2", "country": "PT", "postcode": "1000-001",
     "phone": "210000000001", "latitude": "38.722300", "longitude": "-9.139300"},
]  # fmt: skip


@pytest.fixture
def odd(seeded: None) -> list[Centre]:
    """Centres with everything a spreadsheet turns into something else."""
    made = []
    for number, facts in enumerate(ODD):
        centre = Centre.objects.create(slug=f"odd-{number}", language="hr", **facts)
        CentreText.objects.create(
            centre=centre, language="hr", summary="Savjeti za šegrte, učenike i njihove obitelji."
        )
        made.append(centre)
    return made


def facts() -> list[dict[str, object]]:
    return [*Centre.objects.order_by("pk").values(), *CentreText.objects.order_by("pk").values()]


def saved(client: Client, program: Excel) -> bytes:
    return program.saved(client.get("/api/v1/centres.csv").getvalue())


def checked(content: bytes) -> Import:
    return do(received(content), State.CHECKING)


@pytest.mark.parametrize("program", PROGRAMS)
def test_saved_again_it_changes_nothing(odd: list[Centre], client: Client, program: str) -> None:
    batch = checked(saved(client, PROGRAMS[program]))
    before = facts()
    changes = {row.name: row.changes for row in batch.rows.filter(outcome__in=("change", "create"))}
    assert changes == {}
    unexplained = [row for row in batch.rows.exclude(outcome="same") if not row.problems]
    assert unexplained == []
    do(batch, State.RUNNING)
    assert facts() == before


@pytest.mark.parametrize(
    ("known", "new", "worn"),
    [
        ("00184", "184", True),
        ("01000", "1000", True),
        ("03 20 00 00 01", "320000001", True),
        ("33600000001", "3,36E+10", True),
        ("33600000001", "3.36E+10", True),
        ("1/2", "01-févr", True),
        ("1/2", "1.2.2026.", True),
        ("Čakovec", "Cakovec", True),
        ("Čakovec", "?akovec", True),
        ("Đurđevac", "Ðurdevac", True),
        ("03 20 00 00 01", "03 20 00 00 02", False),
        ("0320000001", "03 20 00 00 01", False),  # somebody wrote it better
        ("00184", "1840", False),
        ("33600000001", "3,37E+10", False),
        ("184", "00184", False),
        ("2024-02-03", "2025-03-02", False),
        ("Čakovec", "Varazdin", False),
        ("Cité", "Cite", False),
        ("", "184", False),
        (16, "16", False),
    ],
)
def test_what_is_worn_and_what_is_new(known: object, new: object, worn: bool) -> None:
    assert is_worn(known, new, "cp1252") is worn


@pytest.mark.parametrize("page", ["cp1252", "cp1250", "mac_roman", "cp850", "cp852"])
def test_the_page_a_text_is_in_is_told_by_its_words(page: str) -> None:
    words = (
        "Sveučilište u Šibeniku, vijeće, žena"
        if page in ("cp1250", "cp852")
        else "Médiathèque, élève, où, garçon, fenêtre, 12 m²"
    )
    text = f"Nom;Ville\n{words};X\n".encode(page, errors="ignore")
    assert find_encoding(io.BytesIO(text)) == page


def test_letters_are_lost_in_code_pages_only() -> None:
    assert not is_worn("Čakovec", "Cakovec", "utf-8")
    assert lost_letters("Pomoć u Čakovcu", "Pomoc u Cakovcu i okolici", "cp1252") is not None
    assert lost_letters("Pomoć u Čakovcu", "Pomoc u Cakovcu i okolici", "utf-8") is None
    assert lost_letters("Pomoć u Čakovcu", "Something else", "cp1252") is None


def test_what_the_editor_changed_is_changed(odd: list[Centre], client: Client) -> None:
    """Among all that is worn one cell was meant; a text whose letters the file cannot hold is named and left."""
    content = saved(client, PROGRAMS["fr"]).decode("cp1252")
    content = content.replace("12 rue de l'Œuvre", "14 rue de l'Œuvre").replace("ucenike i njihove", "ucenike i sve")
    batch = checked(content.encode("cp1252"))
    changes = {row.name: row.changes for row in batch.rows.filter(outcome="change")}
    assert changes == {"Point Conseil Bourg": {"street": ["12 rue de l'Œuvre", "14 rue de l'Œuvre"]}}
    told = [
        problem["text"]
        for row in batch.rows.all()
        for problem in row.problems
        if "has lost letters" in problem.get("text", "")
    ]
    assert len(told) == len(ODD)  # with the one whose telephone cannot be read: it lands without


def test_a_day_that_can_be_read_two_ways_is_the_known_one(odd: list[Centre], client: Client) -> None:
    batch = checked(saved(client, PROGRAMS["en"]))
    assert not batch.rows.filter(outcome="change").exists()
    Centre.objects.filter(name="Sportello Roma").update(checked_on="2026-05-20")
    row = checked(
        saved(client, PROGRAMS["en"]).replace(b"05/20/2026", b"5/21/2026").replace(b"5/20/2026", b"5/21/2026")
    ).rows.get(name="Sportello Roma")
    assert row.changes["checked_on"] == ["2026-05-20", "2026-05-21"]
