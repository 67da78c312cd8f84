"""The self-assessment on its pages: six languages, no account, no cookie, nothing kept."""

import gzip
import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from agenda.models import EventPage
from core.seed import page_by_key
from skills.assessment.asking import asked_of
from skills.assessment.results import Answer, Result, read, written
from skills.cards import competence_titles
from skills.models import SkillsIndexPage, Statement, StatementSet
from skills.vocabularies import AnswerStep

pytestmark = pytest.mark.django_db

NEVER = re.compile(
    r"certif(?!icat?ion|icering|icazione|icação|iciranje)|diplom|qualifi[ck]|kvalifik|gecertificeerd", re.I
)


def base(language: str = "en") -> str:
    return SkillsIndexPage.url_in(language) + "self-assessment/"


def given(code: str, step: str = "mostly", language: str = "en") -> dict[str, str]:
    """Each statement answered with the same step."""
    sets = asked_of(language, None if code == "all" else [code.upper()])
    return {one.key: step for asked in sets for one in asked.statements}


def kept(code: str = "c", step: str = "mostly", **changes: object) -> Result:
    """A result of one competence."""
    asked = asked_of("en", [code.upper()])[0]
    answers = {one.key: Answer(asked.code, one.kind, one.text, step) for one in asked.statements}
    values = {"day": date(2026, 10, 4), "moment": "before", "language": "en", "sets": {asked.code: asked.version}}
    return Result(**(values | {"answers": answers} | changes))


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def upload(client: Client, content: bytes, **fields: str) -> HttpResponse:
    file = BytesIO(content)
    file.name = "result.json"
    return client.post(base() + "result/", fields | {"file": file})


def test_statements_are_asked_in_every_language(seeded: None, client: Client, language: str) -> None:
    home = client.get(base(language))
    assert home.status_code == 200
    for title in competence_titles(language).values():
        assert title.assessment_url
        assert f'href="{title.assessment_url}"' in home.content.decode()
    page = client.get(base(language) + "c/?moment=before")
    asked = soup(page).select("fieldset.statement")
    own = Statement.objects.filter(statement_set__code="C", locale__language_code=language)
    assert {group.legend.get_text(strip=True) for group in asked} == set(own.values_list("text", flat=True))
    assert all(len(group.select("input[type=radio]")) == 4 for group in asked)
    assert soup(page).select_one("input[name=moment][checked]")["value"] == "before"
    result = client.post(base(language) + "c/", given("c", language=language) | {"moment": "after"})
    shown = soup(result)
    assert result.status_code == 200
    for one in (home, page, result):
        assert f'<html lang="{language}"' in one.content.decode()
        assert not one.cookies
        assert not NEVER.search(soup(one).main.get_text())
    assert len(shown.select(".outcome tbody tr")) == 3
    assert "no-store" in result["Cache-Control"]
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert "?" not in shown.select_one("link[rel=canonical]")["href"]


def test_the_form_names_what_is_unanswered_and_keeps_the_rest(seeded: None, client: Client) -> None:
    answers = given("c", "fully")
    missing, odd, *_rest = answers
    answers.pop(missing)
    response = client.post(base() + "c/", answers | {odd: "five", "moment": "after"})
    page = soup(response)
    assert response.status_code == 400
    assert page.title.get_text().startswith("Error:")
    links = [link["href"] for link in page.select(".notice-error a")]
    assert links == [f"#id_{missing}_0", f"#id_{odd}_0"]
    assert all(page.select_one(link.replace("#", "[id='") + "']")["type"] == "radio" for link in links)
    assert len(page.select("fieldset.statement input[checked]")) == len(answers) - 1
    assert page.select_one("input[name=moment][checked]")["value"] == "after"


def test_nothing_is_sent_but_the_form_and_forgery_has_nothing_to_forge(seeded: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(base() + "c/", given("c"))
    assert response.status_code == 200
    assert not client.cookies
    assert not StatementSet.objects.filter(has_unpublished_changes=True).exists()


def test_all_seven_make_a_radar_with_a_description_and_a_table(seeded: None, client: Client) -> None:
    answers = given("all", "fully") | given("f", "partly")
    page = soup(client.post(base() + "all/", answers))
    radar = page.select_one("svg.radar")
    names = radar["aria-labelledby"].split()
    assert radar["role"] == "img"
    assert [page.find(id=name).name for name in names] == ["title", "desc"]
    assert "F. Monitoring policies and reforms: 0 of 12" in radar.desc.get_text()
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert len(cells) == 7
    assert cells[5] == ["F Monitoring policies and reforms", "0 of 12"]
    assert len(radar.select("[data-area]")[0]["points"].split()) == 7
    grow = page.select_one("[data-grow]")
    assert [item.get_text(strip=True) for item in grow.select("li")] == ["F. Monitoring policies and reforms"]
    assert page.select_one(".outcome-next a.btn-primary")["href"] == page_by_key("module-f", "en").url


def test_result_leads_to_module_and_coming_events(seeded: None, client: Client) -> None:
    page = soup(client.post(base() + "c/", given("c", "partly")))
    assert page.select_one(".outcome-next a.btn-primary")
    assert {one.starts_at > timezone.now() for one in EventPage.objects.in_language("en").about("C")} == {True, False}
    events = page.select("section[aria-labelledby=events] article a")
    assert [event["href"] for event in events] == [page_by_key("exchange-example", "en").url]
    assert len(page.select(".phases .stop-done")) == 1


def test_the_file_is_what_was_answered_and_opens_again(seeded: None, client: Client) -> None:
    page = soup(client.post(base() + "c/", given("c", "partly") | {"moment": "before"}))
    text = page.select_one("form[action$='file/'] input[name=result]")["value"]
    response = client.post(base() + "file/", {"result": text})
    assert response["Content-Type"] == "application/json"
    assert re.fullmatch(
        r'attachment; filename="self-assessment-C-\d{4}-\d\d-\d\d-before.json"', response["Content-Disposition"]
    )
    assert "no-store" in response["Cache-Control"]
    one = read(response.content)
    assert (one.moment, one.sets, {answer.step for answer in one.answers.values()}) == ("before", {"C": 1}, {"partly"})
    assert one.portal == "http://testserver/"
    again = soup(upload(client, response.content))
    assert [cell.get_text() for cell in again.select("tbody td")] == ["0 of 4"] * 3


def test_before_and_after_side_by_side(seeded: None, client: Client) -> None:
    after = kept(day=date(2026, 11, 22), moment="after")
    response = upload(client, written(kept(step="not-yet")).encode(), result=written(after))
    page = soup(response)
    assert response.status_code == 200
    assert page.h1.get_text() == "Your path: before and after"
    assert [cell.get_text() for cell in page.select("tbody td")] == ["0 of 4", "4 of 4", "+4"] * 3
    assert len(page.select(".tracks .dot-before")) == 3
    assert "Before the module, 4 October 2026" in page.main.get_text()
    assert "Before: Not yet." in page.main.get_text()
    assert not page.select("input[type=file]")


def test_results_of_different_competences_are_not_compared(seeded: None, client: Client) -> None:
    after = kept(day=date(2026, 11, 22), moment="after")
    page = soup(upload(client, written(kept("b")).encode(), result=written(after)))
    assert "The two results are about different competences." in page.main.get_text()
    assert not page.select(".dot-before")


def test_a_result_of_older_statements_says_so_and_loses_nothing(seeded: None, client: Client) -> None:
    old = kept(step="fully")
    gone = "7d9d8a52-93a0-4f51-9d7c-1f5d6a1b2c3d"
    one = Result(
        **{name: getattr(old, name) for name in ("day", "moment", "language", "sets")}, answers=dict(old.answers)
    )
    one.answers[gone] = Answer("C", "skill", "<b>I used to.</b>", "fully")
    StatementSet.objects.filter(code="C").update(version=3)
    response = upload(client, written(one).encode())
    text = soup(response).main.get_text(" ", strip=True)
    assert "version 1 of the statements; version 3 is asked today" in text
    assert "1 statement of the result of 4 October 2026 is no longer asked" in text
    assert "<b>I used to.</b>" in text
    assert "5 of 5" in text
    # Even when the competence itself is gone.
    StatementSet.objects.all().delete()
    response = upload(client, written(one).encode())
    assert response.status_code == 200
    assert "5 of 5" in soup(response).main.get_text(" ", strip=True)
    assert client.get(base() + "c/").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"\xff\xfe\x00", "not a result of a self-assessment"),
        (b"x" * 10_000_000, "too large to be a result"),
        (b'{"format": "keep-in-pact/self-assessment", "version": 9}', "A newer portal wrote this file."),
        (b'{"format": "keep-in-pact/self-assessment", "version": 1}', "This file is damaged."),
    ],
)
def test_a_bad_file_gets_a_plain_sentence(seeded: None, client: Client, content: bytes, words: str) -> None:
    response = upload(client, content)
    assert response.status_code == 400
    assert words in soup(response).select_one(".error-text").get_text()
    # With a result beside it, nothing is lost.
    response = upload(client, content, result=written(kept()))
    assert words in soup(response).select_one(".error-text").get_text()
    assert len(soup(response).select(".outcome tbody tr")) == 3


def test_odd_requests_get_a_plain_answer(seeded: None, client: Client) -> None:
    assert client.post(base() + "result/", {"result": "{"}).status_code == 400
    assert client.post(base() + "result/").status_code == 400
    assert client.get(base() + "result/").status_code == 200
    assert client.get(base() + "file/").status_code == 400
    assert client.post(base() + "file/", {"result": "x" * 3_000_000}).status_code in {400, 413}
    assert client.put(base() + "c/").status_code == 405
    assert client.get(base() + "h/").status_code == 404
    assert client.get(base() + "c/?moment=%00").status_code == 200
    assert client.post(base() + "c/", given("c") | {"moment": "never"}).status_code == 400
    assert client.get("/en/self-assessment/").status_code == 404


def test_budgets(seeded: None, client: Client, max_queries: object) -> None:
    for path in (base(), base() + "c/", base() + "all/"):
        client.get(path)
        with max_queries(8):
            client.get(path)
    for code in ("c", "all"):
        answers = given(code, "partly")
        client.post(f"{base()}{code}/", answers)
        with max_queries(10):
            client.post(f"{base()}{code}/", answers)


def test_a_draft_is_not_asked_and_another_language_says_so(seeded: None, client: Client) -> None:
    Statement.objects.filter(locale__language_code="hr", statement_set__code="C").delete()
    StatementSet.objects.filter(locale__language_code="hr", code="C").delete()
    page = soup(client.get(base("hr") + "c/"))
    assert {group.legend["lang"] for group in page.select("fieldset.statement")} == {"en"}
    StatementSet.objects.filter(code="D").update(live=False)
    assert client.get(base() + "d/").status_code == 404


def test_other_pages_lead_here(seeded: None, client: Client) -> None:
    titles = competence_titles("fr")
    assert f'href="{base("fr")}"' in client.get(SkillsIndexPage.url_in("fr")).content.decode()
    assert f'href="{titles["C"].assessment_url}"' in client.get(titles["C"].url).content.decode()
    module = client.get(page_by_key("module-c", "fr").url).content.decode()
    assert f'href="{titles["C"].assessment_url}?moment=before"' in module
    assert f'href="{titles["C"].assessment_url}?moment=after"' in module


def test_the_page_holds_what_a_browser_without_net_needs(seeded: None, client: Client) -> None:
    page = soup(client.get(base() + "all/"))
    frame = json.loads(page.select_one("form[data-frame]")["data-frame"])
    assert (frame["format"], frame["sets"]["G"], frame["answers"]) == ("keep-in-pact/self-assessment", 1, {})
    outcome = page.select_one("template[data-offline] [data-outcome]")
    assert len(outcome.select("circle[data-row]")) == 7
    assert outcome.select("desc")
    assert {option["value"] for option in page.select("fieldset.statement")[0].select("input")} == set(
        AnswerStep.values
    )


def test_texts_of_a_page_of_answers_are_small(client: Client) -> None:
    names = ("core/base.css", "core/components.css", "core/site.js", "skills/assessment.css", "skills/assessment.js")
    sizes = [len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 9)) for name in names]
    assert sum(sizes) <= 30_000, sizes
    assert settings.FORM_LIMITS["self_assessment_ask"]


@pytest.mark.parametrize("earlier", [False, True])
def test_the_pdf_says_what_the_page_says(seeded: None, client: Client, earlier: bool) -> None:
    before = written(kept(day=date(2026, 10, 1), moment="before", step="not-yet"))
    now = written(kept(day=date(2026, 11, 1), moment="after", step="fully"))
    asked = {"result": now} | ({"earlier": before} if earlier else {})
    page = soup(client.post(base("hr") + "result/", asked))
    form = page.select_one("form[action$='/pdf/']")
    sent = {field["name"]: field["value"] for field in form.select("input")}
    answer = client.post(form["action"], sent)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    root = (reader := PdfReader(BytesIO(answer.content))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "hr"
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    assert "12 od 12" in text or "4 od 4" in text
    assert ("Prije modula" in text) is earlier
    assert not client.cookies


def test_a_pdf_of_nothing_or_one_that_fails_is_told(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post(base() + "pdf/", {"result": "nonsense"}).status_code == 400
    assert client.get(base() + "pdf/").status_code == 400
    monkeypatch.setattr("core.pdf.SECONDS", 0.001)
    now = written(kept())
    answer = client.post(base() + "pdf/", {"result": now})
    assert answer.status_code == 503
    assert "could not be made just now" in answer.text
