"""What is wrong with a file that came back, said so that whoever sent it finds the place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 5
"""Mistakes named at once; the others are counted."""


class FileError(Exception):
    """The file cannot be read. ``args``: sentences for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """``sentence`` says what is wrong on a line, or in a ``cell`` of a workbook (``D7``)."""

    line: int
    sentence: str
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return _("Cell %(cell)s: %(mistake)s") % {"cell": self.cell, "mistake": self.sentence}
        return _("Line %(line)s: %(mistake)s") % {"line": self.line, "mistake": self.sentence}


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raises FileError when there are any."""
    refuse_for([str(one) for one in sorted(mistakes, key=lambda mistake: mistake.line)])


def refuse_for(sentences: Sequence[str]) -> None:
    """The same for mistakes that are told already. Raises FileError."""
    if sentences:
        further = len(sentences) - SHOWN
        more = ngettext("%(n)s more mistake.", "%(n)s more mistakes.", further) % {"n": further}
        raise FileError(*sentences[:SHOWN], *([more] if further > 0 else []))


def too_large(most: int) -> FileError:
    """``most``: bytes that may come at once."""
    return FileError(_("The file is larger than %(size)s MB. Send it in parts.") % {"size": most // 10**6})
