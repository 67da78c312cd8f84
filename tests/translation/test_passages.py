"""Which passage is which: after an edit of a source, and between a source and what was written by hand."""

import pytest

from translation.passages import Passage, align, pair

BLOCK, OTHER = "449d8a29-173e-5da8-9cd9-8709134d1ada", "09d2bc38-d907-5222-a8fb-f22285218114"


def passages(*texts: str, path: str = "body.a") -> list[Passage]:
    return [Passage(path, text) for text in texts]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a b c|d e f", "a b c|d e f", {0: 0, 1: 1}),
        ("a b c|d e f", "d e f|a b c", {0: 1, 1: 0}),
        ("a b c|d e f", "a b c|new words here|d e f", {0: 0, 2: 1}),
        ("a b c|d e f", "d e f", {0: 1}),
        ("a b c d|e f g h", "a b x d|e f g y", {0: 0, 1: 1}),
        ("a b c d|e f g h", "quite other words here|e f g h", {1: 1}),
        ("a a|a a", "a a", {0: 0}),
        ("", "a b", {}),
    ],
    ids=["same", "turned round", "one put between", "one left out", "typos", "one replaced", "doubles", "first"],
)
def test_passages_of_one_place(old: str, new: str, found: dict[int, int]) -> None:
    assert pair(passages(*filter(None, old.split("|"))), passages(*new.split("|"))) == found


def test_the_only_text_of_a_place_is_the_same_one_whatever_it_says() -> None:
    assert pair([Passage("title", "Wood")], [Passage("title", "Quite another name")]) == {0: 0}


def test_a_passage_that_moves_to_another_block_is_the_same() -> None:
    old = [Passage("body.a", "one two"), Passage("title", "three")]
    assert pair(old, [Passage("title", "three"), Passage("body.b", "one two")]) == {0: 1, 1: 0}


def test_by_hand_the_place_decides_and_blocks_have_names_of_their_own() -> None:
    source = [(1, Passage(f"body.{BLOCK}", "One")), (2, Passage(f"body.{BLOCK}", "Two")), (3, Passage("title", "T"))]
    target = [Passage("title", "Naslov"), Passage(f"body.{OTHER}", "Jedan"), Passage(f"body.{OTHER}", "Dva")]
    assert align(source, target) == {1: "Jedan", 2: "Dva", 3: "Naslov"}


def test_nobody_can_tell_which_of_several_passages_is_missing() -> None:
    source = [(1, Passage("tips", "One")), (2, Passage("tips", "Two")), (3, Passage("title", "T"))]
    assert align(source, [Passage("tips", "Jedan"), Passage("title", "Naslov")]) == {3: "Naslov"}


def test_words_are_counted_without_tags_and_numbers() -> None:
    assert Passage("x", 'l’ami <b id="b1">vingt-deux</b> 43 km').words == 3
    assert Passage("x", "2026: 43 %").words == 0
