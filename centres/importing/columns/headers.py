"""Guess which of our columns a file's columns are: by their names, and by what stands in them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from rapidfuzz import fuzz, process

from centres.columns.hours.tokens import day_of, language_of
from centres.columns.messages import Message
from centres.columns.public import COLUMNS
from centres.gazetteer.fold import fold
from centres.importing.columns.contents import field_by_content, language_of_texts, looks_like_uids
from centres.importing.columns.header_words import header_words
from centres.importing.fields import NAMES, SHARED
from centres.importing.tables.table import Row

ALIKE = 87
_ACRONYM = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|\Z)")
_SAYS_SO = Message(_("The column’s name says so."))
_SEEMS = Message(_("The column’s name looks like it."))
_HOLDS = Message(_("What stands in the column looks like it."))
_TAKEN = Message(_("Another column fits better."))
_NOTHING = Message(_("Neither its name nor what stands in it tells what it is."))
_OURS = Message(_("Our exports write this column; it is not read back."))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What column ``column_index`` (from 0) may be. ``field`` is None when nothing fits; ``confidence`` is 0 to 1."""

    column_index: int
    field: str | None
    confidence: float
    reason: Message


def propose(header: Sequence[str], sample_rows: Sequence[Row], *, language: str = "") -> list[Proposal]:
    """One proposal per column; no field is proposed twice, except those several columns may share.

    ``language``: of texts whose column does not say which language they are in; found by their words when empty.
    """
    folded = [_plain(name) for name in header]
    columns = [[row.cells[index] for row in sample_rows if row.cells[index]] for index in range(len(header))]
    ours = {"uid", "licence"} <= set(folded)
    hint = language_of({word for name in folded for word in name.split()})
    language = language or language_of_texts([cell for cells in columns for cell in cells])
    found = []
    for index, name in enumerate(folded):
        if ours and name in header_words()["export_only"]:
            found.append(Proposal(index, None, 1.0, _OURS))
        else:
            found.append(_best(index, header[index], name, columns[index], hint, language))
    return _without_doubles(found)


def _plain(name: str) -> str:
    return fold(_ACRONYM.sub("", name.replace("_", " ")))


def _best(index: int, written: str, name: str, cells: list[str], hint: str, language: str) -> Proposal:
    by_name = _by_name(index, written.strip(), name, hint, language)
    if by_name and by_name.field in ("uid", "reference"):
        ours = looks_like_uids(cells) if cells else by_name.field == "uid"
        return replace(by_name, field="uid" if ours else "reference")
    if by_name and by_name.confidence >= 0.9:
        return by_name
    field, share = field_by_content(cells)
    if field and (by_name is None or share > by_name.confidence):
        return Proposal(index, field, share, _HOLDS)
    return by_name or Proposal(index, None, 0.0, _NOTHING)


def _by_name(index: int, written: str, name: str, hint: str, language: str) -> Proposal | None:
    if written in NAMES:
        return Proposal(index, written, 1.0, _SAYS_SO)
    if day := _day_field(name, hint):
        return Proposal(index, day, 0.95, _SAYS_SO)
    if exact := _exact(name, language):
        return Proposal(index, exact, 0.95, _SAYS_SO)
    bare = " ".join(word for word in name.split() if word not in header_words()["noise"])
    if bare != name and (exact := _exact(bare, language)):
        return Proposal(index, exact, 0.9, _SAYS_SO)
    if "." in written and (exact := _exact(_plain(written.rsplit(".", 1)[1]), language)):
        return Proposal(index, exact, 0.85, _SAYS_SO)
    if text := _text_field(name):
        return Proposal(index, text, 0.9, _SAYS_SO)
    if len(bare) >= 5 and (near := process.extractOne(bare, _known().keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)):
        return Proposal(index, _known()[near[0]] or f"{_texts()[near[0]]}_{language}", 0.8, _SEEMS)
    return None


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """Folded name → field of the texts that exist once per language; a centre's own name is a fact."""
    texts = header_words()["texts"]
    return {fold(name): field for field, names in texts.items() for name in names if field != "name"}


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Folded name → field; ``""`` where the language is still to be found."""
    facts = {fold(name): field for field, names in header_words()["facts"].items() for name in names}
    return dict.fromkeys(_texts(), "") | facts | {_plain(column.name): column.name for column in COLUMNS}


def _exact(name: str, language: str) -> str | None:
    field = _known().get(name)
    return f"{_texts()[name]}_{language}" if field == "" else field


def _text_field(name: str) -> str | None:
    """``Beschrijving (NL)``, ``en description``: the language stands before or after."""
    parts = name.split()
    for where, rest in ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])):
        languages = header_words()["languages"]
        code = next((code for code, known in languages.items() if where and where[0] in known), None)
        if not code or not rest:
            continue
        bare = " ".join(rest)
        if field := _texts().get(bare):
            return f"{field}_{code}"
        if bare in (fold(known) for known in header_words()["texts"]["name"]):
            return f"name_{code}"
    return None


def _day_field(name: str, hint: str) -> str | None:
    """``lundi``, ``Mo open``, ``monday from``, ``ma voormiddag``."""
    parts = name.split()
    numbers = [(number, part) for part in parts if (number := day_of(part, hint)) is not None]
    if len(numbers) != 1:
        return None
    words = header_words()
    rest = set(parts) - {numbers[0][1]} - set(words["filling"])
    day = ("mo", "tu", "we", "th", "fr", "sa", "su")[numbers[0][0]]
    if not rest:
        return f"hours_{day}"
    if rest <= set(words["opens"]):
        return f"opens_{day}"
    return f"closes_{day}" if rest <= set(words["closes"]) else None


def _without_doubles(found: list[Proposal]) -> list[Proposal]:
    """Of two columns for one field the surer one keeps it; the other stays open."""
    best: dict[str, Proposal] = {}
    for proposal in sorted(found, key=lambda item: -item.confidence):
        if proposal.field and proposal.field not in SHARED:
            best.setdefault(proposal.field, proposal)
    return [
        proposal
        if proposal.field is None or proposal.field in SHARED or best[proposal.field] is proposal
        else Proposal(proposal.column_index, None, 0.0, _TAKEN)
        for proposal in found
    ]


def signature(header: Sequence[str]) -> str:
    """The same for files with the same columns, whatever their order, case or spacing: a key to remember a mapping."""
    names = "\n".join(sorted(_plain(name) or name for name in header))
    return hashlib.sha256(names.encode()).hexdigest()[:32]
