"""Passages are written by whoever writes them without a loss: not over what another wrote, not what cannot be shown."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_following import write as write_page
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    book,
    croatian,
    edit,
    publish,
    published,
    say,
    standing,
    submit,
)
from translation.models import PastRendering, Segment
from translation.vocabularies import ItemState
from translation.writing import NotWrittenByPassagesError, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def writer() -> Any:
    return get_user_model().objects.create_user("writer", "writer@example.org")


def passages(page: StandardPage) -> dict[str, int]:
    rows = Segment.objects.filter(item=standing(page).item, order__isnull=False)
    return {path.split(".")[0]: pk for path, pk in rows.values_list("path", "pk")}


def past(page: StandardPage, name: str) -> list[str]:
    return list(PastRendering.objects.filter(segment=passages(page)[name]).values_list("text", flat=True))


def test_all_that_is_written_waits_for_review_and_readers_read_what_they_read(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
    writer: Any,
) -> None:
    names = passages(book)
    outcome = write(standing(book), {names[name]: text for name, text in ALL.items()}, writer)
    assert sorted(outcome.written) == sorted(names.values())
    now = standing(book)
    assert (now.state, now.review) == (ItemState.REVIEW, 3)
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {writer.pk}
    assert StandardPage.objects.get(pk=now.target_pk).title == "Book"


def test_a_machine_never_counts_as_somebody(book: StandardPage, begun: Translation, writer: Any) -> None:  # noqa: F811
    names = passages(book)
    write(standing(book), {names["title"]: "Knjiga"}, writer, machine=True)
    assert (standing(book).machine, standing(book).review) == (1, 0)
    write(standing(book), {names["title"]: "Knjiga"}, writer)
    assert (standing(book).machine, standing(book).review) == (0, 1)


def test_what_another_wrote_meanwhile_is_shown_and_not_written_over(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
    writer: Any,
) -> None:
    names = passages(book)
    say(begun, title="Knjižica", summary="Isto.")
    texts = {names["title"]: "Knjiga", names["summary"]: "Isto."}
    outcome = write(standing(book), texts, writer, seen=dict.fromkeys(names.values(), ""))
    assert outcome.meanwhile == {names["title"]: "Knjižica"}
    assert outcome.written == [names["summary"]], "both wrote the same"
    again = write(standing(book), {names["title"]: "Knjiga"}, writer, seen={names["title"]: "Knjižica"})
    assert again.written == [names["title"]]
    assert past(book, "title") == ["Knjižica", "Knjiga"]


BROKEN = {
    "a link of nobody": '<a id="a9">Knjiga</a>',
    "a script": "<script>alert(1)</script>",
    "a letter no page can show": "Knji\x00ga",
    "no end": "k" * 20_001,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_shown_is_not_kept(book: StandardPage, begun: Translation, writer: Any, text: str) -> None:  # noqa: F811
    name = passages(book)["title"]
    assert write(standing(book), {name: text}, writer).broken == [name]
    assert not StringTranslation.objects.exists()


def test_what_reads_alike_in_one_place_has_one_text(admin_client: Client, writer: Any) -> None:
    page = write_page(page_by_key("home", "en"), "Twice")
    edit(page, body=[{"type": "paragraph", "value": "<p>Again and again.</p><p>Again and again.</p>"}])
    submit(admin_client, page)
    twice = list(Segment.objects.filter(item=standing(page).item, text="Again and again.").values_list("pk", flat=True))
    assert len(twice) == 2
    outcome = write(standing(page), dict.fromkeys(twice, "Opet i opet."), writer)
    assert sorted(outcome.written) == sorted(twice)
    assert standing(page).review == 2


def test_a_passage_that_left_the_original_is_named(book: StandardPage, begun: Translation, writer: Any) -> None:  # noqa: F811
    gone = passages(book)["body"]
    edit(book, body=[])
    outcome = write(standing(book), {gone: "Tekst", 10**9: "Tekst"}, writer)
    assert (outcome.written, sorted(outcome.gone)) == ([], [gone, 10**9])


def test_an_emptied_text_is_missing_again_and_not_forgotten(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
    writer: Any,
) -> None:
    name = passages(book)["title"]
    write(standing(book), {name: "Knjiga"}, writer)
    write(standing(book), {name: ""}, writer)
    assert standing(book).missing == 3
    assert past(book, "title") == ["Knjiga"]


def test_what_was_approved_stays_with_readers_until_it_is_published_again(
    admin_client: Client,
    book: StandardPage,  # noqa: F811
    published: Translation,  # noqa: F811
    writer: Any,
) -> None:
    write(standing(book), {passages(book)["summary"]: "Knjiga je to, zaista."}, writer)
    now = standing(book)
    assert (now.review, now.approved) == (1, 2)
    assert StandardPage.objects.get(pk=now.target_pk).summary == "Knjiga je to."
    publish(admin_client, book)
    assert StandardPage.objects.get(pk=now.target_pk).summary == "Knjiga je to, zaista."
    assert past(book, "summary") == ["Knjiga je to.", "Knjiga je to, zaista."]


def test_what_has_a_form_of_its_own_is_not_written_here(
    book: StandardPage,  # noqa: F811
    croatian: StandardPage,  # noqa: F811
    writer: Any,
) -> None:
    with pytest.raises(NotWrittenByPassagesError):
        write(standing(book), {passages(book)["title"]: "Knjiga"}, writer)
    assert past(book, "title") == ["Knjiga"], "what was written by hand has a past too"
