"""Administrators see what became of each mail, and send one again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.letters.letter import Kind, Letter
from core.letters.models import Mail
from tests.post import delivered

pytestmark = pytest.mark.django_db

KIND = Kind("test", "A test", lambda: Letter("", []))


def post(number: int = 0, **changes: Any) -> Mail:
    Letter(f"Mail {number}", ["Nobody's business."]).post("ana@example.org", KIND)
    mail = Mail.objects.latest("pk")
    for name, value in changes.items():
        setattr(mail, name, value)
    mail.save()
    return mail


def test_the_report_says_what_became_of_it_but_not_what_it_says(admin_client: Client) -> None:
    failed = post(state=Mail.State.FAILED, error="550 no such person")
    html = admin_client.get(reverse("letters_report")).content.decode()
    for shown in (
        "Mail 0",
        "ana@example.org",
        "550 no such person",
        "Given up",
        reverse("letters_again", args=[failed.pk]),
    ):
        assert shown in html
    assert "Nobody" not in html
    home = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 mail was given up." in home
    assert f"{reverse('letters_report')}?state=failed" in home


def test_a_sent_mail_has_no_button(admin_client: Client) -> None:
    post()
    delivered()
    html = admin_client.get(reverse("letters_report")).content.decode()
    assert "@example.org" in html
    assert "ana@example.org" not in html
    assert "/again/" not in html
    assert "given up" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_is_narrowed_and_costs_the_same_for_two_and_twenty(admin_client: Client, count_queries: Any) -> None:
    for number in range(2):
        post(number)
    few = count_queries(lambda: admin_client.get(reverse("letters_report")))
    for number in range(18):
        post(number, state=Mail.State.FAILED, kind="centre-review")
    assert count_queries(lambda: admin_client.get(reverse("letters_report"))) == few
    for query, rows in [("state=failed", 18), ("kind=centre-review", 18), ("state=waiting", 2), ("state=sent", 0)]:
        assert admin_client.get(f"{reverse('letters_report')}?{query}").context["paginator"].count == rows, query


def test_a_mail_that_was_given_up_is_sent_once_more(admin_client: Client) -> None:
    mail = post()
    delivered().clear()
    for state, said, sent in [(Mail.State.FAILED, "on its way", 1), (Mail.State.SENT, "sent already", 0)]:
        Mail.objects.update(state=state, to="ana@example.org")
        response = admin_client.post(reverse("letters_again", args=[mail.pk]), follow=True)
        assert said in response.content.decode()
        assert len(delivered()) == sent
        delivered().clear()
    assert admin_client.get(reverse("letters_again", args=[mail.pk])).status_code == 405


@pytest.mark.parametrize("role", ["editor", "moderator", "partner", "translator-fr"])
def test_nobody_else_may(seeded: None, role: str) -> None:
    mail = post(state=Mail.State.FAILED)
    client = Client()
    client.force_login(get_user_model().objects.get(username=role))
    assert client.get(reverse("letters_report")).status_code == 302
    client.post(reverse("letters_again", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED
    assert not delivered()


def test_health_tells_when_mail_waits_for_too_long(admin_client: Client) -> None:
    def part() -> dict[str, Any]:
        return admin_client.get("/-/health").json()["parts"]["mail"]

    assert (part()["ok"], part()["detail"]) == (True, {"age_seconds": 0, "waiting": 0, "failed": 0})
    post(created_at=timezone.now() - timedelta(minutes=59))
    post(state=Mail.State.FAILED, created_at=timezone.now() - timedelta(days=3))
    assert part()["ok"]
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    late = part()
    assert not late["ok"]
    assert (late["detail"]["waiting"], late["detail"]["failed"]) == (1, 1)
    delivered()
    assert part()["ok"]
