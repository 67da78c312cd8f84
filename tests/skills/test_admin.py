"""Editors, translators and competences."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Locale

from skills.models import Competence, Descriptor, LearningOutcome, SkillsIndexPage, Task
from skills.seed import seed

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_skills_competence:{name}", args=args)


def row(code: str, language: str) -> Competence:
    return Competence.objects.get(code=code, locale__language_code=language)


def test_list_filter_edit_history(admin_client: Client) -> None:
    locale = Locale.objects.get(language_code="fr")
    html = admin_client.get(f"{url('list')}?locale=fr&code=B").content.decode()
    assert "Assurer le suivi administratif et financier" in html
    assert "Communiquer et représenter" not in html
    competence = Competence.objects.get(code="B", locale=locale)
    for name in ("edit", "history"):
        assert admin_client.get(url(name, competence.pk)).status_code == 200


def test_preview_shows_what_is_being_edited(seeded: None) -> None:
    competence = row("C", "nl")
    competence.title = "Een titel in bewerking"
    competence.tasks = [Task(text="Een taak in bewerking", locale=competence.locale)]
    html = competence.make_preview_request().content.decode()
    assert "Een titel in bewerking" in html
    assert "Een taak in bewerking" in html


def test_without_the_page_there_is_no_preview(seeded: None, rf: RequestFactory) -> None:
    SkillsIndexPage.objects.all().delete()
    with pytest.raises(Http404):
        row("C", "nl").serve_preview(rf.get("/"), "")


def test_a_draft_waits_until_it_is_published(seeded: None) -> None:
    competence = row("A", "en")
    competence.summary = "A new summary."
    revision = competence.save_revision()
    assert row("A", "en").summary != "A new summary."
    revision.publish()
    assert row("A", "en").summary == "A new summary."


def test_one_competence_per_letter_and_language(seeded: None) -> None:
    twin = Competence(code="A", locale=Locale.objects.get(language_code="en"), title="x", short_title="x", summary="x")
    with pytest.raises(ValidationError) as error:
        twin.validate_constraints()
    assert "This language already has a competence with this letter." in str(error.value)


def test_address_is_plain_ascii(seeded: None) -> None:
    assert Competence(code="E", short_title="Čuđenje, đak i œuvre").slug == "e-cudenje-dak-i-oeuvre"
    assert Competence(code="E", short_title="???").slug == "e"
    assert all(competence.slug.isascii() for competence in Competence.objects.all())


def test_a_translation_keeps_letter_and_children(seeded: None) -> None:
    original = row("D", "en")
    copy = original.copy_for_translation(Locale.objects.get_or_create(language_code="fi")[0])
    copy.save()
    assert copy.code == "D"
    assert copy.translation_key == original.translation_key
    keys = set(original.tasks.values_list("translation_key", flat=True))
    assert {task.translation_key for task in copy.tasks.all()} == keys
    assert {task.locale.language_code for task in copy.tasks.all()} == {"fi"}


def test_siblings_share_translation_keys(seeded: None) -> None:
    for model in (Competence, Task, Descriptor, LearningOutcome):
        keys = model.objects.values_list("translation_key", flat=True)
        assert len(set(keys)) * 6 == len(keys)


def test_editors_change_moderators_publish(seeded: None) -> None:
    editors = set(Group.objects.get(name="Editors").permissions.values_list("codename", flat=True))
    moderators = set(Group.objects.get(name="Moderators").permissions.values_list("codename", flat=True))
    assert "change_competence" in editors
    assert not {"add_competence", "delete_competence", "publish_competence"} & editors
    assert {"add_competence", "publish_competence"} <= moderators


def test_seeding_twice_changes_nothing(seeded: None) -> None:
    before = list(Competence.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    lines = list(Descriptor.objects.order_by("pk").values_list("pk", "text"))
    seed(lambda line: None)
    assert list(Competence.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before
    assert list(Descriptor.objects.order_by("pk").values_list("pk", "text")) == lines


def test_seeding_puts_a_changed_line_right_in_place(seeded: None) -> None:
    task = row("F", "it").tasks.first()
    Task.objects.filter(pk=task.pk).update(text="Sbagliato")
    seed(lambda line: None)
    assert Task.objects.get(pk=task.pk).text == task.text


def test_names(seeded: None) -> None:
    competence = row("G", "en")
    assert str(competence) == "G. Communication and representation"
    assert str(competence.tasks.first()) == competence.tasks.first().text
    card = competence.card("/en/competences/")
    assert (card.stop, card.url) == ("G", "/en/competences/g-communication/")
    assert competence.card().kind == "competence"
