"""Guess which of our columns a file's columns are: by their names, and by what stands in them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from rapidfuzz import fuzz, process

from centres.columns.hours.tokens import day_of, language_of
from centres.columns.messages import Message
from centres.columns.public import COLUMN
from centres.gazetteer.fold import fold
from centres.importing.columns.agreement import Proposal, consistent
from centres.importing.columns.contents import are_sentences, field_by_content, fits, language_of_texts, looks_like_uids
from centres.importing.columns.header_words import header_words
from centres.importing.columns.unnamed import are_unnamed, by_neighbours
from centres.importing.fields import DAYS, NAMES, is_ours
from centres.importing.tables.table import Row

ALIKE = 87
_ACRONYM = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|\Z)")
_SAYS_SO = Message(_("The column’s name says so."))
_SEEMS = Message(_("The column’s name looks like it."))
_HOLDS = Message(_("What stands in the column looks like it."))
_SENTENCES = Message(_("What stands in the column are sentences."))
_NOTHING = Message(_("Neither its name nor what stands in it tells what it is."))
_IGNORED = Message(_("The name tells of something a centre’s page does not show, such as a code or a fax."))
_OURS = Message(_("Our exports write this column; it is not read back."))


def propose(header: Sequence[str], sample_rows: Sequence[Row], *, language: str = "") -> list[Proposal]:
    """One proposal per column; no field is proposed twice, except those several columns may share.

    A column whose cells cannot be read as what its name says is judged by its cells alone.
    ``language``: of texts whose column does not say which language they are in; found by their words when empty.
    """
    columns = [[row.cells[index] for row in sample_rows if row.cells[index]] for index in range(len(header))]
    names = _Names(header, language or language_of_texts([cell for cells in columns for cell in cells]))
    found = [_best(names, index, cells) for index, cells in enumerate(columns)]
    if are_unnamed(header):
        found = by_neighbours(found, columns)
    return consistent(found, names.folded, columns)


def _plain(name: str) -> str:
    parted = re.sub(r"(?<=[^\W\d_A-Z]{2})(?=[A-Z](?:[a-z]|[A-Z]$))", " ", name)
    return fold(_ACRONYM.sub("", parted.replace("_", " ")))


class _Names:
    """The names of a file's columns, and what they say together: whose file it is and in which language."""

    def __init__(self, header: Sequence[str], language: str) -> None:
        self.written = [name.strip() for name in header]
        self.folded = [_plain(name) for name in header]
        self.language = language
        self.are_ours = is_ours(header)
        words = {word for name in self.folded for word in name.split()}
        self.hint = _language_of_header(words) or language_of(words)


def _language_of_header(words: set[str]) -> str:
    """The language of the words beside the weekdays: ``ma voormiddag`` is a Monday, ``ma matin`` a mardi."""
    signs = header_words()["signs"]
    counts = {language: len(words.intersection(listed)) for language, listed in signs.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _best(names: _Names, index: int, cells: list[str]) -> Proposal:
    name = names.folded[index]
    if names.are_ours and name in header_words()["export_only"]:
        return Proposal(index, None, 1.0, _OURS)
    if name in _ignored():
        return Proposal(index, None, 0.9, _IGNORED)
    named = _by_name(index, names)
    by_name = [found for found in named if fits(found.field or "", cells)]
    if named and not by_name and are_sentences(cells):
        return Proposal(index, f"description_{names.language}", 0.7, _SENTENCES)
    first = by_name[0] if by_name else None
    if first and first.field in ("uid", "reference"):
        ours = looks_like_uids(cells) if cells else first.field == "uid"
        first = replace(first, field="uid" if ours else "reference")
    if first and first.confidence >= 0.9:
        return first
    field, share = field_by_content(cells)
    if field and (first is None or share > first.confidence):
        return Proposal(index, field, share, _HOLDS)
    return first or Proposal(index, None, 0.0, _NOTHING)


def _by_name(index: int, names: _Names) -> list[Proposal]:
    """What the name of a column says; several where a word stands for several fields, the likeliest first."""
    written, name, language = names.written[index], names.folded[index], names.language
    if written in NAMES:
        return [Proposal(index, written, 1.0, _SAYS_SO)]
    if day := _day_field(name, names.hint):
        return [Proposal(index, day, 0.95, _SAYS_SO)]
    bare = _without(name, "noise")
    ways = (
        (name, 0.95),
        (bare, 0.9),
        (_plain(written.rsplit(".", 1)[-1]), 0.85),
        (_without_language(bare), 0.85),
        (re.sub(r"(?<=[a-z])\s?\d$", "", bare), 0.85),
        (_without(bare, "places"), 0.85),
        (_without(bare, "places", "attributes"), 0.8),
    )
    for words, confidence in ways:
        if exact := [field for field in _exact(words, language) if not _is_about_another(written, field)]:
            return [Proposal(index, field, confidence, _SAYS_SO) for field in exact]
        if words == bare and (text := _text_field(name)):
            return [Proposal(index, text, 0.9, _SAYS_SO)]
    if len(bare) >= 5 and (near := process.extractOne(bare, _known().keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)):
        return [Proposal(index, field, 0.8, _SEEMS) for field in _exact(near[0], language)]
    return []


def _is_about_another(written: str, field: str) -> bool:
    """``telephone.description`` names or describes a telephone, not the centre."""
    above = written.rpartition(".")[0]
    return bool(above and _known().get(_plain(above))) and field.split("_")[0] in ("name", "description", "summary")


def _without(name: str, *lists: str) -> str:
    dropped = {word for which in lists for word in header_words()[which]}
    return " ".join(word for word in name.split() if word not in dropped)


def _without_language(name: str) -> str:
    """``street nl`` → ``street``: of a fact that stands in several languages the first is taken."""
    rest, _space, last = name.rpartition(" ")
    return rest if any(last in known for known in header_words()["languages"].values()) else name


@lru_cache(maxsize=1)
def _ignored() -> frozenset[str]:
    return frozenset(fold(name) for name in header_words()["ignored"])


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """Folded name → field of the texts that exist once per language; a centre's own name is a fact."""
    texts = header_words()["texts"]
    return {fold(name): field for field, names in texts.items() for name in names if field != "name"}


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    """Folded name → fields, in the order of the list; ``""`` where the language is still to be found."""
    known: dict[str, list[str]] = {}
    for field, names in header_words()["facts"].items():
        for name in names:
            known.setdefault(fold(name), []).append(field)
    for name in _texts():
        known.setdefault(name, []).append("")
    return known | {plain: [name, *known.get(plain, ())] for name in COLUMN if (plain := _plain(name))}


def _exact(name: str, language: str) -> list[str]:
    return [field or f"{_texts()[name]}_{language}" for field in dict.fromkeys(_known().get(name, ()))]


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
    day = DAYS[numbers[0][0]]
    if not rest:
        return f"hours_{day}"
    if rest <= set(words["opens"]):
        return f"opens_{day}"
    return f"closes_{day}" if rest <= set(words["closes"]) else None


def signature(header: Sequence[str]) -> str:
    """The same for files with the same columns, whatever their order, case or spacing: a key to remember a mapping."""
    names = "\n".join(sorted(_plain(name) or name for name in header))
    return hashlib.sha256(names.encode()).hexdigest()[:32]
