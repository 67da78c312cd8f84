"""A text to be laid out, said once for all the forms it is given in: web page, PDF (``core.pdf``), Word file (``core.word``)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``href``: where they lead, absolute in files; ``""`` for nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Line = list[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading, paragraph, list or table.

    ``kind``: ``heading`` (with ``level`` 2 to 4), ``text``, ``items`` or ``table``. ``lines``: one for headings and texts, one for
    each item of a list. ``head`` and ``rows``: words of a table. ``language``: BCP 47, ``""`` for that of the paper.
    ``aside``: set off from the rest, as notes are.
    """

    kind: str
    level: int = 0
    lines: list[Line] = field(default_factory=list)
    ordered: bool = False
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    language: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Title, language (BCP 47) and what follows."""

    title: str
    language: str
    parts: list[Part]


def heading(level: int, text: str, language: str = "", *, aside: bool = False) -> Part:
    return Part(kind="heading", level=level, lines=[[Run(text)]], language=language, aside=aside)


def text(*runs: Run | str, language: str = "", aside: bool = False) -> Part:
    return Part(kind="text", lines=[[_run(run) for run in runs]], language=language, aside=aside)


def items(lines: list[Line], *, ordered: bool = False, language: str = "", aside: bool = False) -> Part:
    return Part(kind="items", lines=lines, ordered=ordered, language=language, aside=aside)


def table(head: list[str], rows: list[list[str]]) -> Part:
    """A table whose first cells name their rows."""
    return Part(kind="table", head=head, rows=rows)


def _run(run: Run | str) -> Run:
    return Run(run) if isinstance(run, str) else run
