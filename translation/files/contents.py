"""What a file of translations says, whatever its form. Of what comes back nothing is believed yet.

What a file leaves empty it does not say: an import adds and changes, and takes nothing away.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError, Mistake, refuse
from translation.vocabularies import SegmentState

VERSION = "1"
"""Of what files carry beside the texts."""
MAX_BYTES = 10_000_000
MAX_PASSAGES = 5_000
OPEN = (SegmentState.EDITING, SegmentState.MACHINE)
"""States of a text nobody has looked at as it is."""
_HALF = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"p(\d{1,18})-(\d{1,18})-([0-9a-f]{8})-([0-9a-f]{8})")


def digest(text: str) -> str:
    """Tells two texts apart; eight letters."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Name:
    """A passage as files name it: its pk and that of its thing, the original and the translation they were made from."""

    segment: int
    item: int
    source: str
    seen: str

    def __str__(self) -> str:
        return f"p{self.segment}-{self.item}-{self.source}-{self.seen}"

    @classmethod
    def of(cls, text: str) -> "Name | None":
        """``None`` for what was not written here."""
        found = _NAME.fullmatch(text.strip())
        return cls(int(found[1]), int(found[2]), found[3], found[4]) if found else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage that goes out. ``thing`` and ``place`` say where it stands; ``most``: characters its place has, ``None`` without limit.

    ``source`` and ``target`` are HTML as the desk keeps it.
    """

    name: Name
    thing: str
    place: str
    source: str
    target: str
    state: SegmentState
    most: int | None = None

    @property
    def note(self) -> str:
        """What a translator should know."""
        return _("At most %(n)s characters.") % {"n": self.most} if self.most else ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Passages from one language into another, both as codes; those of one thing stand together."""

    source: str
    target: str
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A passage that came back, with where it stands.

    ``sure``: the file says that somebody has looked at it (``True``), that nobody has (``False``), or neither.
    """

    line: int
    name: Name
    source: str
    target: str
    sure: bool | None = None
    cell: str = ""

    def mistake(self, sentence: str) -> Mistake:
        """``sentence``, with the place of the passage."""
        return Mistake(self.line, sentence, self.cell)

    @property
    def where(self) -> str:
        """The place in few words."""
        return self.cell or str(self.line)


@dataclass(frozen=True, slots=True)
class Sent:
    """A whole file. ``shown``: its texts are written for people, with marks in place of tags; otherwise they are HTML.

    ``announced``: so many passages went out, ``None`` where the file does not say.
    """

    source: str
    target: str
    units: Sequence[SentUnit] = field(default_factory=list)
    shown: bool = True
    announced: int | None = None


def checked_version(version: str) -> None:
    """Raises FileError for a file of a portal that writes other files."""
    if version != VERSION:
        raise FileError(_("The file was made by another version of the portal. Download it anew."))


def not_ours() -> FileError:
    """A file of a form that is read here, and of another origin."""
    return FileError(_("The file does not come from here. Send the one you downloaded on this page."))


def no_name(line: int, cell: str = "") -> Mistake:
    """A passage whose name is gone or is not one of ours."""
    return Mistake(line, _("it cannot be told which passage this is. Do not change or add names of passages."), cell)


def settled(units: Sequence[SentUnit], mistakes: Iterable[Mistake]) -> None:
    """Raises FileError with what is wrong in reading them, or among them."""
    refuse([*mistakes, *_doubled(units), *_unreadable(units)])
    checked_number(len(units))


def _doubled(units: Iterable[SentUnit]) -> Iterator[Mistake]:
    seen: Counter[int] = Counter()
    for one in units:
        seen[one.name.segment] += 1
        if seen[one.name.segment] == 2:
            yield one.mistake(_("this passage stands twice in the file."))


def _unreadable(units: Iterable[SentUnit]) -> Iterator[Mistake]:
    """Halves of characters, which no page can show and no database keeps."""
    for one in units:
        if _HALF.search(one.source + one.target):
            yield one.mistake(_("there is a damaged character. Write it again."))


def checked_number(number: int) -> None:
    """Raises FileError for more passages than one file may hold."""
    if number > MAX_PASSAGES:
        raise FileError(_("The file has more than %(n)s passages. Send or choose fewer at once.") % {"n": MAX_PASSAGES})
