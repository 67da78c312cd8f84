"""Words of a question that stand close together."""

import pytest

from search.closeness import POOL, Closeness
from search.expressions import Clause, Match, Phrase, Word
from search.spotting import Spotter


def match(pk: str, body: str, language: str = "en", score: float = 1.0) -> Match:
    return Match(
        source="s", pk=pk, language=language, kind="page", title="", url="", summary="", body=body, score=score
    )


def clauses(text: str) -> list[Clause]:
    return [Clause(((Word(word),),)) for word in text.split()]


def test_words_are_spotted_in_any_inflection_with_the_things_they_belong_to() -> None:
    spotter = Spotter([("school",), ("choose", "school"), ("nothing",)])
    text = "Choosing: the Schools' day"
    assert [(text[start:end], things) for start, end, things in spotter.spots(text, "en")] == [
        ("Choosing", {1}),
        ("Schools", {0, 1}),
    ]


def test_nothing_asked_for_is_nowhere() -> None:
    assert list(Spotter([]).spots("Some text", "en")) == []
    assert Closeness.to([], []).of(match("1", "Some text")) == 0


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("guidance for refugees", f"guidance {'and more ' * 10} for refugees"),
        (f"guidance {'and more ' * 10} for refugees", f"guidance {'and more ' * 30} for refugees"),
        (f"guidance {'and more ' * 30} for refugees", "guidance guidance guidance"),
        ("guidance", "nothing"),
        ("refugees", "guidance"),
    ],
    ids=["a few words", "a sentence", "both", "one", "the rarer one"],
)
def test_the_nearer_and_the_rarer_the_words_the_more_they_say(nearer: str, farther: str) -> None:
    closeness = Closeness.to(clauses("guidance refugee"), [1.0, 3.0])
    assert closeness.of(match("1", nearer)) > closeness.of(match("2", farther))


def test_all_in_one_place_is_one() -> None:
    closeness = Closeness.to(clauses("guidance refugee"), [1.0, 3.0])
    assert closeness.of(match("1", "Guidance for refugees")) == pytest.approx(1)


def test_small_words_of_a_phrase_say_nothing() -> None:
    closeness = Closeness.to([Clause(((Phrase(("city", "of", "work")),),))], [1.0])
    assert closeness.of(match("1", "a list of things")) == 0
    assert closeness.of(match("1", "the city")) == pytest.approx(1)


def test_the_first_texts_change_places_within_their_language() -> None:
    closeness = Closeness.to(clauses("guidance refugee"), [1.0, 1.0])
    far = [
        match("far", "guidance"),
        match("near", "guidance for refugees"),
        match("other", "guidance refugees", "fr", 9),
    ]
    rest = [match(str(number), "refugees in guidance") for number in range(POOL)]
    assert [one.pk for one in closeness.ordered(far, "en")] == ["near", "far", "other"]
    ordered = closeness.ordered([*far, *rest], "en")
    assert [one.pk for one in ordered[POOL:]] == ["17", "18", "19"]
    strong = match("strong", "guidance", score=3)
    assert closeness.ordered([far[1], strong], "en")[0] is strong, "closeness does not outweigh everything"
