"""What the columns of a table without names may be: by what stands in them, and beside what."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.gazetteer.fold import fold
from centres.importing.columns.agreement import Proposal
from centres.importing.columns.contents import field_by_elimination
from centres.importing.columns.header_words import header_words
from centres.importing.fields import ADDRESS, HOUSE_NUMBER, REFERENCE, STREET_TYPE

_HOLDS = Message(_("What stands in the column looks like it."))
_CODE = Message(_("These look like codes of the one who made the table."))
_CODES = re.compile(r"(?=.*\d)[A-Za-z\d]{5,20}")
_HOUSE = re.compile(r"\d{1,4}\s?[A-Za-z]{0,3}")
_METRES = re.compile(r"-?\d{5,8}(?:[.,]\d+)?")
_ALL, _MOST, _SURE = 1.0, 0.8, 0.6
Columns = Sequence[Sequence[str]]


def are_unnamed(header: Sequence[str]) -> bool:
    """Whether the columns are numbered because nothing names them."""
    return all(name == f"#{number}" for number, name in enumerate(header, 1))


def by_neighbours(found: Sequence[Proposal], columns: Columns) -> list[Proposal]:
    """The proposals where columns have no names: codes stand before the name, one telephone behind it.

    A kind of street has its number before and its name behind it; two columns of metres side by side are a point.
    """
    proposals = list(found)
    name = _name_at(proposals, columns)
    _settle_codes(proposals, columns, name)
    _settle_streets(proposals, columns)
    for left, right in pairwise(range(len(columns))):
        if all(proposals[n].field is None and _share(columns[n], _is_metres) == _ALL for n in (left, right)):
            for number, field in ((left, "lng"), (right, "lat")):
                proposals[number] = _as(proposals[number], field)
    return proposals


def _as(proposal: Proposal, field: str | None, reason: Message = _HOLDS) -> Proposal:
    return replace(proposal, field=field, confidence=_SURE if field else 0.0, reason=reason)


def _share(cells: Sequence[str], is_one: Callable[[str], object]) -> float:
    return sum(bool(is_one(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_metres(cell: str) -> bool:
    return _METRES.fullmatch(cell) is not None and abs(float(cell.replace(",", "."))) >= 10_000


def _name_at(found: Sequence[Proposal], columns: Columns) -> int:
    """The column that would do best as the name; the first of those that are as good."""
    scores = [
        field_by_elimination("name", cells) if one.field is None else 0.0
        for one, cells in zip(found, columns, strict=True)
    ]
    return scores.index(max(scores)) if any(scores) else len(columns)


def _settle_codes(found: list[Proposal], columns: Columns, name: int) -> None:
    """The first column of codes is the identifier; plain numbers before the name, and a second telephone, are nothing."""
    has_phone = False
    for number, proposal in enumerate(found):
        is_code = number < name and _share(columns[number], _CODES.fullmatch) == _ALL
        if proposal.field == "phone" and (is_code or has_phone):
            found[number] = _as(proposal, None, _CODE)
        has_phone = has_phone or (proposal.field == "phone" and not is_code)
        is_distinct = len(columns[number]) > 1 and len(set(columns[number])) == len(columns[number])
        is_first = not any(one.field in (REFERENCE, "uid") for one in found)
        if is_code and is_distinct and is_first and found[number].field is None:
            found[number] = _as(proposal, REFERENCE, _CODE)


def _settle_streets(found: list[Proposal], columns: Columns) -> None:
    kinds = {fold(word) for word in header_words()["kinds_of_street"]}
    for number in range(1, len(columns) - 1):
        if found[number].field is None and _share(columns[number], lambda cell: fold(cell) in kinds) >= _MOST:
            found[number] = _as(found[number], STREET_TYPE)
            if _share(columns[number - 1], _HOUSE.fullmatch) >= _MOST:
                found[number - 1] = _as(found[number - 1], HOUSE_NUMBER)
            if found[number + 1].field in (None, ADDRESS, "city"):
                found[number + 1] = _as(found[number + 1], "street")
            return
