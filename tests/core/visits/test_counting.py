"""Visits are counted once, by whichever process answers, and nothing is written while a visitor waits."""

import pickle
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from centres.models import Centre
from community.models import Organisation
from core.seed import page_by_key
from core.visits import gathering
from core.visits.marks import Thing, mark, marked
from core.visits.models import GatheredBatch, VisitCount
from core.visits.querysets import Cell
from core.visits.robots import is_robot
from core.visits.tally import Tally, tally
from skills.models import Competence

pytestmark = pytest.mark.django_db
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = "2026-11-30"
CENTRE = Thing("centre", 7)


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    tally.forget()
    yield
    tally.forget()


def counted() -> dict[tuple[str, int, str], int]:
    tally.hand_on()
    gathering.gather()
    return {(row.kind, row.key, row.language): row.count for row in VisitCount.objects.all()}


def test_robots_are_known_by_what_they_call_themselves() -> None:
    robots = """
        Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
        Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)
        Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
        Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1)
        facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
        Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)
        Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36
        Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Chrome-Lighthouse
        curl/8.5.0
        Wget/1.21
        python-requests/2.34.2
        Go-http-client/2.0
        Java/21.0.1
        WhatsApp/2.23.20.0
        Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
    """
    people = f"""
        {PERSON}
        Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0
        Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1
        Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36
        Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36
        Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1
    """
    lines = [line.strip() for line in robots.strip().splitlines()]
    assert [line for line in lines if not is_robot(line)] == []
    readers = [line.strip() for line in people.strip().splitlines()]
    assert [line for line in readers if is_robot(line)] == []


def test_what_is_a_visit(client: Client, guest: object) -> None:
    """Each request of the table alone, to a page that is counted when a person opens it."""
    url, key = "/nl/contact/", page_by_key("contact", "nl").pk
    table: list[tuple[str, dict[str, str], bool]] = [
        ("a person", {"User-Agent": PERSON}, True),
        ("from another page", {"User-Agent": PERSON, "Referer": "http://testserver/nl/"}, True),
        ("a browser that says what it wants", {"User-Agent": PERSON, "Sec-Fetch-Dest": "document"}, True),
        ("from the same page", {"User-Agent": PERSON, "Referer": f"http://testserver{url}?a=b"}, False),
        ("a script of ours", {"User-Agent": PERSON, "Sec-Fetch-Dest": "empty"}, False),
        ("fetched in advance", {"User-Agent": PERSON, "Sec-Purpose": "prefetch;prerender"}, False),
        ("fetched in advance, older", {"User-Agent": PERSON, "X-Moz": "prefetch"}, False),
        ("who minds", {"User-Agent": PERSON, "Sec-GPC": "1"}, False),
        ("who minds, older", {"User-Agent": PERSON, "DNT": "1"}, False),
        ("a robot", {"User-Agent": "Googlebot/2.1"}, False),
        ("nobody's name", {}, False),
        ("an address that is none", {"User-Agent": PERSON, "Referer": "http://[::1"}, True),
    ]
    for name, headers, is_visit in table:
        VisitCount.objects.all().delete()
        assert client.get(url, headers=headers).status_code == 200
        assert counted() == ({("page", key, "nl"): 1} if is_visit else {}), name
    VisitCount.objects.all().delete()
    client.head(url, headers={"User-Agent": PERSON})
    client.get("/nl/niets/", headers={"User-Agent": PERSON})
    client.get("/nl/contact", headers={"User-Agent": PERSON})
    client.force_login(guest)
    client.get(url, headers={"User-Agent": PERSON})
    assert counted() == {}


def test_what_is_counted_and_what_is_not(client: Client) -> None:
    """Things stand under their own number; forms, files, people and what lies behind a link of a mail under none."""
    centre = Centre.objects.public().order_by("pk").first()
    organisation = Organisation.objects.get(slug="azvo")
    competence = Competence.objects.filter(code="A", live=True, locale__language_code="fr").get()
    pages = {key: page_by_key(key, "fr") for key in ("centres", "community", "skills", "home", "contact", "agenda")}
    url = {key: page.url for key, page in pages.items()}
    letter = f"{url['skills']}{competence.slug}/"
    for path in (url["home"], url["centres"], f"{url['centres']}?need=work", f"{url['centres']}{centre.slug}/", letter):
        assert client.get(path, headers={"User-Agent": PERSON}).status_code == 200, path
    client.get(f"{url['community']}{organisation.slug}/", headers={"User-Agent": PERSON})
    shown = {
        ("page", pages["home"].pk, "fr"): 1,
        ("page", pages["centres"].pk, "fr"): 2,
        ("centre", centre.pk, "fr"): 1,
        ("competence", competence.pk, "fr"): 1,
        ("organisation", organisation.pk, "fr"): 1,
    }
    assert counted() == shown
    for path in (
        f"{url['community']}people/",
        f"{url['community']}people/sign-in/",
        pages["contact"].specific.form_url,
        f"{url['agenda']}tell-me/",
        f"{url['agenda']}calendar.ics",
        f"{url['centres']}{centre.slug}/?streets=1",
        "/api/v1/centres.csv",
        "/",
        "/-/live",
    ):
        client.get(path, headers={"User-Agent": PERSON, "Accept-Language": "fr"})
    assert {key: number for key, number in counted().items() if key[0] != "centre"} == {
        key: number for key, number in shown.items() if key[0] != "centre"
    }


def test_counting_asks_the_database_nothing(client: Client) -> None:
    client.get("/hr/")
    with CaptureQueriesContext(connection) as without:
        client.get("/hr/")
    for _visit in range(3):
        with CaptureQueriesContext(connection) as counting:
            answer = client.get("/hr/", headers={"User-Agent": PERSON})
        assert len(counting) <= len(without)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers.get("Vary") == client.get("/hr/").headers.get("Vary")


def test_a_page_out_of_a_cache_still_says_what_it_shows() -> None:
    response = HttpResponse("x")
    mark(response, *CENTRE)
    assert marked(pickle.loads(pickle.dumps(response))) == CENTRE
    assert marked(HttpResponse("x")) is None


PROCESS = textwrap.dedent("""
    import os, sys
    from django.conf import settings
    settings.configure(CACHES={name: {"BACKEND": "core.shared_cache.SharedFileCache", "LOCATION": sys.argv[1]} for name in ("default", "shared")})
    from core.visits import tally as module
    from core.visits.marks import Thing
    module.EVERY = float(sys.argv[2])
    for number in range(300):
        module.tally.add("2026-11-30", Thing("centre", 7), "hr")
    if sys.argv[3] == "killed":
        os.kill(os.getpid(), 9)
""")


def test_processes_count_together_and_a_killed_one_loses_its_last_seconds(tmp_path: Path) -> None:
    """Two hand on at every visit and at their end, one is killed before its time comes again."""
    location = str(caches["shared"]._file) if hasattr(caches["shared"], "_file") else ""
    if not location:
        pytest.skip("Redis is shared by itself")
    caches["shared"].get("x")
    ways = [("0", "ends"), ("1000", "ends"), ("1000", "killed")]
    processes = [
        subprocess.Popen([sys.executable, "-c", PROCESS, location, every, end], cwd=settings.BASE_DIR)
        for every, end in ways
    ]
    ends = [process.wait(60) for process in processes]
    assert ends == [0, 0, -signal.SIGKILL]
    # The killed one had handed on its first visit and waited with 299.
    assert counted() == {("centre", 7, "hr"): 300 + 300 + 1}


def test_a_worker_killed_at_any_moment_counts_each_visit_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    own = Tally()
    for _visit in range(3):
        own.add(DAY, CENTRE, "fr")
        own.hand_on()
    with monkeypatch.context() as before_it_is_written:
        before_it_is_written.setattr("core.visits.querysets.VisitCountQuerySet.add_up", killed)
        with pytest.raises(KeyboardInterrupt):
            gathering.gather()
    assert not VisitCount.objects.exists()
    with monkeypatch.context() as before_it_is_noted:
        before_it_is_noted.setattr(type(caches["shared"]), "delete_many", killed)
        with pytest.raises(KeyboardInterrupt):
            gathering.gather()
    assert VisitCount.objects.get().count == 3
    own.add(DAY, CENTRE, "fr")
    own.hand_on()
    assert gathering.gather() == 1
    assert gathering.gather() == 0
    assert VisitCount.objects.get().count == 4
    GatheredBatch.objects.update(at=timezone.now() - timedelta(days=5))
    gathering.forget_batches()
    assert not GatheredBatch.objects.exists()


def test_a_shared_cache_that_is_away_or_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Visits wait in the process meanwhile, not more than it can hold; an emptied cache begins anew."""
    own = Tally()
    with monkeypatch.context() as away:
        away.setattr(type(caches["shared"]), "incr", lambda *args, **kwargs: 0)
        away.setattr("core.visits.tally.MOST", 2)
        for key in (1, 2, 3, 1):
            own.add(DAY, Thing("centre", key), "fr")
        assert own.hand_on() is False
    assert own.hand_on() is True
    gathering.gather()
    assert {row.key: row.count for row in VisitCount.objects.all()} == {1: 2, 2: 1}
    caches["shared"].clear()
    own.add(DAY, CENTRE, "fr")
    own.hand_on()
    assert gathering.gather() == 1


def test_days_of_long_ago_become_months_and_sums_stay() -> None:
    today = date(2026, 11, 30)
    days = [date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 31), date(2026, 8, 29), date(2026, 9, 3), today]
    VisitCount.objects.add_up({Cell(day, "page", key, "it"): 2 for day in days for key in (1, 2)})
    for _again in range(2):
        gathering.sum_up(today)
        rows = VisitCount.objects.filter(key=1).order_by("day").values_list("day", "count")
        assert list(rows) == [(date(2026, 7, 1), 6), (date(2026, 8, 29), 2), (date(2026, 9, 3), 2), (today, 2)]
    VisitCount.objects.add_up({Cell(today, "page", 1, "it"): 5, Cell(today, "page", 1, "fr"): 1})
    lately = VisitCount.objects.lately("page", [1, 2, 3], today + timedelta(days=1))
    assert (lately[1].now, lately[1].before, lately[1].change) == (8, 0, 8)
    assert 3 not in lately
