"""Following by mail: asked for, confirmed by a link, changed and ended by another one, with no account and no cookie."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core import personal
from core.letters.models import Mail
from core.seed import page_by_key
from core.vocabularies import Theme
from home.follow import book
from home.follow.choices import Choices, asked_url, no_more_url, own_path
from home.models import Follower
from home.tasks import look_after_followers
from tests.home.following import GOOD, ask, follower, link_in, url
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def columns(person: Follower) -> tuple[Any, ...]:
    return person.language, person.languages, person.kinds, person.themes, person.rhythm


def test_every_page_speaks_the_language_of_its_reader(client: Client, language: str) -> None:
    with override(language):
        person = follower(language=language)
        paths = [url("follow", language), url("follow_sent", language), own_path(person)]
        paths += [
            no_more_url(person),
            asked_url("bo@example.org", Choices.of(person)),
            f"{reverse('follow_own')}?key=x",
        ]
    titles = set()
    for path, status in zip(paths, [200, 200, 200, 200, 200, 410], strict=True):
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == status, path
        assert f'<html lang="{language}"' in html
        assert '<meta name="robots" content="noindex">' in html
        assert "no-store" in response["Cache-Control"]
        assert html.count("<h1") == 1
        titles.add(response.context["title"])
    assert len(titles) == len(paths)
    assert "csrftoken" in client.get(paths[0]).cookies


def test_lists_lead_to_the_form_and_it_knows_which(client: Client) -> None:
    for key, kind in (("case-studies", "case-study"), ("agenda", "event")):
        html = client.get(page_by_key(key, "fr").url).content.decode()
        path = f"{url('follow', 'fr')}?kind={kind}"
        assert f'href="{path}"' in html
        form = client.get(path).context["form"]
        assert form["kinds"].value() == [kind]
        assert form["languages"].value() == ["fr"]
    assert client.get(f"{url('follow')}?kind=nonsense&kind=%00").context["form"]["kinds"].value() == []
    assert "/fr/suivre/" in client.get("/fr/").content.decode()


def test_from_the_form_to_the_own_choices(client: Client) -> None:
    answer = ask(
        client,
        "hr",
        email="Ana@Example.org",
        languages=["fr", "hr"],
        kinds=["event"],
        themes=["youth"],
        rhythm="monthly",
    )
    assert (answer.status_code, answer["Location"]) == (302, url("follow_sent", "hr"))
    assert not Follower.objects.exists(), "nothing is kept before the link is opened"
    (letter,) = delivered()
    assert letter.to == ["ana@example.org"]
    path = link_in(letter.body, "?key=")
    assert path.startswith("/hr/pratite/confirm/")
    reader = Client(enforce_csrf_checks=True)
    page = reader.get(path)
    assert "Hrvatski" in page.content.decode()
    assert not Follower.objects.exists(), "programs that look at links only read"
    answer = reader.post(path)
    assert answer.status_code == 302
    person = Follower.objects.get()
    assert columns(person) == ("hr", ["fr", "hr"], ["event"], ["youth"], "monthly")
    page = reader.get(answer["Location"])
    assert page.context["form"]["themes"].value() == ["youth"]
    assert person.email not in page.content.decode()
    assert not reader.cookies
    before = person.told_until
    reader.post(path)
    assert Follower.objects.get().told_until == before, "a second click changes nothing of what is told"


def test_choices_are_changed_and_errors_stand_beside_their_field(client: Client) -> None:
    path = own_path(follower())
    reader = Client(enforce_csrf_checks=True)
    sent = {
        "languages": ["nl", "en"],
        "themes": ["digital"],
        "kinds": ["publication"],
        "rhythm": "monthly",
        "language": "nl",
    }
    answer = reader.post(path, sent)
    assert answer.status_code == 302
    assert columns(Follower.objects.get()) == ("nl", ["nl", "en"], ["publication"], ["digital"], "monthly")
    assert "Your choices are saved." in reader.get(answer["Location"]).content.decode()
    for wrong in (
        {"languages": []},
        {"languages": ["xx"]},
        {"kinds": ["centre"]},
        {"themes": ["\x00"]},
        {"rhythm": "hourly"},
        {"language": ""},
    ):
        answer = reader.post(path, {**sent, **wrong})
        (name,) = wrong
        assert answer.status_code == 400, wrong
        assert f'id="id_{name}_error"' in answer.content.decode()
        assert [*answer.context["form"].errors] == [name]
    assert Follower.objects.get().rhythm == "monthly"
    assert not reader.cookies


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": ""}, "Write the address we shall write to."),
        ({"email": "nobody"}, "“nobody” is not an e-mail address."),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "is not an e-mail address."),
        ({"email": "a" * 8000}, "is not an e-mail address."),
        ({"languages": []}, "Tick at least one language."),
        ({"kinds": ["<u>"]}, "Choose from the list."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client: Client, changes: dict[str, Any], said: str) -> None:
    answer = ask(client, **{"themes": ["youth"], **changes})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert said in html
    assert "<u>" not in html.split("<form")[-1]
    assert answer.context["form"]["themes"].value() == ["youth"]
    assert not Mail.objects.exists()


def test_known_and_unknown_addresses_are_answered_alike(client: Client) -> None:
    follower(themes=["youth"])
    known, unknown = ask(client), ask(client, email="bo@example.org")
    robot = ask(client, email="cy@example.org", website="https://spam.example")
    assert {(one.status_code, one["Location"]) for one in (known, unknown, robot)} == {(302, url("follow_sent"))}
    letters = {letter.to[0]: letter.body for letter in delivered()}
    assert set(letters) == {"ana@example.org", "bo@example.org"}
    assert Follower.objects.get().themes == ["youth"], "nobody changes what others follow"
    assert client.get(link_in(letters["ana@example.org"], "/own/")).status_code == 200
    assert "/own/" not in letters["bo@example.org"]


def test_too_many_are_asked_to_wait_and_no_mailbox_is_flooded(client: Client) -> None:
    answers = [ask(client) for _number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert Mail.objects.count() == book.MAILS


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 5000])
def test_links_that_are_not_whole_say_so(client: Client, key: str) -> None:
    person = follower()
    for name in ("follow_confirm", "follow_own", "follow_no_more"):
        for answer in (client.get(f"{url(name)}?key={key}"), client.post(f"{url(name)}?key={key}")):
            assert answer.status_code == 410
            assert "This link no longer works" in answer.content.decode()
    assert columns(Follower.objects.get()) == columns(person)


def test_old_altered_and_other_peoples_links(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    person, other = follower(), follower("bo")
    path, foreign = own_path(person), own_path(other)
    mixed = path.rpartition("%3A")[0] + "%3A" + foreign.rpartition("%3A")[2]
    assert client.get(mixed).status_code == 410
    as_asked = path.replace("/own/", "/confirm/")
    assert client.post(as_asked).status_code == 410, "a key is for one purpose"
    Follower.objects.filter(pk=person.pk).update(email="new@example.org")
    assert client.get(path).status_code == 410, "the address is another's now"
    asked = asked_url("cy@example.org", Choices.of(other))
    later = time.time() + 4 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(asked).status_code == 410
    assert not Follower.objects.filter(email="cy@example.org").exists()


def test_no_more_is_one_click_without_cookie_or_token(client: Client) -> None:
    person, other = follower(), follower("bo")
    book.ask(person.email, Choices.of(person))
    path = no_more_url(person)
    assert client.get(path).status_code == 200
    assert Follower.objects.count() == 2, "programs that look at links only read"
    program = Client(enforce_csrf_checks=True)
    for _again in range(2):
        assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert not program.cookies
    assert list(Follower.objects.all()) == [other]
    assert client.get(path).status_code == 200
    assert client.post(own_path(person), GOOD).status_code == 410


def test_who_gave_no_sign_for_two_years_is_asked_and_then_forgotten(client: Client) -> None:
    old, kept, new = follower("old"), follower("kept", language="hr"), follower("new")
    Follower.objects.filter(pk__in=(old.pk, kept.pk)).update(seen_at=timezone.now() - timedelta(days=731))
    look_after_followers.func()
    look_after_followers.func()
    letters = {letter.to[0]: letter for letter in delivered()}
    assert set(letters) == {"old@example.org", "kept@example.org"}
    assert letters["old@example.org"].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link_in(letters["kept@example.org"].body, "/own/")
    assert path.startswith("/hr/")
    assert 'value="keep"' in client.get(path).content.decode()
    assert client.post(path, {"do": "keep"}).status_code == 302
    Follower.objects.filter(warned_at__isnull=False).update(warned_at=timezone.now() - timedelta(days=31))
    look_after_followers.func()
    assert {person.email for person in Follower.objects.all()} == {kept.email, new.email}


def test_all_of_it_is_exported_and_erased() -> None:
    person = follower(themes=["youth"])
    follower("other")
    (told,) = personal.export("ANA@example.org")["following"]
    assert {field.name for field in Follower._meta.fields} - {"id"} <= set(told)
    assert json.loads(json.dumps(told))["themes"] == ["youth"]
    personal.erase(person.email)
    assert [one.email for one in Follower.objects.all()] == ["other@example.org"]


def test_numbers_without_addresses_for_those_who_publish(client: Client, count_queries: Any) -> None:
    follower(languages=["fr", "en"], themes=["youth"], kinds=["event"])
    follower("bo", rhythm="monthly")
    path = reverse("followers_report")
    for role, sees in (("partner", False), ("translator-fr", False), ("editor", True), ("moderator", True)):
        client.force_login(get_user_model().objects.get(username=role))
        assert (client.get(path).status_code == 200) is sees, role
    answer = client.get(path)
    assert "example.org</" not in answer.content.decode()
    assert "ana@" not in answer.content.decode()
    rows = {table.title: dict(table.rows) for table in answer.context["tables"]}
    assert answer.context["total"] == 2
    with override("en"):
        assert rows["Themes"][str(Theme.YOUTH.label)] == 2
        assert rows["Themes"][str(Theme.DIGITAL.label)] == 1
        assert rows["How often at most"] == {"Once a week": 1, "Once a month": 1}
    few = count_queries(lambda: client.get(path))
    for number in range(18):
        follower(f"f{number}")
    assert count_queries(lambda: client.get(path)) == few
