"""Seeding twice changes nothing."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command

from core.seed import key_uuid, seeders, stream

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label not in {"sessions"}
    }


def test_seeding_again_changes_nothing(seeded: None) -> None:
    before = counts()
    out = StringIO()
    call_command("seed", stdout=out)
    after = counts()
    assert {name: (before[name], after[name]) for name in before if before[name] != after[name]} == {}
    assert "passwords" not in out.getvalue()


def test_every_role_has_a_demo_user(seeded: None) -> None:
    names = set(get_user_model().objects.values_list("username", flat=True))
    assert {"editor", "moderator", "partner", "administrator", "translator-fr", "translator-hr"} <= names


def test_seeders_run_after_what_they_need() -> None:
    order = [seeder.name for seeder in seeders()]
    for seeder in seeders():
        for other in seeder.after:
            if other in order:
                assert order.index(other) < order.index(seeder.name)


def test_stream_ids_stay_the_same() -> None:
    blocks = [{"paragraph": "<p>a</p>"}, {"table": {"caption": "c", "header": ["h"], "rows": [["x"]]}}]
    assert stream(blocks, "k") == stream(blocks, "k")
    assert stream(blocks, "k")[1]["value"]["columns"] == [{"type": "text", "heading": "h"}]
    assert key_uuid("a") == key_uuid("a")
    assert key_uuid("a") != key_uuid("b")
