"""What is known of each passage in a language, and how far a whole thing is: from the source's words, never from counts or dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from translation.kinds import Version
from translation.passages import Passage, align
from translation.vocabularies import ItemState, SegmentState

NAME_AT_MOST = 8
"""Words of a name, which a version written by hand may have as its original has it. What is longer, or a sentence, is not translated."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendering as it is stored."""

    text: str
    made_for: str
    machine: bool = False
    approved: bool = False
    author: int | None = None
    at: datetime | None = None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a thing is. Field names are those of ``Standing``."""

    state: ItemState
    total: int = 0
    missing: int = 0
    machine: int = 0
    editing: int = 0
    review: int = 0
    approved: int = 0
    changed: int = 0
    words: int = 0
    words_left: int = 0
    answers: int | None = None


def state_of(text: str, rendering: Kept | None) -> SegmentState:
    """Of one passage that says ``text`` now."""
    if rendering is None:
        return SegmentState.MISSING
    if rendering.made_for != text:
        return SegmentState.EDITING
    if rendering.approved:
        return SegmentState.APPROVED
    return SegmentState.MACHINE if rendering.machine else SegmentState.REVIEW


def settle(passages: Mapping[int, Passage], version: Version | None, kept: Mapping[int, Kept]) -> Mapping[int, Kept]:
    """The renderings of a language now, by the passages' names. What a version taken back had is kept as it was."""
    if version is None or not version.own:
        return kept
    if version.said is None:
        return dict(_by_hand(passages, version, kept))
    return dict(_by_passages(passages, version, kept))


def _by_passages(
    passages: Mapping[int, Passage], version: Version, kept: Mapping[int, Kept]
) -> Iterable[tuple[int, Kept]]:
    for name, one in passages.items():
        said, before = (version.said or {}).get((one.path, one.text)), kept.get(name)
        if said is None:
            continue
        same = before if before and before.text == said.text else None
        made_for = same.made_for if same and said.kept else one.text
        approved = bool(same and same.approved) or (not said.machine and version.live and said.text in version.shown)
        yield name, Kept(said.text, made_for, said.machine, approved, said.author, said.at, said.reused)


def _by_hand(passages: Mapping[int, Passage], version: Version, kept: Mapping[int, Kept]) -> Iterable[tuple[int, Kept]]:
    """What stands there unchanged still answers what it answered; what is new there answers the source as it is."""
    left = list(version.texts)
    open_ones = []
    for name, one in passages.items():
        before = kept.get(name)
        there = next((number for number, text in enumerate(left) if before and text.text == before.text), None)
        if before and there is not None:
            del left[there]
            read = version.live and not before.machine and before.text in version.shown
            yield name, replace(before, approved=before.approved or read)
        elif before and not before.text and before.made_for == one.text:
            yield name, before
        else:
            open_ones.append((name, one))
    for name, text in align(open_ones, left).items():
        one = passages[name]
        if text != one.text or (version.live and _is_name(one)):
            before = None if version.newer else kept.get(name)
            made_for = before.made_for if before else one.text
            yield name, Kept(text, made_for, approved=version.live and text in version.shown, author=version.author)


def _is_name(one: Passage) -> bool:
    return one.words <= NAME_AT_MOST and not one.text.rstrip().endswith((".", "!", "?", "…"))


def count(
    passages: Mapping[int, Passage],
    since: Mapping[int, int],
    renderings: Mapping[int, Kept],
    version: Version | None,
    *,
    now: int,
    answers: int | None,
) -> Counted:
    """How far a language is. ``since``: the source's version that brought each passage; ``now``: the one it has."""
    own = version is not None and version.own
    live = version is not None and own and version.live
    answers = (answers or now) if own and (live or answers) else None
    found = {name: state_of(one.text, renderings.get(name) if own else None) for name, one in passages.items()}
    numbers = {state: sum(1 for one in found.values() if one is state) for state in SegmentState}
    left = [name for name, state in found.items() if state is not SegmentState.APPROVED]
    new = sum(found[name] is SegmentState.MISSING and since[name] > (answers or now) for name in passages)
    changed = numbers[SegmentState.EDITING] + new
    return Counted(
        state=_whole(numbers, changed, own=own, live=live, shown=version is not None and version.live),
        total=len(passages),
        **{state.value: number for state, number in numbers.items()},
        changed=changed,
        words=sum(one.words for one in passages.values()),
        words_left=sum(passages[name].words for name in left),
        answers=answers,
    )


def _whole(numbers: Mapping[SegmentState, int], changed: int, *, own: bool, live: bool, shown: bool) -> ItemState:
    unread = numbers[SegmentState.MISSING] + numbers[SegmentState.MACHINE]
    if not own:
        return ItemState.FALLBACK if shown else ItemState.MISSING
    if live and changed:
        return ItemState.CHANGED
    if unread or (not live and numbers[SegmentState.EDITING]):
        return ItemState.BEGUN
    if numbers[SegmentState.REVIEW]:
        return ItemState.REVIEW
    return ItemState.PUBLISHED if live else ItemState.FALLBACK
