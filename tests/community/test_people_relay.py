"""Letters between colleagues: passed on, never an address, ended by one click."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.models import Conversation, Practitioner
from community.people import erasing, relay
from community.people.forms import LONGEST_MESSAGE
from core.letters.models import Mail
from tests.community.people import add, after, link_in, people_url, signed_in
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def ana() -> Practitioner:
    return add("Ana", language="hr", languages=["hr"])


@pytest.fixture
def bo() -> Practitioner:
    return add("Bo", language="nl", role="Begeleider")


def write(sender: Practitioner, receiver: Practitioner, message: str = "Hello.\nWhen?", **more: str) -> object:
    path = f"{people_url()}{receiver.key}/write/"
    return signed_in(sender).post(path, {"message": message, **more})


def test_a_message_goes_out_in_the_readers_language_and_without_addresses(ana: Practitioner, bo: Practitioner) -> None:
    answer = write(bo, ana)
    assert answer["Location"] == f"{people_url()}sent/"
    (letter,) = delivered()
    assert letter.to == ["ana@example.org"]
    html = letter.alternatives[0][0]
    for body in (letter.body, html):
        assert "Bo" in body
        assert "Begeleider" in body
        assert "bo@example.org" not in body
    assert "> Hello.\n> When?" in letter.body
    assert not {"Reply-To", "Cc", "Bcc"} & set(letter.extra_headers)
    assert "bo@example.org" not in str(letter.message())
    assert letter.subject == "Piše vam kolega"
    assert link_in(letter.body, "answer").startswith("/hr/")


def test_it_is_answered_both_ways_without_signing_in(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana)
    link = link_in(delivered()[-1].body, "answer")
    assert client.get(link).status_code == 200
    assert client.post(link, {"message": "Da."}).status_code == 302
    back = delivered()[-1]
    assert back.to == ["bo@example.org"]
    assert "> Da." in back.body
    assert "ana@example.org" not in str(back.message())
    assert client.post(link_in(back.body, "answer"), {"message": "Goed."}).status_code == 302
    assert delivered()[-1].to == ["ana@example.org"]
    assert Conversation.objects.count() == 1


def test_the_portal_keeps_no_copy(ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana, "A very particular sentence.")
    delivered()
    row = Mail.objects.get(kind="people-message")
    assert (row.text, row.html, row.to) == ("", "", "@example.org")
    assert "Bo" not in row.subject
    assert "particular" not in str(list(Conversation.objects.values()))


def test_one_click_ends_it_for_both(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana)
    letter = delivered()[-1]
    stop, link = link_in(letter.body, "stop"), link_in(letter.body, "answer")
    page = client.get(stop)
    assert page.status_code == 200
    assert not Conversation.objects.exclude(stopped_at=None).exists(), "programs that look at links only read"
    Mail.objects.all().delete()
    write(bo, ana, "Still on its way")
    assert client.post(stop).status_code == 200
    assert not Mail.objects.exists(), "what was on its way is taken back"
    for answer in (
        write(bo, ana, "Again?"),
        write(ana, bo, "Or I?"),
        client.get(link),
        client.post(link, {"message": "x"}),
    ):
        assert answer.status_code == 403
        assert "has ended this conversation" in answer.content.decode() or "razgovor" in answer.content.decode()
    assert client.get(stop).status_code == client.post(stop).status_code == 200
    assert not Mail.objects.exists()


def test_who_wants_no_messages_gets_none(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana)
    link = link_in(delivered()[-1].body, "answer")
    mail.outbox.clear()
    Practitioner.objects.filter(pk=ana.pk).update(contactable=False)
    assert write(bo, ana, "Once more").status_code == 403
    assert client.post(link, {"message": "I write all the same"}).status_code == 403
    html = signed_in(bo).get(f"{people_url()}{ana.key}/").content.decode()
    assert "write/" not in html
    assert "Ana wants no messages" in html
    assert not delivered()


@pytest.mark.parametrize("facts", [{"contactable": False}, {"hidden": True}, {"name": ""}])
def test_who_cannot_be_answered_cannot_write(bo: Practitioner, facts: dict[str, object]) -> None:
    ana = add("Ana", visible="everyone")
    Practitioner.objects.filter(pk=bo.pk).update(**facts)
    for answer in (write(bo, ana), signed_in(bo).get(f"{people_url()}{ana.key}/write/")):
        assert answer.status_code == 403
        assert "Nobody could answer you" in answer.content.decode()
    assert not Mail.objects.exists()


def test_strangers_cannot_write(client: Client, ana: Practitioner) -> None:
    for answer in (
        client.get(f"{people_url()}{ana.key}/write/"),
        client.post(f"{people_url()}{ana.key}/write/", {"message": "x"}),
    ):
        assert (answer.status_code, answer["Location"]) == (302, f"{people_url()}sign-in/")
    assert not Mail.objects.exists()


@pytest.mark.parametrize("facts", [{"visible": "nobody"}, {"hidden": True}])
def test_whom_one_may_not_see_one_cannot_write_to(bo: Practitioner, facts: dict[str, object]) -> None:
    unseen = add("Unseen", **facts)
    assert write(bo, unseen).status_code == 404
    assert not Mail.objects.exists()


def test_nobody_writes_to_oneself(bo: Practitioner) -> None:
    assert write(bo, bo)["Location"] == f"{people_url()}own/"
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("", "Write your message here."),
        ("\x00\x07 \n", "Write your message here."),
        ("m" * 8000, f"This is 8000 characters long. Shorten it to {LONGEST_MESSAGE}."),
    ],
)
def test_bad_messages_get_a_sentence_and_nothing_is_lost(
    ana: Practitioner, bo: Practitioner, message: str, said: str
) -> None:
    answer = write(bo, ana, message)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert message.strip("\x00\x07 \n") in answer.content.decode()
    assert not Mail.objects.exists()


def test_headers_markup_and_lines_of_the_portal_cannot_be_forged(ana: Practitioner) -> None:
    eve = add(
        "Eve\r\nBcc: all@example.org <b>x</b>", role="<a href='https://evil.example'>x</a>", email="eve@example.org"
    )
    write(eve, ana, "Hi\r\nBcc: all@example.org\r\n\r\nAnswer:\r\nhttps://evil.example\r\n<script>alert(1)</script>")
    (letter,) = delivered()
    assert letter.recipients() == ["ana@example.org"]
    assert "Bcc" not in letter.message()
    html = letter.alternatives[0][0]
    assert "<script" not in html
    assert 'href="https://evil' not in html
    assert "href='https://evil" not in html
    assert "> https://evil.example" in letter.body


def test_a_second_click_sends_nothing_twice_but_later_one_may_say_it_again(ana: Practitioner, bo: Practitioner) -> None:
    for _time in range(3):
        assert write(bo, ana, "Same").status_code == 302
    assert Mail.objects.count() == 1
    write(ana, bo, "Same")
    assert Mail.objects.count() == 2
    Conversation.objects.update(last_at=timezone.now() - timedelta(minutes=11))
    write(ana, bo, "Same")
    assert Mail.objects.count() == 3


def test_twenty_messages_a_day(ana: Practitioner, bo: Practitioner) -> None:
    browser = signed_in(bo)
    path = f"{people_url()}{ana.key}/write/"
    answers = [browser.post(path, {"message": f"Message {number}"}) for number in range(relay.MOST + 1)]
    assert [answer.status_code for answer in answers] == [302] * relay.MOST + [429]
    assert f"Message {relay.MOST}</textarea>" in answers[-1].content.decode()
    assert Mail.objects.count() == relay.MOST
    assert write(ana, bo, "Others write on").status_code == 302


def test_robots_are_told_the_same(ana: Practitioner, bo: Practitioner) -> None:
    assert write(bo, ana, website="x").status_code == 302
    assert not Mail.objects.exists()


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 3000])
@pytest.mark.parametrize("step", ["answer", "stop", "keep"])
def test_altered_links_say_so(client: Client, step: str, key: str) -> None:
    for answer in (
        client.get(f"{people_url()}{step}/?key={key}"),
        client.post(f"{people_url()}{step}/?key={key}", {"message": "x"}),
    ):
        assert answer.status_code == 410
        assert "no longer works" in answer.content.decode()


def test_links_open_what_they_were_made_for_only(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    from community.people.letters import ANSWER, KEEP

    stranger = add("Eve")
    conversation = Conversation.objects.between(ana, bo)
    for key in (ANSWER.key(conversation.pk, stranger.pk), ANSWER.key(conversation.pk + 1, ana.pk), KEEP.key(ana.pk)):
        assert client.get(f"{people_url()}answer/?key={key}").status_code == 410
    assert client.get(f"{people_url()}keep/?key={ANSWER.key(conversation.pk, ana.pk)}").status_code == 410
    assert client.get(f"{people_url()}answer/?key={ANSWER.key(conversation.pk, ana.pk)}").status_code == 200


def test_links_grow_old_with_their_conversation(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana)
    link = link_in(delivered()[-1].body, "answer")
    with after(days=179):
        erasing.keep_up()
        assert client.get(link).status_code == 200
    with after(days=181):
        assert client.get(link).status_code == 410
        erasing.keep_up()
    assert not Conversation.objects.exists()


def test_who_has_left_is_not_written_to(client: Client, ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana)
    link = link_in(delivered()[-1].body, "answer")
    mail.outbox.clear()
    bo.delete()
    assert client.get(link).status_code == client.post(link, {"message": "x"}).status_code == 410
    assert not delivered()


def test_conversations_are_on_the_own_page_without_what_was_said(ana: Practitioner, bo: Practitioner) -> None:
    write(bo, ana, "A very particular sentence.")
    html = signed_in(ana).get(f"{people_url()}own/").content.decode()
    assert ">Bo<" in html
    assert "particular" not in html
    assert "bo@example.org" not in html
