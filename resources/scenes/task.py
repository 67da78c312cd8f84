"""The task of a scene: which place for which question? Answers are parameters of the address; nothing is kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``name``: of its field; ``chosen``: number of the place chosen, 0 for none yet; ``told``: what is said to it."""

    name: str
    text: str
    chosen: int
    is_right: bool
    told: str
    place: str


def questions_of(page: Any, answers: Mapping[str, str]) -> list[Question]:
    """The questions of the scene in an order that tells nothing, with what is said to ``answers`` (field → number of a place).

    Answers that name no place count as not given.
    """
    values = [(str(child.id), child.value) for child in page.hotspots]
    asked = [(key, number, value) for number, (key, value) in enumerate(values, start=1) if value.get("question")]
    ordered = sorted(asked, key=lambda one: hashlib.sha256(one[0].encode()).digest())
    if ordered == asked:
        ordered.reverse()
    return [_question(key, number, value, values, answers) for key, number, value in ordered]


def _question(key: str, number: int, value: Any, values: list[tuple[str, Any]], answers: Mapping[str, str]) -> Question:
    name = f"q{number}"
    given = answers.get(name, "")
    chosen = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
    chosen = chosen if 1 <= chosen <= len(values) else 0
    is_right = chosen == number
    place = values[chosen - 1][1] if chosen else None
    told = (value.get("right") if is_right else place.get("wrong") or "") if place else ""
    return Question(name, value["question"], chosen, is_right, told or "", place["title"] if place else "")
