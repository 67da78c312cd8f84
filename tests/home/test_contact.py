"""The contact form: kept, mailed, patient with bad input, deaf to robots."""

import pytest
from django.test import Client

from home.forms import ContactForm
from home.models import ContactMessage, ContactPage
from home.vocabularies import TOPICS
from tests.post import delivered, later, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

GOOD = {
    "topic": "change",
    "message": "CISOK has moved.\nIt is next door now.",
    "email": "ana@example.org",
    "name": "Ana",
}


def form_url(language: str = "en") -> str:
    return ContactPage.objects.get(locale__language_code=language).form_url


def send(client: Client, language: str = "en", **changes: str) -> object:
    return client.post(form_url(language), {**GOOD, **changes})


def test_the_form_stands_on_its_own_step_in_every_language(client: Client, language: str) -> None:
    response = client.get(form_url(language))
    html = response.content.decode()

    assert response.status_code == 200
    assert "csrftoken" in response.cookies
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html
    assert all(f'<option value="{code}"' in html for code, _label in TOPICS)


def test_a_message_is_kept_and_mailed(client: Client) -> None:
    response = send(client, "hr", about="/hr/centri/cisok-cakovec/")
    message = ContactMessage.objects.get()

    assert response.status_code == 302
    assert (message.topic, message.language, message.about) == ("change", "hr", "/hr/centri/cisok-cakovec/")
    assert message.message == "CISOK has moved.\nIt is next door now."
    assert not message.done
    (sent,) = delivered()
    assert sent.message()["Reply-To"] == "ana@example.org"
    assert "CISOK has moved." in sent.body
    thanks = client.get(response["Location"])
    assert "Vaša je poruka stigla" in thanks.content.decode()


def test_a_recipient_of_the_page_gets_the_mail(client: Client) -> None:
    ContactPage.objects.filter(locale__language_code="en").update(recipient="desk@example.org")
    send(client, email="")

    (sent,) = delivered()
    assert sent.to == ["desk@example.org"]
    assert "Reply-To" not in sent.message()


def test_the_address_of_the_form_fills_in_the_topic(client: Client) -> None:
    html = client.get(f"{form_url()}?topic=join&about=/en/events/").content.decode()

    assert '<option value="join" selected>' in html
    assert 'value="/en/events/"' in html


@pytest.mark.parametrize("query", ["topic=nonsense", "topic=%00", "about=https://evil.example", "topic=" + "x" * 8000])
def test_nonsense_in_the_address_is_ignored(client: Client, query: str) -> None:
    response = client.get(f"{form_url()}?{query}")

    assert response.status_code == 200
    assert '<option value="other" selected>' in response.content.decode()


def test_a_robot_is_told_the_same_but_nothing_is_kept(client: Client) -> None:
    response = send(client, website="https://spam.example")

    assert response.status_code == 302
    assert not ContactMessage.objects.exists()
    assert not delivered()


def test_line_breaks_never_reach_a_header(client: Client) -> None:
    send(client, name="Ana\r\nBcc: all@example.org", email="")
    assert ContactMessage.objects.get().name == "Ana Bcc: all@example.org"
    (sent,) = delivered()
    assert "Bcc" not in sent.message()
    assert "\n" not in sent.subject

    response = send(client, email="ana@example.org\r\nBcc: all@example.org")
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"message": ""}, "Write your message here."),
        ({"message": "x" * 8000}, "Your message has 8000 characters. Shorten it to 5000"),
        ({"message": "\x00"}, "Write your message here."),
        ({"topic": ""}, "Choose what it is about."),
        ({"topic": "nonsense"}, "Choose what it is about, from the list."),
        ({"email": "not an address"}, "is not an e-mail address. Write one such as"),
        ({"email": "x" * 300 + "@example.org"}, "is not an e-mail address."),
        ({"name": "x" * 130}, "This name is too long. Write at most 120 characters."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client: Client, changes: dict[str, str], said: str) -> None:
    response = send(client, **changes)

    assert response.status_code == 400
    assert said in response.content.decode()
    assert not ContactMessage.objects.exists()


def test_what_was_written_stays_after_an_error(client: Client) -> None:
    html = send(client, email="wrong").content.decode()

    assert "CISOK has moved." in html
    assert 'value="Ana"' in html


def test_control_characters_and_markup_are_harmless(client: Client) -> None:
    assert send(client, message="a\x00b\x07c <script>alert(1)</script>").status_code == 302
    assert ContactMessage.objects.get().message == "abc <script>alert(1)</script>"
    html = send(client, message="<script>alert(1)</script>", email="wrong").content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("silent", [set(), {"CONNECT"}], ids=["away", "hanging"])
def test_a_mail_server_with_a_bad_day_is_nothing_to_a_visitor(
    client: Client, settings: object, silent: set[str]
) -> None:
    with mail_server(settings) as server:
        server.silent, server.answers = silent, {"CONNECT": "421 no time"}
        assert send(client).status_code == 302
        assert ContactMessage.objects.count() == 1
        assert server.visits == 0
        delivered()
        assert server.visits == 1
        server.silent, server.answers = set(), {}
        later()
        delivered()
    assert len(server.taken) == 1


def test_nothing_else_stands_below_the_contact_page(client: Client) -> None:
    assert client.get(f"{form_url()}more/").status_code == 404
    assert client.get(form_url().replace("message", "mesage")).status_code == 404


def test_forgery_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(form_url(), GOOD).status_code == 403
    assert not ContactMessage.objects.exists()


def test_only_what_is_needed_is_asked() -> None:
    required = [name for name, field in ContactForm().fields.items() if field.required]

    assert required == ["topic", "message"]


def test_editors_read_messages_and_mark_them(admin_client: Client) -> None:
    message = ContactMessage.objects.create(topic="join", message="<b>hello</b>", language="nl")
    listing = admin_client.get("/admin/snippets/home/contactmessage/")
    edit = admin_client.get(f"/admin/snippets/home/contactmessage/edit/{message.pk}/")

    assert listing.status_code == edit.status_code == 200
    assert "<b>hello</b>" not in edit.content.decode()
    response = admin_client.post(f"/admin/snippets/home/contactmessage/edit/{message.pk}/", {"done": "on"})
    assert response.status_code == 302
    message.refresh_from_db()
    assert message.done
    assert message.message == "<b>hello</b>"
