"""Yes, no, and what people write instead."""

import re
from dataclasses import dataclass

from centres.columns.synonyms import on_request_words, truth_words
from centres.gazetteer.fold import fold

_ANSWER_AND_MORE = re.compile(r"\s*([^\W\d_]{2,}|[✓✔✗✘☑☒✅❌])\s*[,;:(\[/–—-]\s*(\S.*)", re.S)


@dataclass(frozen=True, slots=True)
class Answer:
    """``yes`` is None for "on request". ``note``: words beside the answer."""

    yes: bool | None
    note: str = ""


def answer(text: str) -> Answer | None:
    """``oui``, ``✗``, ``yes (everyone)``, ``op aanvraag`` → the answer; None when it is none."""
    if (plain := _truth(text)) is not None:
        return Answer(plain)
    if fold(text) in on_request_words():
        return Answer(None, text)
    match = _ANSWER_AND_MORE.fullmatch(text)
    if match and (first := _truth(match[1])) is not None and _truth(match[2]) is None:
        return Answer(first, match[2].rstrip(" )]"))
    return None


def _truth(text: str) -> bool | None:
    word = text if len(text) == 1 and not text.isalnum() else fold(text)
    return truth_words().get(word)
