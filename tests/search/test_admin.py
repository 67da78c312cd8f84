"""Editors tune the search and see what it could not answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import service
from search.models import PromotedResult, SearchCount, SynonymGroup

pytestmark = pytest.mark.django_db


def test_a_new_portal_knows_the_local_names(seeded: None) -> None:
    groups = service.synonyms("hr")
    assert any({"CISOK", "leerwinkel", "Cidade das Profissões"} <= set(group.terms) for group in groups)
    assert {group.language for group in groups} == {"", "hr"}


def test_synonyms_made_in_the_admin_work_at_once(admin_client: Client) -> None:
    before = service.find("wayfindery", "en", {}).count
    response = admin_client.post(
        reverse("search_synonyms:add"), {"language": "en", "terms": "wayfindery\nleerwinkel"}, follow=True
    )
    assert response.status_code == 200
    assert before == 0
    assert service.find("wayfindery", "en", {}).count > 0
    assert service.find("wayfindery", "fr", {}).count == 0


def test_a_lone_synonym_is_refused(admin_client: Client) -> None:
    response = admin_client.post(reverse("search_synonyms:add"), {"language": "en", "terms": "alone"})
    assert b"at least two" in response.content
    assert not SynonymGroup.objects.filter(terms="alone").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [({}, "page"), ({"url": "https://example.org/"}, "title")],
)
def test_a_promoted_result_leads_somewhere(values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        PromotedResult(language="en", queries="diploma", **values).full_clean()
    assert field in error.value.message_dict


def test_the_lists_in_the_admin(admin_client: Client) -> None:
    PromotedResult.objects.create(language="en", queries="diploma", url="https://example.org/", title="Elsewhere")
    assert b"leerwinkel" in admin_client.get(reverse("search_synonyms:list")).content
    assert b"Elsewhere" in admin_client.get(reverse("search_promoted:list")).content


def test_the_report_of_searches_without_answer(admin_client: Client) -> None:
    today = timezone.localdate()
    rows = [
        (today, "bicycle", 3, 0),
        (today - timedelta(days=1), "bicycle", 2, 0),
        (today, "tandem", 9, 0),
        (today, "centre", 50, 12),
        (today - timedelta(days=200), "forgotten", 70, 0),
    ]
    for day, query, count, results in rows:
        SearchCount.objects.create(day=day, language="en", query=query, count=count, results=results)
    html = admin_client.get(reverse("search_unanswered_report")).content.decode()
    assert html.index("tandem") < html.index("bicycle")
    assert "forgotten" not in html
    export = admin_client.get(reverse("search_unanswered_report"), {"export": "csv"})
    text = b"".join(export.streaming_content).decode() if export.streaming else export.content.decode()
    assert "bicycle,en,5," in text
    assert "bicycle" not in admin_client.get(reverse("search_unanswered_report"), {"language": "fr"}).content.decode()


def test_the_report_of_results_that_are_seldom_opened(admin_client: Client) -> None:
    rows = [("bicycle", 12, 1), ("tandem", 12, 6), ("unicycle", 0, 0)]
    for query, results, opened in rows:
        SearchCount.objects.create(
            day=timezone.localdate(), language="en", query=query, count=10, results=results, opened=opened
        )
    html = admin_client.get(reverse("search_unanswered_report"), {"show": "unopened"}).content.decode()
    assert "bicycle" in html
    assert "tandem" not in html
    assert "unicycle" not in html


def test_the_report_is_for_editors(seeded: None, client: Client, django_user_model: type) -> None:
    user = django_user_model.objects.create_user("nobody", password="a long password for tests")
    client.force_login(user)
    assert client.get(reverse("search_unanswered_report")).status_code == 302


def test_old_counts_are_forgotten(db: None) -> None:
    today = timezone.localdate()
    SearchCount.objects.create(day=today - timedelta(days=400), language="en", query="old")
    SearchCount.objects.create(day=today, language="en", query="new")
    assert SearchCount.forget_old(today) == 1
    assert SearchCount.objects.get().query == "new"
