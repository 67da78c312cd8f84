"""The states, as a table: what a source says, what there is in a language, and what that is called."""

import pytest

from translation.kinds import Said, Version
from translation.passages import Passage
from translation.reckoning import Kept, count, settle, state_of
from translation.vocabularies import ItemState, SegmentState

TEXT = "Tell us what is wrong."
DONE = Kept("Javite nam.", TEXT, approved=True)
PLAIN = {1: Passage("title", "Contact"), 2: Passage("summary", TEXT)}


@pytest.mark.parametrize(
    ("rendering", "state"),
    [
        (None, SegmentState.MISSING),
        (Kept("Javite nam.", TEXT, machine=True), SegmentState.MACHINE),
        (Kept("Javite nam.", "Tell us.", approved=True), SegmentState.EDITING),
        (Kept("Javite nam.", "Tell us.", machine=True), SegmentState.EDITING),
        (Kept("Javite nam.", TEXT), SegmentState.REVIEW),
        (DONE, SegmentState.APPROVED),
        (Kept("", TEXT, approved=True), SegmentState.APPROVED),
    ],
)
def test_a_passage(rendering: Kept | None, state: SegmentState) -> None:
    assert state_of(TEXT, rendering) is state


def by_hand(title: str, summary: str, *, live: bool = True, shown: frozenset[str] | None = None) -> Version:
    texts = [Passage("title", title), Passage("summary", summary)]
    return Version(
        "7", True, live, texts, frozenset({title, summary}) if shown is None and live else shown or frozenset()
    )


def by_passages(*said: tuple[str, str, Said], live: bool = False, shown: frozenset[str] = frozenset()) -> Version:
    return Version("7", True, live, (), shown, {(path, text): one for path, text, one in said})


MEANT = Said("Javite nam."), Said("Kontakt")
BOTH = (("summary", TEXT, MEANT[0]), ("title", "Contact", MEANT[1]))
SHOWN = frozenset({"Javite nam.", "Kontakt"})
TITLE = Kept("Kontakt", "Contact", approved=True)
OLD = Kept("Javite nam.", "Tell us.", approved=True)
FROM = {1: 1, 2: 1}

TABLE = {
    "no page": (None, {}, FROM, 1, None, ItemState.MISSING),
    "a fallback page": (Version("7", False, True), {}, FROM, 1, None, ItemState.FALLBACK),
    "a fallback page taken back": (Version("7", False, False), {}, FROM, 1, None, ItemState.MISSING),
    "begun, nothing written": (by_passages(), {}, FROM, 1, None, ItemState.BEGUN),
    "begun, one passage": (by_passages(BOTH[0]), {}, FROM, 1, None, ItemState.BEGUN),
    "all written, not published": (by_passages(*BOTH), {}, FROM, 1, None, ItemState.REVIEW),
    "one by machine": (
        by_passages(BOTH[0], ("title", "Contact", Said("Kontakt", machine=True)), live=True, shown=SHOWN),
        *({}, FROM, 1, None, ItemState.BEGUN),
    ),
    "published": (by_passages(*BOTH, live=True, shown=SHOWN), {}, FROM, 1, None, ItemState.PUBLISHED),
    "published with a gap": (by_passages(BOTH[0], live=True, shown=SHOWN), {}, FROM, 1, 1, ItemState.BEGUN),
    "published, written anew since": (
        by_passages(BOTH[1], ("summary", TEXT, Said("Pišite nam.")), live=True, shown=SHOWN),
        *({1: TITLE, 2: DONE}, FROM, 1, 1, ItemState.REVIEW),
    ),
    "taken back": (by_passages(*BOTH), {1: TITLE, 2: DONE}, FROM, 1, 1, ItemState.FALLBACK),
    "an alias again": (Version("7", False, True), {1: TITLE, 2: DONE}, FROM, 1, 1, ItemState.FALLBACK),
    "source edited, text taken along": (
        by_passages(BOTH[1], ("summary", TEXT, Said("Javite nam.", kept=True)), live=True, shown=SHOWN),
        *({1: TITLE, 2: OLD}, FROM, 2, 1, ItemState.CHANGED),
    ),
    "source edited, text saved again": (
        by_passages(*BOTH, live=True, shown=SHOWN),
        *({1: TITLE, 2: OLD}, FROM, 2, 1, ItemState.PUBLISHED),
    ),
    "source longer": (by_passages(BOTH[1], live=True, shown=SHOWN), {1: TITLE}, {1: 1, 2: 2}, 2, 1, ItemState.CHANGED),
    "by hand": (by_hand("Kontakt", "Javite nam."), {}, FROM, 1, None, ItemState.PUBLISHED),
    "by hand, a name stays": (by_hand("Contact", "Javite nam."), {}, FROM, 1, None, ItemState.PUBLISHED),
    "by hand, a sentence stays": (by_hand("Kontakt", TEXT), {}, FROM, 1, None, ItemState.BEGUN),
    "by hand, source edited": (
        by_hand("Kontakt", "Javite nam."),
        *({1: TITLE, 2: OLD}, FROM, 2, 1, ItemState.CHANGED),
    ),
    "by hand, both edited": (
        by_hand("Kontakt", "Javite nam sada."),
        *({1: TITLE, 2: OLD}, FROM, 2, 1, ItemState.PUBLISHED),
    ),
    "by hand, only the other passage edited": (
        by_hand("Kontakti", "Javite nam."),
        *({1: TITLE, 2: OLD}, FROM, 2, 1, ItemState.CHANGED),
    ),
    "by hand, a draft upon it": (
        by_hand("Kontakt", "Novo.", shown=SHOWN),
        *({1: TITLE, 2: DONE}, FROM, 1, 1, ItemState.REVIEW),
    ),
    "by hand, taken back": (
        by_hand("Kontakt", "Javite nam.", live=False),
        *({1: TITLE, 2: DONE}, FROM, 1, 1, ItemState.FALLBACK),
    ),
    "by hand, a copy not touched": (by_hand("Contact", TEXT, live=False), {}, FROM, 1, None, ItemState.BEGUN),
    "by hand, nothing needed there": (
        by_hand("Kontakt", ""),
        *({1: TITLE, 2: Kept("", TEXT, approved=True)}, FROM, 1, 1, ItemState.PUBLISHED),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_thing_in_a_language(case: str) -> None:
    version, kept, since, now, answers, state = TABLE[case]
    found = settle(PLAIN, version, kept)
    told = count(PLAIN, since, found, version, now=now, answers=answers)
    assert told.state is state
    assert told.total == told.missing + told.machine + told.editing + told.review + told.approved == len(PLAIN)
    assert bool(told.words_left) == (told.approved < told.total)
    again = settle(PLAIN, version, found)
    assert again == found, "looking twice changes nothing"


def test_a_text_that_was_taken_along_stays_to_be_edited_until_it_is_saved() -> None:
    version = by_passages(("summary", TEXT, Said("Javite nam.", kept=True)))
    assert settle(PLAIN, version, {2: OLD})[2].made_for == "Tell us."


def test_what_was_written_before_a_version_became_an_alias_is_kept() -> None:
    assert settle(PLAIN, Version("7", False, True), {1: TITLE, 2: DONE}) == {1: TITLE, 2: DONE}


def test_the_source_edited_back_finds_its_translation_approved() -> None:
    edited = {1: PLAIN[1], 2: Passage("summary", "Tell us.")}
    found = settle(edited, by_hand("Kontakt", "Javite nam."), {1: TITLE, 2: DONE})
    assert state_of("Tell us.", found[2]) is SegmentState.EDITING
    back = settle(PLAIN, by_hand("Kontakt", "Javite nam."), found)
    assert state_of(TEXT, back[2]) is SegmentState.APPROVED
