"""What editors write waits for moderators, and workflows are named in the language of whoever reads."""

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Task, Workflow, WorkflowContentType
from wagtail.users.models import UserProfile

from centres.care.workflow import NAME
from community.models import Organisation
from core.admin.workflows import REVIEW, ensure_reviews
from core.models import LanguageSettings
from skills.models import Competence
from tests.forms import posted_as_it_is

pytestmark = pytest.mark.django_db


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=role))
    return client


@pytest.mark.parametrize("model", [Competence, Organisation, LanguageSettings])
def test_an_editor_sends_it_and_a_moderator_publishes(seeded: None, model: type[Model]) -> None:
    thing = model.objects.first()
    url = reverse(model.snippet_viewset.get_url_name("edit"), args=[thing.pk])
    editor, moderator = client_of("editor"), client_of("moderator")
    html = editor.get(url).content.decode()
    assert 'name="action-submit"' in html
    sent = editor.post(url, posted_as_it_is(html, model) | {"action-submit": "action-submit"})
    assert sent.status_code == 302
    thing.refresh_from_db()
    state = thing.current_workflow_task_state
    assert thing.live
    assert state.task.name == REVIEW
    html = moderator.get(url).content.decode()
    data = posted_as_it_is(html, model) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert moderator.post(url, data).status_code == 302
    thing.refresh_from_db()
    assert not thing.workflow_in_progress
    assert thing.live
    assert not thing.has_unpublished_changes


def test_what_an_administrator_has_set_up_stays(seeded: None) -> None:
    other = Workflow.objects.create(name="Other")
    assignment = WorkflowContentType.objects.get(content_type__model="competence")
    assignment.workflow = other
    assignment.save()
    ensure_reviews()
    assignment.refresh_from_db()
    assert assignment.workflow == other


@pytest.mark.parametrize("name", [REVIEW, NAME])
@pytest.mark.parametrize("model", [Workflow, Task])
def test_a_name_is_shown_in_every_language_and_kept_in_one(seeded: None, model: type[Model], name: str) -> None:
    row = model.objects.get(name=name)
    assert row.name == name
    with override("hr"):
        assert row.name not in {name, ""}
        assert str(row) == row.name
        row.name = row.name
        row.save()
        own = model.objects.get(pk=row.pk)
        own.name = "Po našem"
    assert model.objects.filter(pk=row.pk, name=name).exists()
    own.save()
    assert model.objects.get(pk=row.pk).name == "Po našem"


def test_an_editor_reads_the_workflow_in_the_own_language(seeded: None) -> None:
    editor = get_user_model().objects.get(username="editor")
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "fr"
    profile.save()
    url = reverse(Competence.snippet_viewset.get_url_name("edit"), args=[Competence.objects.first().pk])
    assert REVIEW not in client_of("editor").get(url).content.decode()
