"""A quiz as it is answered: read from the address, told on the page, kept nowhere."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core import params


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``value``: what the form sends for it."""

    value: str
    text: str
    right: bool
    feedback: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question under the name its field has in the form."""

    name: str
    text: str
    several: bool
    answers: list[Answer]

    @property
    def answered(self) -> bool:
        return any(answer.chosen for answer in self.answers)

    @property
    def right(self) -> bool:
        """Whether all right answers are chosen and no other."""
        return all(answer.chosen == answer.right for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one block. ``key``: the first digits of the block's id."""

    key: str
    questions: list[Question]
    answered: bool

    @property
    def right(self) -> int:
        """How many questions are answered rightly."""
        return sum(question.right for question in self.questions)


def quiz_of(key: str, value: Any, request: HttpRequest | None = None) -> Quiz:
    """The quiz of a block with the answers in the address of ``request``; what is none of its answers is left out."""
    questions = [
        _question(f"{key}-{number}", question, request) for number, question in enumerate(value["questions"], start=1)
    ]
    return Quiz(key, questions, answered=request is not None and request.GET.get("quiz") == key)


def _question(name: str, value: Any, request: HttpRequest | None) -> Question:
    values = [str(number) for number in range(1, len(value["answers"]) + 1)]
    chosen = params.codes(request, name, values) if request else []
    several = bool(value.get("several"))
    if not several:
        chosen = chosen[:1]
    return Question(
        name=name,
        text=value["question"],
        several=several,
        answers=[
            Answer(code, answer["text"], bool(answer.get("right")), answer["feedback"], code in chosen)
            for code, answer in zip(values, value["answers"], strict=True)
        ],
    )
