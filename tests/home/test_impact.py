"""The page of numbers and its file: what rooms counted, told to everybody in six languages."""

import csv
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.models import EventPage, Register, SignUp
from centres.models import Centre
from community.membership import join
from community.models import Organisation, Practitioner
from core.figures.counting import count_all
from core.figures.models import Counting, Fact
from core.figures.tasks import count_figures
from core.models import User
from core.seed import page_by_key
from core.visits.models import VisitCount
from core.visits.querysets import Cell
from core.work.rhythms import rhythms
from home.models import ImpactPage
from resources.models import Contribution, ContributionState
from search.models import SearchCount
from translation.models import PastRendering, Segment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
URL = "/en/project/in-numbers/"
MONTH = date(2026, 3, 1)
THEN = datetime(2026, 3, 15, 12, tzinfo=timezone.get_default_timezone())


def facts(figure: str, year: int = 2026) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in Fact.objects.filter(figure=figure, month__year=year):
        found[row.row, row.column] = found.get((row.row, row.column), 0) + row.number
    return found


def rows_of(answer: object) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def sign_up(register: Register, number: int, country: str, came: bool = False) -> None:
    for at in range(number):
        SignUp.objects.create(
            register=register,
            email=f"{country}{at}-{register.pk}@example.org",
            name="N",
            country=country,
            language="en",
            state=SignUp.State.SEATED,
            confirmed_at=THEN,
            came=came,
        )


def test_every_room_counts_what_is_its_own(django_user_model: type[User]) -> None:
    Fact.objects.all().delete()
    for model in (Register, SearchCount, Practitioner, Contribution, VisitCount):
        model.objects.all().delete()
    times = {"closes_at": THEN, "starts_at": THEN, "ends_at": THEN}
    event = page_by_key("agenda", "en").get_children().type(EventPage).first()
    present = Register.objects.create(event_key=event.translation_key, **times)
    sign_up(present, 6, "BE", came=True)
    sign_up(present, 2, "FR")
    SignUp.objects.create(register=present, email="w@example.org", country="HR", language="hr", state="waiting")
    numbers = {"signed_up": 9, "came": 3, "countries": {"BE": 7}}
    Register.objects.create(event_key=Centre().uid, numbers=numbers, forgotten_at=THEN, **times)
    ahead = timezone.now() + timedelta(days=3)
    sign_up(
        Register.objects.create(event_key=Centre().uid, closes_at=ahead, starts_at=ahead, ends_at=ahead),
        5,
        "IT",
    )
    SearchCount.objects.create(day=MONTH, language="hr", query="posao", count=4, results=3)
    SearchCount.objects.create(day=MONTH, language="hr", query="x", count=2, results=0)
    Practitioner.objects.create(name="A", email="a@example.org", joined_at=THEN)
    Practitioner.objects.create(name="", email="b@example.org", joined_at=THEN)
    case = page_by_key("case:leuven", "nl")
    for state, page in ((ContributionState.PUBLISHED, case), (ContributionState.SENT, None)):
        Contribution.objects.create(language="nl", state=state, sent_at=THEN, page=page and page.specific)
    Contribution.objects.create(language="nl", state=ContributionState.DRAFT)
    Centre.objects.update(checked_on=None)
    Centre.objects.filter(country="HR", live=True).update(checked_on=MONTH)
    PastRendering.objects.all().delete()
    azvo = Organisation.objects.get(slug="azvo")
    member, nobody = (django_user_model.objects.create_user(name, f"{name}@example.org") for name in ("m", "n"))
    join(azvo, member)
    segment = Segment.objects.filter(words__gt=3).first()
    for author, machine in ((member, False), (nobody, False), (member, True)):
        PastRendering.objects.create(
            segment=segment, locale=case.locale, text="t", made_for="s", author=author, at=THEN, machine=machine
        )
    VisitCount.objects.add_up({Cell(MONTH, "page", case.pk, "nl"): 8, Cell(MONTH, "centre", 1, "hr"): 3})

    count_all()

    assert facts("sign-ups") == {("BE", "all"): 13, ("FR", "all"): 2, ("", "all"): 2}
    assert facts("participants") == {("all", "all"): 9}
    assert facts("searches") == {("hr", "answered"): 4, ("hr", "unanswered"): 2}
    assert facts("practitioners") == {("all", "all"): 1}
    assert facts("contributions") == {("nl", "all"): 2}
    assert facts("contributions-published", case.first_published_at.year) == {("nl", "all"): 1}
    assert facts("centres-checked") == {("HR", "all"): Centre.objects.filter(country="HR", live=True).count()}
    assert facts("words") == {(str(azvo.pk), "nl"): segment.words, ("team", "nl"): segment.words}
    assert facts("visits") == {("2026-03", "nl"): 8, ("2026-03", "hr"): 3}
    assert facts("read") == {(case.translation_key.hex, "all"): 8}
    held = EventPage.objects.in_public().filter(
        alias_of=None, starts_at__lte=timezone.now(), cancelled=False, postponed=False
    )
    assert Fact.objects.filter(figure="events").count() <= held.values("translation_key").distinct().count()
    assert sum(Fact.objects.filter(figure="events").values_list("number", flat=True)) == (
        held.values("translation_key").distinct().count()
    )
    assert Fact.objects.filter(figure="organisations", row=str(azvo.pk)).exists()


def test_the_page_tells_a_year_and_all_years_in_the_readers_language(client: Client) -> None:
    keys = {"figure": "sign-ups", "column": "all"}
    for month, country, number in ((date(2025, 5, 1), "BE", 12), (MONTH, "BE", 3), (MONTH, "FR", 1234)):
        Fact.objects.create(month=month, row=country, number=number, **keys)
    page = BeautifulSoup(client.get("/hr/projekt/u-brojkama/?year=2026").content, "html.parser")
    table = page.select_one("[aria-labelledby=t-sign-ups] table")
    assert table.caption.get_text(" ", strip=True).endswith("2026")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert [row[0] for row in rows] == ["Belgija", "Francuska"]
    assert rows[0][1:] == ["manje od 5", "najmanje 13"]
    assert rows[1][1:] == ["1.234", "1.234"]
    assert all(cell["scope"] == "row" for cell in table.select("tbody th"))
    assert page.select_one("a[aria-current=true].chip").get_text(strip=True) == "2026"
    assert "3" not in {cell.get_text(strip=True) for cell in table.select("td")}
    assert page.select_one('a[download][href="/hr/projekt/u-brojkama/impact.csv?year=2026"]')
    everything = client.get("/hr/projekt/u-brojkama/").content.decode()
    assert "najmanje 13" in everything
    assert "manje od 5" not in everything


def test_the_file_has_every_cell_in_words_and_codes(client: Client) -> None:
    Organisation.objects.filter(slug="azvo").update(name="=1+1", name_language="hr")
    Organisation.objects.get(slug="azvo").texts.all().delete()
    azvo = Organisation.objects.get(slug="azvo")
    for at in range(40):
        other = Organisation.objects.create(name=f"O{at:02}", slug=f"o{at}", name_language="en")
        Fact.objects.create(figure="words", month=MONTH, row=str(other.pk), column="fr", number=5 + at)
    Fact.objects.filter(figure="words", row=str(azvo.pk)).delete()
    Fact.objects.create(figure="words", month=MONTH, row=str(azvo.pk), column="fr", number=1000)
    Fact.objects.create(figure="sign-ups", month=MONTH, row="BE", column="all", number=2)
    answer = client.get("/fr/projet/en-chiffres/impact.csv?from=2026-01&to=2026-12")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
    assert "en-chiffres-2026-01-2026-12.csv" in answer["Content-Disposition"]
    rows = rows_of(answer)
    assert list(rows[0])[:3] == ["Tableau", "Ligne", "Colonne"]
    by_code = {tuple(row.values())[-3:]: row for row in rows}
    found = by_code["sign-ups", "BE", "all"]
    assert tuple(found.values())[3:6] == ("2026", "moins de 5", "<5")
    assert tuple(by_code["words", str(azvo.pk), "fr"].values())[1] == "'=1+1"
    assert sum(1 for key in by_code if key[0] == "words" and key[2] == "fr") >= 41
    page = BeautifulSoup(client.get("/fr/projet/en-chiffres/?year=2026").content, "html.parser")
    assert len(page.select("[aria-labelledby=t-words] tbody tr")) == 30
    whole = rows_of(client.get("/fr/projet/en-chiffres/impact.csv?from=2026-02&to=2026-05"))
    assert not [row for row in whole if "sign-ups" in row.values()]
    assert [row for row in whole if "words" in row.values()]


@pytest.mark.parametrize(
    "query", ["year=26", "year=٢٠٢٦", "year=9999", "from=2026-13", "to=may", "from=2026-05&to=2026-01", "from='><b>"]
)
def test_a_time_that_is_none_is_named_and_everything_is_told(client: Client, query: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one(".notice-error strong").get_text(strip=True)
    assert page.select_one("a[aria-current=true].chip").get_text(strip=True) == "All years"
    refused = client.get(f"{URL}impact.csv?{query}")
    assert refused.status_code == 400
    assert refused["Content-Type"].startswith("text/plain")
    assert client.get(f"{URL}?from=&to=&year=").status_code == 200


def test_as_many_queries_for_two_rows_as_for_many(client: Client) -> None:
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{URL}?year=2026")
    keys = [page_by_key(key, "en").translation_key.hex for key in ("project", "contact", "privacy", "legal")]
    Fact.objects.bulk_create(
        [
            Fact(figure="words", month=MONTH, year=2026, row=str(pk), column="hr", number=pk)
            for pk in Organisation.objects.values_list("pk", flat=True)
        ]
        + [Fact(figure="read", month=MONTH, year=2026, row=key, column="all", number=9) for key in keys]
        + [
            Fact(figure="sign-ups", month=MONTH, year=2026, row=code, column="all", number=9)
            for code in ("BE", "FR", "HR", "IT")
        ]
    )
    Counting.objects.update(at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        answer = client.get(f"{URL}?year=2026")
    assert "Privacy: no trackers" in answer.content.decode()
    assert len(many) <= 10, "\n".join(query["sql"][:200] for query in many)
    assert len(many) - len(few) <= 2  # names of organisations and pages, of which there were none


def test_a_new_count_is_told_at_once(client: Client) -> None:
    """Sums of years are kept, but not beyond the next count."""
    for number, shown in ((1111, "1,111"), (2222, "2,222")):
        Fact.objects.filter(figure="sign-ups").delete()
        Fact.objects.create(figure="sign-ups", month=MONTH, row="BE", column="all", number=number)
        Counting.objects.update(at=timezone.now())
        assert shown in client.get(f"{URL}?year=2026").content.decode()


def test_before_the_first_night_and_after_it_is_taken_back(client: Client) -> None:
    Counting.objects.all().delete()
    assert "come back tomorrow" in client.get(URL).content.decode()
    assert count_figures.module_path in rhythms()
    for page in ImpactPage.objects.filter(alias_of=None):
        page.unpublish()
    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}impact.csv").status_code == 404
    assert client.get("/en/project/impact.csv").status_code == 404
    call_command("seed", verbosity=0)
    assert Counting.objects.exists()
