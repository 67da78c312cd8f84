"""Review mails: who is asked, how often, in which language, and what the three links do."""

import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from centres.care import reviews
from centres.models import Centre, Owner, ReviewRequest, Suggestion
from core.letters.delivery import TRIES
from core.letters.models import Mail
from tests.centres.care import centre_path, cisok, commits_run
from tests.post import delivered, later, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
EMAIL = "cisok@hzz.example"


@pytest.fixture
def centre(seeded: None) -> Centre:
    """The only centre with an address to write to."""
    Centre.objects.update(email="")
    Centre.objects.filter(slug="cisok-cakovec").update(email=EMAIL, website="https://hzz.example/", status="unverified")
    return cisok()


def run(**options: Any) -> str:
    out = StringIO()
    call_command("send_reviews", stdout=out, **options)
    return out.getvalue()


def links(body: str) -> dict[str, str]:
    found = re.findall(r"https?://[^/]+(/\S+?&is=(\w+))", body)
    return {answer: path for path, answer in found}


def mailed(centre: Centre) -> dict[str, str]:
    run()
    return links(delivered()[-1].body)


def test_the_mail_is_in_the_language_of_its_reader(centre: Centre, language: str) -> None:
    owner = Owner.objects.create(centre=centre, email="ana@hzz.example", language=language)
    run()
    (sent,) = delivered()
    html = sent.alternatives[0][0]

    assert sent.to == [owner.email]
    with override(language):
        assert sent.subject == gettext("Is this still right? “%(name)s” on Keep in Pact") % {
            "name": centre.display_name(language)
        }
        assert gettext("All is right") in sent.body
    assert f'<html lang="{language}">' in html
    assert set(links(sent.body)) == {"right", "edit", "closed", "never"}
    assert all(path.startswith(centre_path(centre, "answer", language)) for path in links(sent.body).values())
    assert sent.extra_headers["List-Unsubscribe"].endswith("is=never>")
    assert not re.search(r"<(img|script|style|link)|style=", html)
    assert (ReviewRequest.objects.get().language, ReviewRequest.objects.get().email) == (language, owner.email)


def test_without_an_owner_the_published_address_is_asked_in_the_centres_language(centre: Centre) -> None:
    run()
    (sent,) = delivered()
    assert sent.to == [EMAIL]
    assert "/hr/centri/" in sent.body


def test_at_most_three_mails_a_round_and_sixty_days_apart(centre: Centre) -> None:
    for round_of_mails, days in [(1, 0), (1, 59), (2, 2), (2, 30), (3, 31), (3, 90), (3, 900)]:
        ReviewRequest.objects.update(sent_at=F("sent_at") - timedelta(days=days))
        run()
        assert len(delivered()) == round_of_mails, days
    Centre.objects.filter(pk=centre.pk).update(checked_on=timezone.localdate() - timedelta(days=400))
    ReviewRequest.objects.update(sent_at=timezone.now() - timedelta(days=500))
    run()
    assert len(delivered()) == 4


def test_centres_that_are_fresh_closed_or_hidden_are_left_in_peace(centre: Centre) -> None:
    for change in ({"checked_on": timezone.localdate()}, {"status": "closed"}, {"live": False}):
        before = Centre.objects.filter(pk=centre.pk).values(*change).get()
        Centre.objects.filter(pk=centre.pk).update(**change)
        assert "mailed\n" not in run()
        Centre.objects.filter(pk=centre.pk).update(**before)
    Centre.objects.filter(pk=centre.pk).update(checked_on=timezone.localdate() - timedelta(days=100), review_months=3)
    assert "1 mailed" in run()


def test_dry_run_limit_and_errors(centre: Centre) -> None:
    assert "1 would be mailed" in run(dry_run=True)
    run(limit=0)
    assert not delivered()
    assert not ReviewRequest.objects.exists()
    with pytest.raises(CommandError):
        run(limit=-1)


def test_a_mail_server_that_is_away_asks_later(centre: Centre, settings: Any) -> None:
    with mail_server(settings) as server:
        server.answers["CONNECT"] = "421 no time"
        assert "1 mailed" in run()
        delivered()
        server.answers.clear()
        later()
        delivered()
    assert len(server.taken) == 1
    assert ReviewRequest.objects.count() == 1


@pytest.mark.parametrize(("answer", "asked"), [("450 busy", 0), ("550 nobody", 1)])
def test_a_mail_given_up_is_asked_anew_unless_the_address_refuses_it(
    centre: Centre, settings: Any, answer: str, asked: int
) -> None:
    run()
    Mail.objects.update(attempts=TRIES - 1)
    with mail_server(settings) as server:
        server.answers["RCPT"] = answer
        delivered()
    assert Mail.objects.get().state == Mail.State.FAILED
    assert ReviewRequest.objects.count() == asked


def test_the_queries_do_not_grow_with_the_centres(count_queries: Any, seeded: None) -> None:
    Centre.objects.update(email="")
    few = count_queries(lambda: reviews.send(reviews.with_history(Centre.objects.all()[:2]), dry_run=True))
    many = count_queries(lambda: reviews.send(reviews.with_history(Centre.objects.all()), dry_run=True))
    assert few == many


def test_opening_a_link_changes_nothing(client: Client, centre: Centre) -> None:
    """Mail scanners open every link of a mail."""
    for path in mailed(centre).values():
        response = client.get(path)
        assert response.status_code == 200
        assert response.content.decode().count('type="submit"') >= 1
        assert "no-store" in response["Cache-Control"]
    assert ReviewRequest.objects.get().answer == ""
    assert cisok().checked_on is None


def test_right_confirms_the_facts_once(client: Client, centre: Centre) -> None:
    path = mailed(centre)["right"]
    assert "CISOK" in client.get(path).content.decode()
    assert client.post(path).status_code == 200
    fresh = cisok()
    assert (fresh.checked_on, fresh.checked_by, fresh.status) == (timezone.localdate(), "owner", "open")
    assert not set(fresh.unverified) & {"address", "hours", "status"}
    revisions = fresh.revisions.count()
    assert ReviewRequest.objects.get().answer == "right"
    again = client.post(path)
    assert again.status_code == 200
    assert again.context["sentences"]
    assert cisok().revisions.count() == revisions


def test_right_does_not_publish_an_editors_draft(client: Client, centre: Centre) -> None:
    path = mailed(centre)["right"]
    draft = cisok()
    draft.street = "Draft"
    draft.save_revision()
    with commits_run():
        client.post(path)
    fresh = cisok()
    assert fresh.street != "Draft"
    assert fresh.checked_on is None
    assert Suggestion.objects.get().changes["checked_by"]["to"] == "owner"
    with commits_run():
        fresh.latest_revision.publish()
    assert Suggestion.objects.get().revision.as_object().checked_on == timezone.localdate()


def test_closed_is_for_an_editor_to_decide(client: Client, centre: Centre) -> None:
    with commits_run():
        client.post(mailed(centre)["closed"])
    assert cisok().status == "unverified"
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.by_owner) == ("in-review", True)
    assert suggestion.revision.as_object().status == "closed"
    ReviewRequest.objects.update(sent_at=timezone.now() - timedelta(days=90))
    assert "answered, waiting for an editor" in run()


def test_edit_opens_the_form_for_who_speaks_for_the_site(client: Client, centre: Centre) -> None:
    response = client.post(mailed(centre)["edit"])
    assert "/edit/?key=" in response["Location"]
    assert client.get(response["Location"]).status_code == 200
    assert Owner.objects.get().email == EMAIL


def test_edit_leads_others_to_a_suggestion(client: Client, centre: Centre) -> None:
    Centre.objects.filter(pk=centre.pk).update(email="cisok@gmail.com")
    response = client.post(mailed(centre)["edit"])
    assert response["Location"] == centre_path(centre, "suggest", "hr")
    assert not Owner.objects.exists()


def test_never_again_holds_for_every_centre_and_after_another_answer(client: Client, centre: Centre) -> None:
    Centre.objects.filter(slug="cisok-split").update(email=EMAIL)
    paths = mailed(centre)
    client.post(paths["right"])
    assert client.post(paths["never"]).status_code == 200
    mail.outbox.clear()
    Centre.objects.update(checked_on=date(2020, 1, 1))
    ReviewRequest.objects.update(sent_at=timezone.now() - timedelta(days=900))
    assert "asked not to be written to" in run()
    assert not delivered()


@pytest.mark.parametrize("language", ["fr", "hr"])
def test_links_of_another_centre_altered_old_or_taken_back_get_a_plain_page(
    client: Client, centre: Centre, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mailed(centre)["right"].replace("/hr/centri/", centre_path(centre, "", language).partition("cisok")[0])
    other = path.replace("cisok-cakovec", "cite-des-metiers-gap")
    for bad in (other, path.replace("key=", "key=x"), path.replace("right", "wrong"), path.partition("?")[0]):
        for answer in (client.get(bad), client.post(bad)):
            assert answer.status_code == 410
            assert f'<html lang="{language}"' in answer.content.decode()
    ended = Owner.objects.create(centre=centre, email=EMAIL, active=False)
    assert client.post(path).status_code == 410
    ended.delete()
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 91 * 86400)
    assert client.post(path).status_code == 410
    assert cisok().checked_on is None
