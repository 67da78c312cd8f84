"""What a machine wrote counts as read once somebody says so: in the editor or in a file, and by nothing else."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from home.models import StandardPage
from tests.forms import fields_in
from tests.translation.files.test_import import FORMS, bundle, kinds, send  # noqa: F401 - fixtures
from tests.translation.test_desk_following import ALL, begun, book, standing  # noqa: F401 - fixtures
from tests.translation.test_writing import passages
from translation.files.formats import FORMATS
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def by_machine(book: StandardPage, begun: Translation) -> StandardPage:  # noqa: F811
    names = passages(book)
    user = get_user_model().objects.get(username="moderator")
    write(standing(book), {names[name]: text for name, text in ALL.items()}, user, machine=True)
    assert standing(book).machine == 3
    return book


def test_saving_all_reads_nothing_and_a_tick_reads_one(admin_client: Client, by_machine: StandardPage) -> None:
    address = reverse("translation_passages", args=[standing(by_machine).item_id, "hr"])
    form = fields_in(admin_client.get(address).content.decode())
    sent = {name: text for name, text in form.items() if name.startswith(("text-", "seen-"))}
    admin_client.post(address, {**sent, "where": "save"})
    assert standing(by_machine).machine == 3
    admin_client.post(address, {**sent, "where": "save", "passage": passages(by_machine)["title"]})
    assert (standing(by_machine).machine, standing(by_machine).review) == (2, 1)
    admin_client.post(address, {**sent, "action": "publish"}, follow=True)
    assert StandardPage.objects.get(pk=standing(by_machine).target_pk).title == "Book", "two nobody has read"


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_comes_back_as_it_went_reads_nothing(
    form: str,
    by_machine: StandardPage,
    send: Callable,  # noqa: F811
) -> None:
    answer = send(FORMATS[form].write(bundle(by_machine)))
    assert "new" not in kinds(answer)
    assert "changed" not in kinds(answer)
    assert standing(by_machine).machine == 3
