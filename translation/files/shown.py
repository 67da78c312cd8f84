"""Passages as people write them in a cell, with marks in place of tags (``translation.marks``), and back."""

from translation.files.contents import digest
from translation.marks import passage_of, written


def shown(passage: str, source: str) -> str:
    """The HTML of a ``passage``, the original's own or a translation's, for people."""
    return written(passage, source)


def mark_of(passage: str, source: str) -> str:
    """The same for passages that look the same to people."""
    return mark_of_text(shown(passage, source))


def mark_of_text(text: str) -> str:
    """The same for what people see; programs end lines in different ways."""
    return digest(text.replace("\r\n", "\n").replace("\r", "\n"))


__all__ = ["mark_of", "mark_of_text", "passage_of", "shown"]
