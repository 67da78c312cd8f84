"""Editors and statements: drafts, versions, rights; and what people share."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from core.figures.registry import figures
from skills.assessment import sharing
from skills.assessment.sharing import TOGETHER, share, told
from skills.models import SharedAnswers, Statement, StatementSet
from skills.seed import seed
from skills.vocabularies import DescriptorKind
from tests.forms import posted_as_it_is
from tests.skills.assessment.test_pages import base, given, kept
from translation.models import Standing

pytestmark = pytest.mark.django_db


def row(code: str = "C", language: str = "en") -> StatementSet:
    return StatementSet.objects.get(code=code, locale__language_code=language)


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_skills_statementset:{name}", args=args)


def test_four_statements_of_each_kind_in_six_languages(seeded: None) -> None:
    assert StatementSet.objects.count() == 42
    for one in StatementSet.objects.all():
        kinds = [kind for _key, kind, _text in one.lines()]
        assert {kind: kinds.count(kind) for kind in DescriptorKind.values} == dict.fromkeys(DescriptorKind.values, 4)
    keys = Statement.objects.values_list("translation_key", flat=True)
    assert len(set(keys)) * 6 == len(keys)
    assert Statement.objects.values("text").distinct().count() == len(keys)


def test_seeding_twice_changes_nothing(seeded: None) -> None:
    before = list(StatementSet.objects.order_by("pk").values_list("pk", "latest_revision_id", "version"))
    seed(lambda line: None)
    assert list(StatementSet.objects.order_by("pk").values_list("pk", "latest_revision_id", "version")) == before


def edit(client: Client, one: StatementSet, publish: bool = False, **changes: str) -> StatementSet:
    address = url("edit", one.pk)
    data = (
        posted_as_it_is(client.get(address).content.decode(), StatementSet)
        | changes
        | ({"action-publish": "action-publish"} if publish else {})
    )
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return StatementSet.objects.get(pk=one.pk)


def test_another_meaning_is_a_new_version_and_a_typo_is_none(admin_client: Client) -> None:
    one = row()
    assert edit(admin_client, one, publish=True).version == 1  # nothing changed
    typo = {"statements-0-text": "I know many ways to decide.", "same_meaning": "on"}
    assert edit(admin_client, one, publish=True, **typo).version == 1
    draft = edit(admin_client, one, **{"statements-0-text": "I know how votes are counted."})
    assert draft.version == 1
    assert draft.get_latest_revision_as_object().version == 2
    edit(admin_client, one, **{"statements-0-text": "I know how votes are counted here."})
    assert edit(admin_client, one, publish=True, same_meaning="on").version == 2
    assert row().statements.first().text == "I know how votes are counted here."
    assert row("C", "fr").version == 1


def test_who_may_change_and_publish(seeded: None) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="translator-fr"))
    assert client.get(url("edit", row("C", "fr").pk)).status_code == 200
    assert client.get(url("edit", row("C", "hr").pk)).status_code in {302, 403}
    listed = client.get(url("list"))
    assert {one.locale.language_code for one in listed.context["object_list"]} == {"fr"}


def test_the_translation_desk_follows_them(seeded: None) -> None:
    there = Standing.objects.filter(item__kind="skills.statementset")
    assert there.count() == 35


def test_preview_shows_what_is_being_edited(seeded: None) -> None:
    one = row("C", "nl")
    one.statements = [Statement(kind="skill", text="Ik bewerk deze zin.", locale=one.locale)]
    html = one.make_preview_request().content.decode()
    assert "Ik bewerk deze zin." in html
    assert html.count("<fieldset") == 2


def test_answers_are_counted_only_when_shared_and_told_in_tens(seeded: None, client: Client) -> None:
    client.post(base() + "c/", given("c"))
    assert not SharedAnswers.objects.exists()
    for _person in range(TOGETHER - 1):
        response = client.post(base() + "c/", given("c") | {"share": "on"})
        assert "Your answers are added to the statistics" in response.content.decode()
    assert list(told()) == []
    client.post(base() + "c/", given("c", "fully") | {"share": "on"})
    counts = {(one.row, one.column): one.number for one in told()}
    assert counts[("C-skill", "mostly")] == 36
    assert counts[("C-skill", "fully")] == 4
    assert sum(counts.values()) == 120
    client.post(base() + "c/", given("c", "not-yet") | {"share": "on"})
    assert {(one.row, one.column): one.number for one in told()} == counts


def test_sharing_all_costs_the_same_as_sharing_one(seeded: None, max_queries: object) -> None:
    share(kept())
    with max_queries(8):
        share(kept())


def test_the_figure_names_competence_kind_and_answer(seeded: None) -> None:
    SharedAnswers.objects.create(month=date(2026, 10, 1), code="C", people=10, numbers={"skill/mostly": 40})
    figure = next(one for one in figures() if one.code == "self-assessments")
    (count,) = figure.count()
    assert figure.rows.names([count.row])["C-skill"].text == "C. Coordination · Skills"
    assert str(figure.columns.names([count.column])["mostly"].text) == "For the most part"


def test_too_many_shares_of_one_address_are_not_counted(
    seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skills.assessment.views.SHARED", "1/hour")
    for _time in range(3):
        assert client.post(base() + "c/", given("c") | {"share": "on"}).status_code == 200
    assert SharedAnswers.objects.get().people == 1
    assert sharing.TOGETHER == 10
