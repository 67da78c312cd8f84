"""The page of numbers and its file."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_and_its_file(client: Client) -> None:
    page = client.get("/en/project/in-numbers/")
    assert page.status_code == 200
    print(page.content.decode()[2000:20000])
