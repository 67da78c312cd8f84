"""What resembles a passage is offered in its translation: approved ones of the same two languages, the most alike first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale

from home.models import StandardPage
from translation.memory import similar, similar_of_many
from translation.models import Item, Rendering, Segment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ASKED = "Quokkas advise anyone in twelve towns."


@pytest.fixture
def keep() -> Callable[..., Rendering]:
    """Puts a translation into the memory."""
    locales = {one.language_code: one for one in Locale.objects.all()}
    now = timezone.now()
    thing = ContentType.objects.get_for_model(StandardPage)

    def kept(
        made_for: str, text: str, source: str = "en", target: str = "hr", hours: int = 0, **says: bool
    ) -> Rendering:
        number = Item.objects.count()
        item = Item.objects.create(
            kind="gone", key=str(number), locale=locales[source], content_type=thing, title=f"Thing of {text}"
        )
        segment = Segment.objects.create(item=item, path="body", text=made_for)
        at = now - timedelta(hours=hours)
        return Rendering.objects.create(
            segment=segment, locale=locales[target], text=text, made_for=made_for, at=at, **{"approved": True} | says
        )

    return kept


def locale(code: str) -> int:
    return Locale.objects.get(language_code=code).pk


def found(text: str = ASKED, source: str = "en", target: str = "hr", most: int = 3) -> list[tuple[int, str]]:
    return [(one.percent, one.text) for one in similar(text, locale(source), locale(target), most)]


def test_the_most_alike_comes_first_and_what_is_too_different_not_at_all(keep: Callable) -> None:
    keep("Quokkas advise nobody.", "Malo")
    keep("Quokkas advise anyone in ten towns.", "Deset")
    keep("Quokkas advise <b>anyone</b> in twelve towns", "Isto")
    keep("Quokkas advise you in ten towns.", "Vas")
    assert found() == [(100, "Isto"), (83, "Deset"), (66, "Vas")]


def test_it_says_where_and_for_which_words_it_was_written(keep: Callable) -> None:
    row = keep("Quokkas advise anyone in ten towns.", "Deset")
    (one,) = similar(ASKED, locale("en"), locale("hr"))
    assert (one.made_for, one.title, one.segment, one.at) == (row.made_for, "Thing of Deset", row.segment_id, row.at)


def test_only_what_readers_read_in_these_two_languages(keep: Callable) -> None:
    for text, says in {
        "Nitko": {"approved": False},
        "Slovenski": {"target": "fr"},
        "Iz francuskog": {"source": "fr"},
    }.items():
        keep(ASKED, text, **says)
    keep(ASKED, "")
    assert found() == []


def test_of_equals_the_newest_comes_first_and_each_once(keep: Callable) -> None:
    for hours, text in ((3, "Treći"), (1, "Prvi"), (2, "Drugi"), (0, "Drugi"), (9, "Četvrti")):
        keep(ASKED, text, hours=hours)
    assert found() == [(100, "Drugi"), (100, "Prvi"), (100, "Treći")]
    assert len(found(most=1)) == 1


def test_what_was_approved_or_edited_since_the_last_look_is_known(keep: Callable) -> None:
    assert found() == []
    row = keep(ASKED, "Prvi")
    assert found() == [(100, "Prvi")]
    Rendering.objects.filter(pk=row.pk).update(text="Prvi put", made_for="Other words altogether")
    assert found() == [], "read anew, whatever the memory has known it by"
    row.delete()
    assert found() == []


@pytest.mark.parametrize("number", [1, 300])
def test_a_page_of_passages_costs_the_same_as_one(keep: Callable, max_queries: Callable, number: int) -> None:
    keep(ASKED, "Prvi")
    texts = [ASKED, *(f"Passage {n} of a page" for n in range(number))]
    source, target = locale("en"), locale("hr")
    with max_queries(3):
        assert [one.text for one in similar_of_many(texts, source, target)[ASKED]] == ["Prvi"]
    with max_queries(2):
        assert similar_of_many(texts, source, target).keys() == {*texts}


def test_a_text_without_words_resembles_nothing(keep: Callable) -> None:
    keep("…", "…")
    assert found("…") == found("") == []
