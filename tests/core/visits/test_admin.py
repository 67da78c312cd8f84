"""Visits in the admin: the report, and what an organisation reads on its first page."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.models import EventPage, Register, SignUp
from centres.models import Centre
from community.membership import join
from community.models import Organisation
from core.seed import page_by_key
from core.visits.models import VisitCount
from core.visits.querysets import Cell
from core.visits.reports import ALL, LAST_YEAR, since
from core.waiting.sections import sections_for
from resources.models import CaseStudyPage
from translation.models import Item, Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def visits(kind: str, key: int, number: int, days_ago: int = 2, language: str = "nl") -> None:
    VisitCount.objects.add_up({Cell(timezone.localdate() - timedelta(days=days_ago), kind, key, language): number})


def test_the_report_names_what_was_opened_for_who_may_see_it() -> None:
    contact, centre = page_by_key("contact", "nl"), Centre.objects.public().first()
    visits("page", contact.pk, 7)
    visits("page", contact.pk, 5, days_ago=500)
    visits("centre", centre.pk, 3, language="hr")
    visits("page", 987654, 2)
    editor = signed_in("editor")
    text = BeautifulSoup(editor.get("/admin/reports/visits/").content, "html.parser")
    cells = [
        [cell.get_text(" ", strip=True) for cell in row.select("td")] for row in text.select("table.listing tbody tr")
    ]
    assert cells == [[contact.title, "Page", "7"], [centre.name, "Centre", "3"], ["No longer there", "Page", "2"]]
    assert text.select_one(f'a[href="{contact.url}"]')
    file = b"".join(editor.get(f"/admin/reports/visits/?time={ALL}&export=csv").streaming_content).decode("utf-8-sig")
    rows = csv.DictReader(StringIO(file))
    assert next((row["Title"], row["Visits"]) for row in rows) == (contact.title, "12")
    only = editor.get("/admin/reports/visits/results/?language=hr").content.decode()
    assert centre.name in only
    assert contact.title not in only
    assert editor.get("/admin/reports/visits/?time=nonsense&language=xx").status_code == 200
    first, last = since(LAST_YEAR, timezone.localdate())
    assert (first.year, last.month) == (timezone.localdate().year - 1, 12)
    assert "/admin/reports/visits/" in editor.get("/admin/").content.decode()
    user = get_user_model().objects.create_user("member", "member@example.org")
    join(Organisation.objects.get(slug="azvo"), user)
    member = signed_in("member")
    assert member.get("/admin/reports/visits/").status_code in (302, 403)
    assert "/admin/reports/visits/" not in member.get("/admin/").content.decode()
    assert Client().get("/admin/reports/visits/").status_code == 302


def test_an_organisation_reads_how_its_things_are_used() -> None:
    azvo, other = Organisation.objects.get(slug="azvo"), Organisation.objects.get(slug="porto")
    user = get_user_model().objects.create_user("member", "member@example.org")
    join(azvo, user)
    CaseStudyPage.objects.update(contributor=other)
    EventPage.objects.update(organiser=other)
    Centre.objects.update(organisation=other)
    case = page_by_key("case:leuven", "nl")
    event = EventPage.objects.filter(alias_of=None, live=True).order_by("pk").first()
    centre, theirs = Centre.objects.public().order_by("pk")[:2]
    CaseStudyPage.objects.filter(translation_key=case.translation_key).update(contributor=azvo)
    EventPage.objects.filter(translation_key=event.translation_key).update(organiser=azvo)
    Centre.objects.filter(pk=centre.pk).update(organisation=azvo)
    Register.objects.filter(event_key=event.translation_key).delete()
    soon = timezone.now() + timedelta(days=9)
    register = Register.objects.create(
        event_key=event.translation_key, closes_at=soon, starts_at=soon, ends_at=soon, is_open=True
    )
    for at, confirmed in enumerate((timezone.now(), timezone.now(), None)):
        SignUp.objects.create(
            register=register, email=f"s{at}@example.org", language="en", state="seated", confirmed_at=confirmed
        )
    visits("page", case.pk, 4)
    visits("page", page_by_key("case:leuven", "fr").pk, 2, language="fr")
    visits("page", case.pk, 9, days_ago=40)
    visits("page", event.pk, 3)
    visits("centre", centre.pk, 1)
    visits("centre", theirs.pk, 50)
    client = signed_in("member")

    def table() -> dict[str, list[str]]:
        page = BeautifulSoup(client.get("/admin/").content, "html.parser")
        rows = [
            [cell.get_text("", strip=True) for cell in row.select("th, td")]
            for row in page.select(".used-table tbody tr")
        ]
        return {title: cells for title, *cells in rows}

    shown = table()
    original = CaseStudyPage.objects.filter(translation_key=case.translation_key, alias_of=None).order_by("pk").first()
    assert shown[original.title] == ["6", "−3", ""]
    assert shown[event.title] == ["3", "+3", "2"]
    assert shown[centre.name] == ["1", "+1", ""]
    assert shown[azvo.name] == ["0", "0", ""]
    assert theirs.name not in shown
    assert not BeautifulSoup(signed_in("editor").get("/admin/").content, "html.parser").select(".used-table")
    table()
    with CaptureQueriesContext(connection) as few:
        table()
    CaseStudyPage.objects.update(contributor=azvo)
    EventPage.objects.update(organiser=azvo)
    Centre.objects.update(organisation=azvo)
    with CaptureQueriesContext(connection) as many:
        assert len(table()) == 10
    assert len(many) <= len(few), "\n".join(query["sql"][:160] for query in many)


def test_an_organisation_reads_which_of_its_texts_are_being_translated() -> None:
    azvo = Organisation.objects.get(slug="azvo")
    user = get_user_model().objects.create_user("member", "member@example.org")
    join(azvo, user)
    CaseStudyPage.objects.update(contributor=None)
    case = page_by_key("case:leuven", "nl")
    pages = CaseStudyPage.objects.filter(translation_key=case.translation_key)
    pages.update(contributor=azvo)
    kind = ContentType.objects.get_for_model(CaseStudyPage)
    item = Item.objects.get(content_type=kind, source_pk__in=[str(page.pk) for page in pages], live=True)
    standing = Standing.objects.filter(item=item).first()
    Standing.objects.filter(pk=standing.pk).update(state=ItemState.BEGUN, total=10, missing=4)
    (section,) = [one for one in sections_for(user) if one.code == "translations-under-way"]
    assert section.count == 1
    (row,) = section.rows
    assert row.url == f"/admin/pages/{item.source_pk}/edit/"
    assert "6 of 10 passages" in row.note
    assert not [
        one for one in sections_for(get_user_model().objects.get(username="editor")) if one.code == section.code
    ]
