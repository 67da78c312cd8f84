"""What differs between two texts, word by word, for people to read."""

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``kind`` is ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def plain(text: str) -> str:
    """A passage as it is read, without tags and entities."""
    return html.unescape(_TAG.sub("", text))


def differences(old: str, new: str) -> list[Piece]:
    """From one text to the other; what was there before what came instead. Numbers and marks count as words."""
    before, after = _PIECE.findall(plain(old)), _PIECE.findall(plain(new))
    found: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append(Piece("gone", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Piece("new", "".join(after[j1:j2])))
    return found
