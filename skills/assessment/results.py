"""A result of a self-assessment, and the file it is kept in (docs/contracts.md)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from core.i18n.languages import LANGUAGES
from core.params import clean_text
from core.vocabularies import CompetenceCode
from skills.vocabularies import AnswerStep, DescriptorKind, Moment

FORMAT = "keep-in-pact/self-assessment"
VERSION = 1
"""Of the format. A file of a newer one is refused, for nobody here knows what it means."""
LIMIT = 200_000
"""Bytes. A result of all competences has a tenth of it."""
MOST = 500
"""Answers."""
LONGEST = 255
"""Letters of a statement."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class UnreadableResultError(ValueError):
    """Why a file is no result, in words of the active language."""


class Answer(NamedTuple):
    """What somebody said of one statement. ``text``: as they read it; ``step``: a code of ``AnswerStep``."""

    competence: str
    kind: str
    text: str
    step: str


@dataclass(frozen=True, slots=True)
class Result:
    """What somebody said on a day. ``sets``: the version of the statements by letter; ``answers``: by key of the statement.

    ``language``: of the statements they read; ``portal``: the address they answered at.
    """

    day: date
    moment: str
    language: str
    portal: str = ""
    sets: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """Letters of the competences it is about."""
        return sorted({answer.competence for answer in self.answers.values()})

    @property
    def name(self) -> str:
        """Of its file, without the ending."""
        codes = self.codes
        return f"self-assessment-{'all' if len(codes) > 1 else ''.join(codes)}-{self.day.isoformat()}-{self.moment}"


def written(result: Result) -> str:
    """The file of a result."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "portal": result.portal,
        "language": result.language,
        "date": result.day.isoformat(),
        "moment": result.moment,
        "sets": dict(result.sets),
        "answers": {
            key: {"competence": one.competence, "kind": one.kind, "statement": one.text, "answer": one.step}
            for key, one in result.answers.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def read(content: bytes | str) -> Result:
    """The result in a file. Raises UnreadableResultError when it is too large, damaged, of another kind or of a newer portal."""
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if len(raw) > LIMIT:
        raise UnreadableResultError(
            _("This file is too large to be a result. Choose the .json file that this portal gave you.")
        )
    data = _parsed(raw)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableResultError(
            _("This file is not a result of a self-assessment. Choose the .json file that this portal gave you.")
        )
    if not _is_number(data.get("version")) or data["version"] > VERSION:
        raise UnreadableResultError(_("A newer portal wrote this file. Open it at the portal where you answered."))
    try:
        return _result(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, UnreadableResultError):
            raise
        raise UnreadableResultError(
            _("This file is damaged. Choose the .json file as this portal gave it to you, unchanged.")
        ) from error


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _result(data: dict[str, Any]) -> Result:
    """Raises AttributeError, KeyError, TypeError or ValueError where something is missing or odd."""
    answers = data["answers"]
    if not isinstance(answers, dict) or not 0 < len(answers) <= MOST or not _DAY.fullmatch(data["date"]):
        raise ValueError
    sets = {CompetenceCode(code).value: _version(number) for code, number in data["sets"].items()}
    return Result(
        day=date.fromisoformat(data["date"]),
        moment=Moment(data["moment"]).value,
        language=LANGUAGES[LANGUAGES.index(data["language"])],
        portal=clean_text(_text(data["portal"])),
        sets=sets,
        answers={str(UUID(key)): _answer(one) for key, one in answers.items()},
    )


def _answer(one: Any) -> Answer:
    step = _text(one["answer"])
    if step not in AnswerStep.values:
        raise UnreadableResultError(
            _("“%(answer)s” in this file is none of the four answers. Choose the file as this portal gave it to you.")
            % {"answer": clean_text(step, 40)}
        )
    competence, kind = CompetenceCode(one["competence"]).value, DescriptorKind(one["kind"]).value
    return Answer(competence, kind, clean_text(_text(one["statement"]), LONGEST), step)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _is_number(value: Any) -> bool:
    return type(value) is int and value > 0


def _version(value: Any) -> int:
    if not _is_number(value) or value > 99_999:
        raise ValueError
    return value
