"""The desk's page: who sees what of it, what comes first, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from core.i18n.languages import LANGUAGES
from core.seed import page_by_key
from translation.models import Item, Standing
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def titles(answer: Any) -> list[str]:
    return [row.title for row in answer.context["rows"]]


def desk(client: Client, query: str = "") -> Any:
    answer = client.get(reverse("translation_desk") + query)
    assert answer.status_code == 200
    return answer


def make(count: int, **more: Any) -> None:
    """Things with a debt in five languages each."""
    english, *others = [Locale.objects.get(language_code=code) for code in ("en", "fr", "nl", "it", "pt", "hr")]
    content_type = ContentType.objects.get_for_model(page_by_key("contact", "en").specific_class)
    common = {
        "kind": "wagtailcore.page",
        "locale": english,
        "content_type": content_type,
        "source_pk": "1",
        "live": True,
    }
    for number in range(count):
        item = Item.objects.create(key=f"made-{number}", title=f"Made {number:03}", **common)
        for days, locale in enumerate(others):
            since = timezone.now() - timedelta(days=1000 - number + days)
            says = {"state": ItemState.BEGUN, "total": 5, "missing": 2, "approved": 3, "words_left": 20} | more
            Standing.objects.create(item=item, locale=locale, since=since, **says)


@pytest.mark.parametrize("role", ["administrator", "editor", "moderator", "translator-fr", "translator-hr"])
def test_who_writes_pages_sees_the_desk(role: str) -> None:
    answer = desk(signed_in(role))
    code = role.removeprefix("translator-")
    assert answer.context["one"] == (code if code in LANGUAGES else "")
    assert 'href="/admin/translations/"' in signed_in(role).get("/admin/").content.decode().replace(r"\/", "/").replace(
        '"url": "/admin/translations/"', 'href="/admin/translations/"'
    )


def test_partners_do_not() -> None:
    assert signed_in("partner").get(reverse("translation_desk")).status_code == 302
    assert "admin/translations" not in signed_in("partner").get("/admin/").content.decode()


def test_a_translator_is_led_to_pages_of_the_own_language_only() -> None:
    make(1)
    client = signed_in("translator-hr")
    made = lambda query: [row for row in desk(client, query).context["rows"] if row.title == "Made 000"]  # noqa: E731
    assert all(row.form_url for row in made("?language=hr"))
    assert not any(row.form_url for row in made("?language=fr"))


@pytest.mark.parametrize("state", [ItemState.CHANGED, ItemState.FALLBACK, ItemState.BEGUN])
def test_an_address_opens_where_something_is_done_about_it(state: ItemState) -> None:
    client, seen = signed_in("moderator"), 0
    for code in LANGUAGES:
        for row in desk(client, f"?language={code}&state={state}").context["rows"][:2]:
            assert client.get(row.form_url).status_code == client.get(row.url).status_code == 200
            seen += 1
    assert seen


def test_the_oldest_debt_comes_first_and_a_date_before_it() -> None:
    make(3)
    client = signed_in("translator-hr")
    assert titles(desk(client))[:3] == ["Made 000", "Made 001", "Made 002"]
    Standing.objects.filter(item__title="Made 002").update(due=timezone.localdate())
    assert titles(desk(client))[:2] == ["Made 002", "Made 000"]
    assert titles(desk(signed_in("administrator")))[0] == "Made 000"
    assert titles(desk(client, "?state=all"))[-1] not in {"Made 000", "Made 001", "Made 002"}


def test_filters() -> None:
    make(1, state=ItemState.REVIEW)
    client = signed_in("administrator")
    assert titles(desk(client, "?language=hr&state=review")) == ["Made 000"]
    assert titles(desk(client, "?state=review")) == ["Made 000"]
    contact = ContentType.objects.get_for_model(page_by_key("contact", "en").specific_class).pk
    assert "Made 000" in titles(desk(client, f"?language=hr&kind={contact}"))
    assert "Made 000" not in titles(desk(client, "?language=hr&source=fr"))
    # what nobody could have chosen is as if it were not said
    assert titles(desk(client, "?language=xx&state=%27&kind=99999999999999999999&source=zz&page=x"))


def test_coverage_counts_passages_and_words() -> None:
    before = {one.language: one for one in desk(signed_in("administrator")).context["coverage"]}
    make(10)
    after = {one.language: one for one in desk(signed_in("administrator")).context["coverage"]}
    assert after["hr"].words_left - before["hr"].words_left == 200
    assert after["hr"].percent < before["hr"].percent < 100
    assert after["en"].words_left == before["en"].words_left
    assert round(sum(part.width for part in after["hr"].parts)) == 100


@pytest.mark.parametrize("role", ["administrator", "translator-hr"])
@pytest.mark.parametrize("query", ["", "?language=all&state=all", "?language=hr"])
def test_a_hundred_pages_in_six_languages_cost_fifteen_queries(role: str, query: str, max_queries: Any) -> None:
    client = signed_in(role)
    desk(client, query)
    with max_queries(15):
        desk(client, query)
    make(100)
    with max_queries(15):
        assert len(desk(client, query).context["rows"]) == 50


def test_what_has_just_changed_is_said_at_once() -> None:
    page = page_by_key("project", "en").specific
    page.summary = "In other words."
    page.save_revision().publish()
    assert str(page) in titles(desk(signed_in("translator-hr"), "?state=changed"))
    Page.objects.get(pk=page.pk).delete()
    assert str(page) not in titles(desk(signed_in("translator-hr"), "?state=changed"))
