"""Texts a row does not hold as such: a summary from the description, notes from words beside other values."""

import re

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message, shown
from centres.columns.public import COLUMN
from centres.columns.reading import Proposed
from centres.importing.cells.parsed import Parsed
from centres.importing.problems import WARNING, Problem
from core.i18n.languages import LANGUAGES

_LONGEST_SUMMARY, _LONGEST_NOTE = 300, 300
_SENTENCE = re.compile(r".{10,}?[.!?…](?=\s|$)", re.S)
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:av|bd|bvd|st|ste|tel|tél|nr|no|p\.ex|ex|etc|dr|mr|mme|prof|ing|npr|itd|ecc|sig|sr|sra|cf))\.$", re.I
)
_NOTE_OF = {"interpreters": "language_note", "speaks": "language_note"}


def first_sentence(text: str) -> str:
    """The first sentence of a text, at most 300 characters: a longer one is cut after a word."""
    plain = " ".join(text.split())
    end = next((m.end() for m in _SENTENCE.finditer(plain) if not _ABBREVIATION.search(m[0])), len(plain))
    if end <= _LONGEST_SUMMARY:
        return plain[:end]
    return plain[: _LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def complete(parsed: Parsed, language: str) -> None:
    """Adds what fills a field only where the directory says nothing. ``language``: of the file's own words, or ``""``."""
    if language:
        _keep_notes(parsed, language)
    for code in LANGUAGES:
        description = parsed.values.get(f"description_{code}")
        name = f"summary_{code}"
        if description and not parsed.values.get(name):
            summary = first_sentence(description)
            parsed.values[name] = Proposed(summary)
            reason = _("There is no summary. The first sentence of the description stands in: “%(value)s”.")
            told = Message(reason, {"value": shown(summary)})
            parsed.problems.append(Problem(parsed.line, "", name, "", told, None, WARNING))


def _keep_notes(parsed: Parsed, language: str) -> None:
    notes: dict[str, list[str]] = {}
    for column, words, field in parsed.notes:
        notes.setdefault(f"{_NOTE_OF.get(field, 'access_note')}_{language}", []).append(f"{column}: {words}")
    for name, said in notes.items():
        text = "; ".join(said)
        if not parsed.values.get(name) and len(text) <= _LONGEST_NOTE and COLUMN[name].read(text).has_value:
            parsed.values[name] = Proposed(text)
