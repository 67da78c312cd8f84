"""Who may open what in the admin: every address × every role, compared with the table the team has read and agreed to.

``UPDATE_ADMIN_MATRIX=1`` writes the table anew; the difference is then read like any other change.
"""

import os
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.admin_matrix import ROLES, addresses, verdict

pytestmark = [
    pytest.mark.django_db,
    # Wagtail's own choosers page through lists without an order.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
TABLE = Path(__file__).parent / "admin_matrix"


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_finds(seeded: None, role: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=role))
    found = "".join(f"{verdict(client, address):5} {label}\n" for label, address in addresses().items())
    file = TABLE / f"{role}.txt"
    if os.environ.get("UPDATE_ADMIN_MATRIX"):
        TABLE.mkdir(exist_ok=True)
        file.write_text(found)
    assert found.splitlines() == file.read_text().splitlines()


def test_every_signed_out_visitor_is_sent_to_sign_in(seeded: None) -> None:
    client = Client(raise_request_exception=False)
    shown = [
        label for label, address in addresses().items() if label not in PUBLIC and verdict(client, address) == "yes"
    ]
    assert shown == []


PUBLIC = {
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_sprite",
}
