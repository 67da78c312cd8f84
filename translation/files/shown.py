"""Passages as people write them in a cell, and back."""

from translation.files.contents import digest
from translation.files.inline import canonical


def shown(passage: str, source: str) -> str:
    """The HTML of a ``passage``, the original's own or a translation's, for people."""
    return canonical(passage)


def passage_of(text: str, source: str) -> str:
    """The HTML of what somebody has written. Raises ValueError with the mark that is wrong."""
    return text


def mark_of(passage: str, source: str) -> str:
    """The same for passages that look the same to people."""
    return mark_of_text(shown(passage, source))


def mark_of_text(text: str) -> str:
    """The same for what people see; programs end lines in different ways."""
    return digest(text.replace("\r\n", "\n").replace("\r", "\n"))
