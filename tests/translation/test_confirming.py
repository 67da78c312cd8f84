"""An edit of an original that changes no meaning: who may say so, and what it does."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from core.seed import page_by_key
from tests.core.test_following import translate, version, write
from tests.translation.test_desk_following import croatian, edit, standing  # noqa: F401 - a fixture
from translation.models import Rendering, Standing
from translation.vocabularies import ItemState
from translation.wording import Piece, differences, plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("a b", "a b", [("same", "a b")]),
        ("six partners.", "seven partners.", [("gone", "six"), ("new", "seven"), ("same", " partners.")]),
        ("43 km", "44 km", [("gone", "43"), ("new", "44"), ("same", " km")]),
        ("l’ami", "l’ami!", [("same", "l’ami"), ("new", "!")]),
        ("", "new", [("new", "new")]),
        ('an <b id="b1">old</b> one', "an old one", [("same", "an old one")]),
    ],
)
def test_differences_are_whole_words(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert differences(old, new) == [Piece(*one) for one in pieces]


def test_entities_are_read_as_what_they_are() -> None:
    assert plain("Tea &amp; <i>cake</i>") == "Tea & cake"


@pytest.fixture
def book() -> Any:
    return write(page_by_key("home", "en"), "Book")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def confirm(client: Client, one: Standing, where: str = "here") -> int:
    address = reverse("translation_passages", args=[one.item_id, one.locale.language_code])
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    chosen = [line.pk for line in answer.context["lines"] if line.asks]
    return client.post(address, {"passage": chosen, "where": where}).status_code


@pytest.fixture
def changed(book: Any, croatian: Any) -> Standing:  # noqa: F811
    french = translate(book, "fr", "Livre")
    edit(french, summary="Un livre.", body=[{"type": "paragraph", "value": "<p>Texte</p>"}])
    assert standing(book, "fr").state == ItemState.PUBLISHED
    edit(book, summary="Book, indeed.")
    assert standing(book, "fr").state == ItemState.CHANGED
    return standing(book)


def test_both_texts_are_shown_word_by_word(changed: Standing) -> None:
    address = reverse("translation_passages", args=[changed.item_id, "hr"])
    said = signed_in("translator-fr").get(address).content.decode()
    assert "<ins>, indeed</ins>" in said
    assert '<p lang="hr">Knjiga je to.</p>' in said
    assert 'name="where"' not in said, "who writes another language reads"
    assert "Open the form" in signed_in("translator-hr").get(address).content.decode()


def test_a_translator_confirms_for_the_own_language(book: Any, changed: Standing) -> None:
    assert confirm(signed_in("translator-hr"), changed) == 302
    assert (standing(book).state, standing(book).approved) == (ItemState.PUBLISHED, 3)
    assert standing(book, "fr").state == ItemState.CHANGED


def test_an_editor_confirms_for_all(book: Any, changed: Standing) -> None:
    assert confirm(signed_in("editor"), changed, "everywhere") == 302
    assert {standing(book, code).state for code in ("hr", "fr")} == {ItemState.PUBLISHED}
    edit(book, summary="Book, indeed so.")
    assert standing(book).state == ItemState.CHANGED, "the next edit is another one"


def test_what_was_not_approved_waits_for_review_still(book: Any, changed: Standing) -> None:
    Rendering.objects.filter(segment__item=changed.item, segment__path="summary").update(approved=False, text="Else.")
    there = version(book, "hr")
    there.summary = "Else."
    there.save_revision()
    assert confirm(signed_in("editor"), standing(book), "everywhere") == 302
    assert standing(book).state == ItemState.REVIEW


@pytest.mark.parametrize(
    ("role", "where"), [("translator-fr", "here"), ("translator-hr", "everywhere"), ("partner", "here")]
)
def test_nobody_else_does(book: Any, changed: Standing, role: str, where: str) -> None:
    address = reverse("translation_passages", args=[changed.item_id, "hr"])
    pks = list(changed.item.segments.values_list("pk", flat=True))
    signed_in(role).post(address, {"passage": pks, "where": where})
    assert standing(book).state == ItemState.CHANGED


def test_a_version_by_hand_may_say_less(book: Any, changed: Standing) -> None:
    edit(book, body=[{"type": "paragraph", "value": "<p>One</p>"}, {"type": "paragraph", "value": "<p>Two</p>"}])
    assert standing(book).missing
    confirm(signed_in("translator-hr"), standing(book))
    assert (standing(book).state, standing(book).missing) == (ItemState.PUBLISHED, 0)


def test_passages_of_another_thing_are_not_touched(book: Any, changed: Standing) -> None:
    other = Standing.objects.filter(state=ItemState.CHANGED, locale=changed.locale).exclude(pk=changed.pk).first()
    address = reverse("translation_passages", args=[other.item_id, "hr"])
    pks = list(changed.item.segments.values_list("pk", flat=True))
    signed_in("administrator").post(address, {"passage": [*pks, "x", "9" * 30], "where": "here"})
    assert standing(book).state == ItemState.CHANGED


def test_three_hundred_passages_cost_what_three_do(changed: Standing, max_queries: Any) -> None:
    client = signed_in("translator-hr")
    address = reverse("translation_passages", args=[changed.item_id, "hr"])
    client.get(address)
    segments = [changed.item.segments.model(item=changed.item, path="body", order=n, text=f"T {n}") for n in range(300)]
    changed.item.segments.bulk_create(segments)
    with max_queries(40):
        assert len(client.get(address).context["lines"]) > 300
