"""Rows written in bulk are the rows Wagtail writes one by one."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from centres.models import Centre
from core.wagtail_bulk import LogLine, add_log_entries, add_revisions, use_newest_revisions

pytestmark = pytest.mark.django_db
ACTION = "wagtail.edit"


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch, seeded: None) -> None:
    """The demo content, and a clock that stands still."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


def some_centres() -> list[Centre]:
    found = Centre.objects.order_by("-checked_on", "pk").prefetch_related("texts", "special_hours")[:20]
    assert found[0].texts.all()
    return list(found)


def rows_written(model: type[Model], write: Callable[[], object]) -> list[dict[str, object]]:
    """The columns of the rows that appear, without their keys; they vanish again."""
    last = model.objects.order_by("-pk").first().pk
    with transaction.atomic():
        write()
        rows = list(model.objects.filter(pk__gt=last).order_by("object_id"))
        transaction.set_rollback(True)
    assert rows
    return [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields[1:]} for row in rows]


def test_versions_are_those_of_the_editor() -> None:
    user = get_user_model().objects.get(username="editor")

    def one_by_one() -> None:
        for centre in some_centres():
            centre.save_revision(user=user, clean=False)

    expected = rows_written(Revision, one_by_one)
    assert rows_written(Revision, lambda: add_revisions(some_centres(), user_id=user.pk)) == expected


def test_the_newest_version_becomes_the_latest_and_of_what_is_live_the_live_one() -> None:
    centres = some_centres()
    draft = centres[0]
    Centre.objects.filter(pk=draft.pk).update(live=False, live_revision=None)
    add_revisions(centres, user_id=None)
    newest = use_newest_revisions(Centre, [centre.pk for centre in centres])
    for centre in Centre.objects.filter(pk__in=newest):
        assert centre.latest_revision_id == newest[centre.pk] == centre.get_latest_revision().pk
        assert centre.live_revision_id == (None if centre.pk == draft.pk else newest[centre.pk])


def test_log_entries_are_those_of_wagtail() -> None:
    user, together = get_user_model().objects.get(username="editor"), uuid4()

    def one_by_one() -> None:
        for centre in some_centres():
            log(instance=centre, action=ACTION, user=user, uuid=together, data={"n": 1}, content_changed=True)

    lines = [LogLine(centre, ACTION, data={"n": 1}) for centre in some_centres()]
    expected = rows_written(ModelLogEntry, one_by_one)
    assert rows_written(ModelLogEntry, lambda: add_log_entries(lines, user_id=user.pk, uuid=together)) == expected


def test_nothing_to_write_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        add_revisions([], user_id=None)
        add_log_entries([], user_id=None, uuid=uuid4())
