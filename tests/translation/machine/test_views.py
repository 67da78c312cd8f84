"""The button and the page before it: for whoever writes in the language, with what it costs, and what came of it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from home.models import StandardPage
from tests.translation.machine.conftest import Start, ask, passages, work
from tests.translation.test_borrowed import signed_in
from tests.translation.test_desk_following import edit, standing, submit
from translation.desk.names import DESK, PASSAGES
from translation.machine.names import MACHINE
from translation.models import MachineRequest, MachineUsage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ADDRESS = "/admin/translations/machine/"


def opened(client: Client, *pages: StandardPage, **more: str) -> Any:
    return client.get(reverse(MACHINE), {"thing": [standing(page).pk for page in pages], **more})


def sent(client: Client, *pages: StandardPage, **more: str) -> Any:
    return client.post(reverse(MACHINE), {"thing": [standing(page).pk for page in pages], **more})


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def messages(answer: Any) -> list[str]:
    return [str(one) for one in answer.context["messages"]]


def passages_page(page: StandardPage) -> str:
    return reverse(PASSAGES, args=[standing(page).item_id, "hr"])


def test_what_goes_where_and_what_is_left_stands_before_the_button(
    service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    there = service()
    settings.MACHINE_TRANSLATION["budget"] = {"deepl": "1000"}
    MachineUsage.objects.create(provider="deepl", month="2000-01-01", characters=999)
    client = signed_in("coordinator-hr")
    first = client.get(passages_page(book))
    assert f"{ADDRESS}?thing={standing(book).pk}" in first.content.decode()
    assert "DeepL, 3 passages, 21 characters" in words(first)
    answer = opened(client, book)
    assert "DeepL: 21 characters now; of this month’s budget of 1,000, 1,000 are left." in words(answer)
    assert "Book Croatian DeepL 3 5 21" in words(answer)
    assert MachineRequest.objects.count() == 0, "looking sends nothing"
    done = sent(client, book)
    assert done["Location"] == passages_page(book)
    shown = client.get(done["Location"])
    assert messages(shown) == ["3 passages are on their way. Load this page again in a while."]
    assert "3 passages are with DeepL since" in words(shown)
    assert f"thing={standing(book).pk}" not in shown.content.decode(), "one at a time"
    assert there.asked == [], "nothing is sent within a request"
    work()
    assert "3 of 3 passages translated." in words(client.get(passages_page(book)))
    assert MachineRequest.objects.get().user.username == "coordinator-hr"


def test_why_passages_stayed_is_said_where_they_are(service: Start, book: StandardPage, begun: Translation) -> None:
    service(says=lambda text: "" if "of" in text else "xa")
    ask(book)
    work()
    answer = signed_in("coordinator-hr").get(passages_page(book))
    assert "2 of 3 passages translated. These stayed as they were: Text of Book What came back is cut off." in words(
        answer
    )
    assert f"#passage-{passages(book)['body']}" in answer.content.decode()


def test_what_stopped_it_is_said_once(service: Start, book: StandardPage, begun: Translation) -> None:
    service("deepl", "403")
    ask(book)
    work()
    answer = words(signed_in("coordinator-hr").get(passages_page(book)))
    assert "0 of 3 passages translated. The translation service did not accept the portal’s key." in answer
    assert "These stayed as they were" not in answer
    assert "Have the missing passages translated by machine" in answer, "another try"


@pytest.mark.parametrize("who", ["translator-hr", "reviewer-hr", "editor", "coordinator-fr", "partner"])
def test_who_does_not_write_in_the_language_is_refused(
    who: str, service: Start, book: StandardPage, begun: Translation
) -> None:
    service()
    client = signed_in(who)
    assert opened(client, book).status_code in {302, 403}
    assert sent(client, book).status_code in {302, 403}
    assert not MachineRequest.objects.exists()
    if who != "partner":
        assert "Have the missing passages" not in words(client.get(passages_page(book)))


def test_one_foreign_thing_among_ones_own_refuses_all(
    admin_client: Client, service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    there = service()
    settings.MACHINE_TRANSLATION = there.routes("*")
    submit(admin_client, book, "fr")
    things = [standing(book).pk, standing(book, "fr").pk]
    assert signed_in("coordinator-hr").post(reverse(MACHINE), {"thing": things}).status_code in {302, 403}
    assert not MachineRequest.objects.exists()
    assert admin_client.post(reverse(MACHINE), {"thing": things})["Location"] == reverse(DESK)
    assert MachineRequest.objects.count() == 2


def test_signed_out_visitors_are_asked_to_sign_in(service: Start, book: StandardPage, begun: Translation) -> None:
    service()
    assert "/admin/login/" in sent(Client(), book)["Location"]
    assert not MachineRequest.objects.exists()


@pytest.mark.parametrize("things", [[], ["x"], ["0"], ["9" * 30], ["-1"]])
def test_nothing_chosen_leads_back(things: list[str], service: Start) -> None:
    service()
    for answer in (
        signed_in("editor").get(reverse(MACHINE), {"thing": things}),
        signed_in("editor").post(reverse(MACHINE), {"thing": things}),
    ):
        assert answer["Location"] == reverse(DESK)


def test_what_cannot_be_sent_says_why(
    admin_client: Client, service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    service()
    here = standing(book)
    things = {"thing": [here.pk, standing(book, "fr").pk]}
    assert "Book French No translation service is set up for this language." in words(
        admin_client.get(reverse(MACHINE), things)
    )
    settings.MACHINE_TRANSLATION["routes"] = {"*": "deepl"}
    assert "Begin its translation first." in words(admin_client.get(reverse(MACHINE), things))
    ask(book)
    assert "Somebody has asked for this already." in words(opened(admin_client, book))
    work()
    answer = opened(admin_client, book)
    assert "Nothing is missing." in words(answer)
    assert "Send to be translated" not in words(answer)
    assert messages(admin_client.get(sent(admin_client, book)["Location"])) == ["Nothing was sent."]


def test_a_budget_without_room_has_no_button(
    service: Start, settings: Any, book: StandardPage, begun: Translation
) -> None:
    service()
    settings.MACHINE_TRANSLATION["budget"] = {"deepl": "20"}
    client = signed_in("coordinator-hr")
    answer = opened(client, book)
    assert "That is not enough." in words(answer)
    assert "Send to be translated" not in words(answer)
    shown = client.get(sent(client, book)["Location"])
    assert messages(shown) == ["The budget of this month has no room for all of it."]
    assert not MachineRequest.objects.exists()


def test_texts_of_people_are_replaced_on_demand_only(
    service: Start, book: StandardPage, published: Translation
) -> None:
    there = service()
    edit(book, summary="A book, indeed.")
    client = signed_in("coordinator-hr")
    assert "1 passage somebody has translated and whose original has changed since stays as it is." in words(
        opened(client, book)
    )
    assert messages(client.get(sent(client, book)["Location"])) == ["Nothing was sent."]
    assert "its text is replaced, and kept in its history" in words(opened(client, book, changed="1"))
    sent(client, book, changed="1")
    work()
    assert there.texts == ["A book, indeed."]


def test_things_are_chosen_on_the_desk(service: Start, book: StandardPage, begun: Translation) -> None:
    client, address = signed_in("coordinator-hr"), f"{reverse(DESK)}?language=hr&state=begun"
    standing(book)
    assert "machine-chosen" not in client.get(address).content.decode(), "no service"
    service()
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    box = soup.select_one(f'input[name="thing"][value="{standing(book).pk}"]')
    assert (box["form"], box["aria-label"]) == ("machine-chosen", "Choose: Book")
    assert soup.select_one("#machine-chosen")["action"] == reverse(MACHINE)
    other = signed_in("coordinator-fr").get(address)
    assert not BeautifulSoup(other.content, "html.parser").select('input[name="thing"]')


def test_the_page_of_passages_costs_nothing_without_a_service_and_little_with_one(
    service: Start, book: StandardPage, begun: Translation, count_queries: Any
) -> None:
    client, address = signed_in("coordinator-hr"), passages_page(book)
    without = count_queries(lambda: client.get(address))
    service()
    assert count_queries(lambda: client.get(address)) <= without + 3
