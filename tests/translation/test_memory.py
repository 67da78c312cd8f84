"""What was translated once is not translated again: the same words are found wherever they stood."""

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from core.seed import page_by_key
from home.models import StandardPage
from tests.core.test_following import write
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    edit,
    publish,
    published,
    say,
    standing,
    submit,
)
from translation.borrowed import untranslated
from translation.localized import KEPT, MEMORY
from translation.models import Rendering
from translation.vocabularies import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
PARAGRAPHS = [f"Sentence number {word} of a longer text." for word in ("one", "two", "three", "four", "five")]


@pytest.fixture
def book() -> StandardPage:
    return write(page_by_key("home", "en"), "Book")


def tools(translation: Translation) -> dict[str, str]:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    return {row.data: row.tool_name for row in rows}


def test_a_copy_is_translated_as_its_original_was(
    admin_client: Client,
    book: StandardPage,
    published: Translation,  # noqa: F811
) -> None:
    copy = book.copy(update_attrs={"slug": "copy"})
    copy.get_latest_revision().publish()
    made = submit(admin_client, copy)
    now = standing(copy)
    assert (now.state, now.review, now.missing) == (ItemState.REVIEW, 3, 0)
    assert set(tools(made).values()) == {MEMORY}
    assert untranslated(made) == []
    assert Rendering.objects.filter(segment__item=now.item, locale=now.locale, reused=True).count() == 3
    say(made, **ALL)
    assert not Rendering.objects.filter(segment__item=standing(copy).item, reused=True).exists(), "somebody has looked"


def test_a_deleted_page_is_remembered(
    admin_client: Client,
    book: StandardPage,
    published: Translation,  # noqa: F811
) -> None:
    standing(book)
    for page in StandardPage.objects.filter(translation_key=book.translation_key):
        StandardPage.objects.get(pk=page.pk).delete() if not page.alias_of_id else None
    again = write(page_by_key("home", "en"), "Book")
    submit(admin_client, again)
    assert standing(again).review == 3


def test_what_nobody_has_approved_is_not_remembered(
    admin_client: Client,
    book: StandardPage,
    begun: Translation,  # noqa: F811
) -> None:
    say(begun, **ALL)
    assert standing(book).review == 3
    copy = book.copy(update_attrs={"slug": "copy"})
    copy.get_latest_revision().publish()
    submit(admin_client, copy)
    assert standing(copy).missing == 3


def test_one_letter_in_thirteen_passages_loses_none(admin_client: Client) -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    body: list[dict[str, Any]] = [
        {"type": "paragraph", "value": text},
        {"type": "quote", "value": {"text": "Quoted words.", "source": "Somebody"}},
        {"type": "paragraph", "value": text.replace("Sentence", "Phrase")},
    ]
    page = write(page_by_key("home", "en"), "Long")
    edit(
        page,
        body=body[:2]
        + [
            body[2]
            | {"value": text.replace("Sentence", "Phrase").replace("<p>Phrase number five of a longer text.</p>", "")}
        ],
    )
    made = submit(admin_client, page)
    for segment in made.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=made.target_locale,
            data=f"hr {segment.string.data}",
            translation_type="manual",
        )
    publish(admin_client, page)
    before = standing(page)
    assert (before.state, before.total, before.approved) == (ItemState.PUBLISHED, 13, 13)
    page = StandardPage.objects.get(pk=page.pk)
    raw = [dict(block) for block in page.body.raw_data]
    raw[0]["value"] = raw[0]["value"].replace("number two", "number twos")
    edit(page, body=raw)
    after = standing(page)
    assert (after.changed, after.editing, after.approved, after.missing) == (1, 1, 12, 0)
    assert untranslated(made) == [], "13 of 13 kept"
    assert list(tools(made).values()).count(KEPT) == 1


def test_moved_and_recreated_blocks_keep_their_translation(
    admin_client: Client,
    book: StandardPage,
    published: Translation,  # noqa: F811
) -> None:
    edit(
        book,
        body=[
            {"type": "quote", "value": {"text": "New.", "source": "X"}},
            {"type": "paragraph", "value": "<p>Text of Book</p>"},
        ],
    )
    now = standing(book)
    assert (now.approved, now.editing) == (3, 0)
    assert now.changed == now.missing == 2


def test_the_editor_says_where_a_text_came_from(
    admin_client: Client,
    book: StandardPage,
    published: Translation,  # noqa: F811
) -> None:
    edit(book, summary="Book!")
    standing(book)
    row = StringTranslation.objects.get(tool_name=KEPT, context__object_id=book.translation_key)
    assert "edited since" in row.get_comment()
    row.tool_name = MEMORY
    assert "From memory" in row.get_comment()
    row.tool_name = ""
    assert "manually" in row.get_comment()
