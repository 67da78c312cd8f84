"""The results page, in six languages and for whatever is typed."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from search import service
from search.interface import EngineError
from search.models import PromotedResult, SearchCount
from search.repeated import is_repeated

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "fr": "/fr/recherche/",
    "nl": "/nl/zoeken/",
    "it": "/it/ricerca/",
    "pt": "/pt/pesquisa/",
    "hr": "/hr/pretraga/",
    "en": "/en/search/",
}
HOSTILE = [
    "%00",
    "a%00b",
    "%22",
    "*",
    "a*",
    "NEAR(",
    "-",
    "title%3Ax",
    "%FF%FE",
    "x" * 8000,
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "'%20OR%201=1--",
    "%F0%9F%98%80",
    "%ED%A0%80",
]


def get(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"{ADDRESSES[language]}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_in_six_languages(seeded: None, client: Client, language: str) -> None:
    html = get(client, "?q=leerwinkel", language)
    assert "<mark>" in html
    assert 'class="hit-title"' in html
    for other, address in ADDRESSES.items():
        assert f'{address}?q=leerwinkel"' in html, other


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("name", ["q", "kind", "language", "year", "page", "country"])
def test_nothing_typed_is_an_error(seeded: None, client: Client, query: str, name: str) -> None:
    response = client.get(f"/en/search/?{name}={query}&q=guidance")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_other_methods_are_refused(seeded: None, client: Client) -> None:
    assert client.post("/en/search/", {"q": "x"}).status_code in {403, 405}


@pytest.mark.parametrize(
    ("typed", "written"),
    [("ecole", "écoles"), ("écoles", "école"), ("orientacao", "orientação"), ("profesionalno", "profesionalnog")],
)
def test_words_find_their_relatives_from_any_language(
    seeded: None, client: Client, language: str, typed: str, written: str
) -> None:
    html = get(client, f"?q={quote(typed)}", language)
    assert "<mark>" in html
    assert 'class="empty"' not in html


def test_own_language_comes_first_and_others_are_labelled(seeded: None, client: Client) -> None:
    html = get(client, "?q=cisok", "hr")
    groups = html.count('class="hit-group')
    assert groups == 2
    own, others = html.split('class="hit-group rule"')
    assert 'class="tag"' not in own.split('id="results"')[1]
    assert 'class="tag"' in others


def test_help_find_job_no_french_names_centres_that_speak_english(seeded: None, client: Client) -> None:
    found = service.find("help find job no french", "en", {})
    first = found.hits[0]
    assert first.kind == "centre"
    assert any("English" in fact for fact in first.meta)
    assert "come first" in get(client, "?q=help+find+job+no+french")


def test_a_case_study_on_data_protection_is_first_under_competence_b(seeded: None, client: Client) -> None:
    found = service.find("data protection in partnerships", "en", {})
    assert found.hits[0].kind == "case-study"
    filtered = service.find("data protection in partnerships", "en", {"competence": ("B",)})
    assert filtered.count
    counts = {facet.code: facet.count for facet in found.facets["competence"]}
    assert counts["B"] == filtered.count


def test_filters_keep_the_words_and_can_be_removed(seeded: None, client: Client) -> None:
    html = get(client, "?q=centre&kind=centre&country=BE")
    assert '<input type="hidden" name="q" value="centre">' in html
    assert 'href="?q=centre&amp;country=BE"' in html
    assert 'href="?q=centre"' in html


def test_no_language_chosen_is_all_six(seeded: None, client: Client) -> None:
    html = get(client, "?q=centre")
    assert html.count('name="language"') == 6
    assert html.count("checked") == 6


def test_nothing_found_says_what_to_do(seeded: None, client: Client, language: str) -> None:
    html = get(client, "?q=zzzzqqqq", language)
    assert 'class="empty"' in html


def test_a_slip_is_corrected_and_said(seeded: None, client: Client) -> None:
    html = get(client, "?q=leerwinkl")
    assert "leerwinkel" in html
    assert 'class="hit-title"' in html


def test_without_words_the_page_says_how_to_search(seeded: None, client: Client) -> None:
    assert "one to three words" in get(client, "")
    assert "There is no word in it" in get(client, "?q=%22")


def test_long_text_is_shortened_and_said(seeded: None, client: Client) -> None:
    assert "first 200 characters" in get(client, f"?q={'guidance ' * 100}")


def test_a_page_past_the_end_is_the_last_one(seeded: None, client: Client) -> None:
    assert 'class="hit-title"' in get(client, "?q=centre&page=9999")


def test_queries_do_not_grow_with_the_hits(seeded: None, client: Client) -> None:
    def count(query: str) -> int:
        client.get(f"/en/search/{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/search/{query}")
        return len(queries)

    few, many = service.find("sportello unico", "en", {}), service.find("centre", "en", {})
    assert len(few.hits) < len(many.hits) == 20
    assert count("?q=sportello+unico") == count("?q=centre") <= 6
    assert count("?q=zzzzqqqq") <= 6


def test_the_page_answers_when_the_engine_does_not(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise EngineError("gone")

    monkeypatch.setattr(service, "find", fail)
    assert "does not answer now" in get(client, "?q=centre")


def test_promoted_results_stand_on_top_of_their_search_only(seeded: None, client: Client) -> None:
    page = Page.objects.filter(live=True, locale__language_code="en", depth__gt=2).first()
    PromotedResult.objects.create(language="en", queries="Nearest centre\ncentre near me", page=page, text="Look here.")
    PromotedResult.objects.create(language="en", queries="diploma", url="https://example.org/", title="Elsewhere")
    html = get(client, "?q=Centre+near+ME")
    assert "Recommended" in html
    assert f'href="{page.get_url()}"' in html
    assert "https://example.org/" in get(client, "?q=diploma")
    assert "Recommended" not in get(client, "?q=centre")
    assert "Recommended" not in get(client, "?q=diploma", "fr")


def test_a_search_is_kept_only_when_others_ask_it_too(seeded: None, client: Client) -> None:
    for number in (1, 1, 1, 2):
        client.get("/en/search/?q=Bicycle  Repair", REMOTE_ADDR=f"192.0.2.{number}")
    assert not SearchCount.objects.exists()
    client.get("/en/search/?q=bicycle repair", REMOTE_ADDR="192.0.2.3")
    client.get("/en/search/?q=bicycle repair&page=2", REMOTE_ADDR="192.0.2.3")
    client.get("/en/search/?q=bicycle repair", REMOTE_ADDR="192.0.2.3")
    client.get("/en/search/?q=bicycle repair", headers={"user-agent": "Examplebot/1.0"})
    client.get("/en/search/?q=bicycle repair", headers={"sec-purpose": "prefetch"})
    for number in range(4):
        client.get("/en/search/?q=ana@example.org", REMOTE_ADDR=f"192.0.2.{number}")
        client.get("/en/search/?q=call 0478 12 34 56", REMOTE_ADDR=f"192.0.2.{number}")
    row = SearchCount.objects.get()
    assert (row.query, row.language, row.count, row.results) == ("bicycle repair", "en", 2, 0)
    fields = {field.name for field in SearchCount._meta.fields}
    assert fields == {"id", "day", "language", "query", "count", "results", "relaxed", "opened"}


def test_pages_opened_from_the_results_of_a_kept_search_are_counted(seeded: None, client: Client) -> None:
    page = "/en/centres/"

    def opened(path: str, referrer: str, **headers: str) -> int:
        client.get(path, headers={"referer": referrer, **headers})
        return sum(SearchCount.objects.values_list("opened", flat=True))

    results = "http://testserver/en/search/?q=Bicycle++repair"
    assert opened(page, results) == 0  # nobody else asked: nothing is kept
    SearchCount.objects.create(day=timezone.localdate(), language="en", query="bicycle repair", results=3)
    assert opened(page, results) == 1
    assert opened("/fr/", f"{results}&kind=centre&page=2") == 2
    for path, referrer in [
        (page, "http://elsewhere.example/en/search/?q=bicycle+repair"),
        (page, "http://testserver/fr/recherche/?q=bicycle+repair"),
        (page, "http://testserver/en/centres/?q=bicycle+repair"),
        (page, "http://[broken?q=bicycle+repair"),
        ("/en/search/?q=tandem", results),
        ("/api/v1/suggest?q=bicycle", results),
        ("/en/nothing-here/", results),
    ]:
        assert opened(path, referrer) == 2, (path, referrer)
    assert opened(page, results, user_agent="Examplebot/1.0") == 2


def test_a_search_of_three_days_is_kept() -> None:
    today = date(2026, 11, 2)
    asked = [is_repeated("tandem", "en", "somebody", today + timedelta(days=day)) for day in range(3)]
    assert asked == [False, False, True]


def test_a_database_that_cannot_be_written_breaks_no_search(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr(service, "_write", fail)
    assert 'class="hit-title"' in get(client, "?q=centre")


def test_the_waiting_time_for_a_lock_is_put_back(seeded: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite waits for a lock on the whole file")
    before = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    service.count_search("portfolio", "en", 0, "somebody")
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == before


def test_suggestions_come_from_the_box(seeded: None, client: Client, max_queries: Callable) -> None:
    assert 'data-suggest="/api/v1/suggest"' in get(client, "")
