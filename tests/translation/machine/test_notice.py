"""Visitors are told in their language when a machine began a text, and that somebody has read it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.i18n.borrowed import by_machine
from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence
from tests.translation.machine.conftest import Start, ask, passages, work
from tests.translation.machine.test_gate import read_all, there
from tests.translation.test_desk_following import publish, standing
from translation.models import BorrowedTexts
from translation.writing import write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("seeded")]
WHOLE = "Ovaj je tekst najprije preveden strojno."
PARTS = "Dijelovi ovog teksta najprije su prevedeni strojno."


def shown(client: Client, page: StandardPage) -> str:
    return " ".join(client.get(page.url).content.decode().split())


@pytest.fixture
def drafted(service: Start, book: StandardPage, begun: Translation) -> None:
    service()
    ask(book)
    work()


def test_all_of_it(
    drafted: None, admin_client: Client, client: Client, book: StandardPage, writer: Any, count_queries: Any
) -> None:
    assert WHOLE not in shown(client, there(book))
    before = count_queries(lambda: client.get(there(book).url))
    read_all(book, writer)
    publish(admin_client, book)
    assert WHOLE in shown(client, there(book))
    assert "nobody" not in shown(client, there(book))
    assert count_queries(lambda: client.get(there(book).url)) == before
    assert WHOLE not in shown(client, book)


def test_parts_of_it_and_none_of_it(
    drafted: None, admin_client: Client, client: Client, book: StandardPage, writer: Any
) -> None:
    names = passages(book)
    write(
        standing(book),
        {names["title"]: "Knjiga", names["summary"]: "xbook.", names["body"]: "Sasvim drugi tekst"},
        writer,
    )
    publish(admin_client, book)
    assert PARTS in shown(client, there(book))
    write(standing(book), {names["summary"]: "Kratko i jasno."}, writer)
    publish(admin_client, book)
    assert PARTS not in shown(client, there(book))
    assert not BorrowedTexts.objects.filter(translation_key=book.translation_key).exists()


def test_a_text_nobody_has_translated_by_machine_says_nothing(
    admin_client: Client, client: Client, book: StandardPage, published: Translation
) -> None:
    assert by_machine(there(book)) == ""
    assert "strojno" not in shown(client, there(book))


def test_a_competence_says_it_too(client: Client) -> None:
    one = Competence.objects.get(locale__language_code="hr", code="A")
    address = f"{page_by_key('skills', 'hr').url}{one.slug}/"
    assert WHOLE not in " ".join(client.get(address).content.decode().split())
    source = Locale.objects.get(language_code="en")
    BorrowedTexts.objects.create(translation_key=one.translation_key, locale=one.locale, source=source, machine="most")
    assert WHOLE in " ".join(client.get(address).content.decode().split())
