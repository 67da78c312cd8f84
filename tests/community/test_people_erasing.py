"""What belongs to somebody is given to them as a file, and all of it goes with one click, or by itself."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Subscriber
from centres.models import Centre, Owner, Suggestion
from community.models import Conversation, Practitioner, UsedLink, Visit
from community.people import erasing
from core import personal
from core.letters.models import Mail
from home.models import ContactMessage
from tests.community.people import add, link_in, people_url, signed_in
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
EMAIL, NAME, TEXT, ORGANISATION = "zdenka@primjer.example", "Zdenka Neobična", "Vrlo osobna rečenica", "Ured Izmišljeni"
MARKS = ("zdenka", "primjer.example", "neobična", "neobicna", "vrlo osobna", "izmišljeni", "izmisljeni")


def dump() -> Iterator[tuple[str, str]]:
    """Every value of every row of every table, with the name of the table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row)).lower()


def places(marks: tuple[str, ...] = MARKS) -> set[str]:
    """Tables in which something of the person stands."""
    return {table for table, row in dump() if any(mark in row for mark in marks)}


@pytest.fixture
def zdenka() -> Practitioner:
    """Somebody of whom something stands in every place that keeps personal data."""
    person = add(NAME, email=EMAIL, text=TEXT, organisation_name=ORGANISATION, offers=["youth"], language="hr")
    other = add("Bo", email="bo@example.org")
    browser = signed_in(person)
    browser.post(f"{people_url()}{other.key}/write/", {"message": TEXT})
    signed_in(other).post(f"{people_url()}{person.key}/write/", {"message": "Bok."})
    Client().post(f"{people_url()}sign-in/", {"email": EMAIL})
    Subscriber.objects.create(email=EMAIL, language="hr")
    ContactMessage.objects.create(email=EMAIL.title(), name=NAME, message=TEXT)
    centre = Centre.objects.get(slug="cisok-cakovec")
    Owner.objects.create(centre=centre, email=EMAIL)
    Suggestion.objects.create(centre=centre, email=EMAIL)
    moderator = Client()
    moderator.force_login(get_user_model().objects.get(username="moderator"))
    edit = reverse("wagtailsnippets_community_practitioner:edit", args=[person.pk])
    assert moderator.post(edit, {"hidden": "on", "hidden_because": f"{NAME}?"}).status_code == 302
    assert moderator.post(edit, {"hidden_because": ""}).status_code == 302
    return person


def test_one_click_leaves_nothing_of_somebody_in_the_whole_database(zdenka: Practitioner) -> None:
    assert places() >= {
        *("community_practitioner", "letters_mail", "agenda_subscriber", "home_contactmessage", "centres_owner"),
        *("centres_suggestion", "wagtailcore_modellogentry"),
    }
    browser = signed_in(zdenka)
    page = browser.get(f"{people_url()}own/erase/")
    assert page.status_code == 200
    assert EMAIL in page.content.decode()
    assert Practitioner.objects.filter(pk=zdenka.pk).exists(), "it asks once"
    answer = browser.post(f"{people_url()}own/erase/")
    assert (answer.status_code, answer["Location"]) == (302, f"{people_url()}erased/")
    assert browser.get(answer["Location"]).status_code == 200
    assert places() == set()
    assert not Conversation.objects.exists()
    assert Visit.objects.count() == 1, "the other stays signed in"
    assert Practitioner.objects.get().name == "Bo"
    assert Suggestion.objects.get().email == "", "what was suggested stays"
    assert browser.get(f"{people_url()}own/").status_code == 302
    delivered()
    assert not any(EMAIL in letter.to or TEXT in letter.body for letter in mail.outbox)


def test_of_others_nothing_goes(zdenka: Practitioner) -> None:
    add("Cy", email=f"x{EMAIL}")
    Subscriber.objects.create(email=f"x{EMAIL}")
    before = {model: model.objects.count() for model in (Practitioner, Subscriber, ContactMessage, Owner)}
    personal.erase(EMAIL.upper())
    after = {model: model.objects.count() for model in before}
    assert {model: before[model] - after[model] for model in before} == dict.fromkeys(before, 1)


def test_the_file_holds_all_of_it(zdenka: Practitioner) -> None:
    answer = signed_in(zdenka).get(f"{people_url('hr')}own/data/")
    assert answer["Content-Type"] == "application/json"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert told["email"] == EMAIL
    assert set(told["data"]) == {"practitioners", "events", "messages", "mails", "centres", "suggestions"}
    (profile,) = told["data"]["practitioners"]
    left_out = {"key", "organisation_id", "words", "sort_key"}
    columns = {field.attname for field in Practitioner._meta.concrete_fields} - left_out
    assert columns - {"id"} <= set(profile), "a new column is exported too"
    assert (profile["name"], profile["text"], profile["offers"]) == (NAME, TEXT, ["youth"])
    assert [one["with"] for one in profile["conversations"]] == ["Bo"]
    assert len(profile["signed_in_until"]) == 2
    assert "bo@example.org" not in answer.content.decode()


def test_every_table_with_addresses_is_known_to_the_one_click() -> None:
    """A new column for addresses must be taken into ``core.personal``, or be named here with the reason."""
    known = {
        *("community.Practitioner", "agenda.Subscriber", "home.ContactMessage", "centres.Owner", "centres.Suggestion"),
        *("agenda.SignUp", "resources.Contribution", "home.Follower"),
        "core.User",  # accounts of those who work on the content
        "home.ContactPage",  # where messages go
        "home.AccessibilityStatementPage",
        "centres.Centre",  # the centre's own address, public
        "centres.ReviewRequest",  # mails to that address
    }
    ours = {app.label for app in apps.get_app_configs() if "site-packages" not in app.path}
    found = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ours
        for field in model._meta.get_fields()
        if "email" in field.name and getattr(field, "concrete", False)
    }
    assert found <= known, found - known


def test_double_click_and_a_stranger_do_no_harm(client: Client, zdenka: Practitioner) -> None:
    browser = signed_in(zdenka)
    assert client.post(f"{people_url()}own/erase/")["Location"] == f"{people_url()}sign-in/"
    assert Practitioner.objects.filter(pk=zdenka.pk).exists()
    for expected in ("erased/", "sign-in/"):
        assert browser.post(f"{people_url()}own/erase/")["Location"] == f"{people_url()}{expected}"


def test_all_or_nothing(zdenka: Practitioner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(email: str) -> int:
        raise RuntimeError(email)

    before = places()
    monkeypatch.setitem(personal._holders, "zzz", personal.Holder("x", lambda email: [], fails))
    with pytest.raises(RuntimeError):
        personal.erase(EMAIL)
    assert places() == before


# By themselves


def quiet(name: str, days: int, **facts: object) -> Practitioner:
    person = add(name, **facts)
    Practitioner.objects.filter(pk=person.pk).update(last_seen_at=timezone.now() - timedelta(days=days))
    return person


def test_who_stays_away_is_written_to_once_and_deleted_a_month_later(client: Client) -> None:
    quiet("Away", 731, language="fr"), quiet("Here", 700)
    for _night in range(3):
        erasing.keep_up()
    (letter,) = delivered()
    assert letter.to == ["away@example.org"]
    assert letter.subject.startswith("Votre profil sera effacé le")
    assert Practitioner.objects.count() == 2
    Practitioner.objects.filter(name="Away").update(warned_at=timezone.now() - timedelta(days=31))
    erasing.keep_up()
    assert [person.name for person in Practitioner.objects.all()] == ["Here"]
    assert len(delivered()) == 1


def test_the_link_in_that_mail_keeps_the_profile(client: Client) -> None:
    person = quiet("Away", 731)
    erasing.keep_up()
    path = link_in(delivered()[-1].body, "keep")
    assert client.get(path).status_code == 200
    person.refresh_from_db()
    assert person.warned_at is not None, "programs that look at links only read"
    assert client.post(path).status_code == 200
    person.refresh_from_db()
    assert person.warned_at is None
    Practitioner.objects.update(warned_at=None)
    erasing.keep_up()
    assert Practitioner.objects.exists()
    assert len(delivered()) == 1
    person.delete()
    assert client.get(path).status_code == client.post(path).status_code == 410


def test_who_never_wrote_a_name_goes_after_a_month_without_a_mail() -> None:
    for days in (29, 31):
        person = Practitioner.objects.create(email=f"d{days}@example.org")
        Practitioner.objects.filter(pk=person.pk).update(last_seen_at=timezone.now() - timedelta(days=days))
    erasing.keep_up()
    assert [person.email for person in Practitioner.objects.all()] == ["d29@example.org"]
    assert not Mail.objects.exists()


def test_a_wish_to_hear_no_more_outlives_the_conversation() -> None:
    one, other, third = add("A"), add("B"), add("C")
    old = timezone.now() - timedelta(days=181)
    stopped, over = Conversation.objects.between(one, other), Conversation.objects.between(other, third)
    Conversation.objects.update(last_at=old)
    Conversation.objects.filter(pk=stopped.pk).update(stopped_at=old)
    erasing.keep_up()
    assert [talk.pk for talk in Conversation.objects.all()] == [stopped.pk]
    assert over.pk != stopped.pk
    assert not UsedLink.objects.exists()
