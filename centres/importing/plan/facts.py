"""Puts the values of a row into a centre, and says what that changes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Value
from centres.columns.messages import Message
from centres.columns.public import COLUMN, COLUMNS
from centres.columns.reading import Proposed
from centres.importing.plan.identity import PARTS, Identity
from centres.models import Centre, CentreText
from centres.vocabularies import AddressLevel, CheckedBy, PointPrecision

Changes = dict[str, list[Value]]
"""``{public column name: [before, after]}``."""
Faults = dict[str, Message]
"""``{public column name: what is wrong with it}``."""

_TOGETHER = {"lat": ("lat", "lng", "point_precision"), "age_to": ("age_from", "age_to")}
"""What goes with a value that cannot be kept."""
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_ADDRESS = {"street", "site", "city", "region", "country"}


class Record:
    """A centre with its texts at hand: values go in, differences come out. No query."""

    def __init__(self, centre: Centre, texts: list[CentreText], children: tuple[str, ...] = ()) -> None:
        self.centre = centre
        self.texts = {row.language: row for row in texts}
        self.children = children

    def read(self, name: str) -> Value:
        """What the centre says in a public column."""
        column = COLUMN[name]
        if name == "parent":
            return str(self.centre.parent.uid) if self.centre.parent else None
        owner = self.texts.get(column.language) if column.language else self.centre
        return column.value(owner) if owner else None

    @property
    def identity(self) -> Identity:
        """Who and where the centre is."""
        return Identity.of({name: self.read(name) for name in PARTS}, self.centre.pk or 0)

    def put(self, values: Mapping[str, Any]) -> Changes:
        """Takes over the values (shaped as ``columns.flat``; ``parent`` a centre) and returns what differs now.

        A new centre said nothing before.
        """
        values = {name: value for name, value in values.items() if not self._is_needless(name, value)}
        before = {name: self.read(name) if self.centre.pk else None for name in values}
        self.fill({name: new for name, new in values.items() if not _differs_in_spaces_only(before[name], new)})
        return {name: [before[name], after] for name in values if not same(before[name], after := self.read(name))}

    def _is_needless(self, name: str, value: Any) -> bool:
        return isinstance(value, Proposed) and bool(self.centre.pk) and not is_empty(self.read(name))

    def fill(self, values: Mapping[str, Any]) -> None:
        """Takes over the values without looking at what was there."""
        for name, value in values.items():
            self._set(COLUMN[name], value)

    def _set(self, column: Column, value: Any) -> None:
        if not column.language:
            setattr(self.centre, column.field, column.store(value))
        elif column.language in self.texts:
            setattr(self.texts[column.language], column.field, column.store(value))
        elif value:
            row = CentreText(language=column.language, **{column.field: value})
            self.texts[column.language] = row

    def derive(self, changes: Changes, values: Mapping[str, Any]) -> Changes:
        """How exactly the address, the point and the check are known, where the file does not say so itself."""
        centre, derived = self.centre, {}
        if "address_level" not in values and _ADDRESS & changes.keys():
            derived["address_level"] = _address_level(centre)
        if "point_precision" not in values and {"lat", "lng"} & changes.keys() and centre.latitude is not None:
            derived["point_precision"] = PointPrecision.STREET if centre.street else PointPrecision.CITY
        if "checked_by" not in values and "checked_on" in changes:
            derived["checked_by"] = CheckedBy.SOURCE if centre.checked_on else ""
        return self.put(derived)

    def faults(self, changes: Changes) -> Faults:
        """What cannot be kept, by column: too long, no address, half a point."""
        found: Faults = {}
        for column in map(COLUMN.__getitem__, changes):
            owner = self.texts.get(column.language) if column.language else self.centre
            value = getattr(owner, column.field, "")
            if owner is not None and value and (reason := column.fault(owner, value)):
                found[column.name] = reason
        return found | self._joint_faults()

    def _joint_faults(self) -> Faults:
        centre, found = self.centre, {}
        if not centre.name:
            found["name"] = Message(_("A centre needs a name. Write it, or take the row out."))
        if (centre.latitude is None) != (centre.longitude is None):
            found["lat"] = Message(_("A point needs both numbers: write this one too, or empty the other."))
        if centre.age_from is not None and centre.age_to is not None and centre.age_from > centre.age_to:
            found["age_to"] = Message(_("The highest age is below the lowest. Swap them."))
        return found

    def without(self, names: Iterable[str], changes: Changes) -> Changes:
        """Takes back what cannot be kept, with what says one thing with it. Returns what still differs."""
        back = {other for name in names for other in _TOGETHER.get(name, (name,))} & changes.keys()
        self.fill({name: changes[name][0] for name in back})
        return {name: pair for name, pair in changes.items() if name not in back}

    @property
    def blank_texts(self) -> list[int]:
        """Keys of stored texts that say nothing any more."""
        return [row.pk for row in self.texts.values() if row.pk and _is_blank(row)]

    def gather(self) -> Centre:
        """The centre with its texts and other children attached, as revisions want it; blank texts are left out."""
        self.centre.texts = [row for row in self.texts.values() if not _is_blank(row)]
        for name in self.children:
            setattr(self.centre, name, list(getattr(self.centre, name).all()))
        return self.centre


def _is_blank(row: CentreText) -> bool:
    return not any(getattr(row, column.field) for column in COLUMNS if column.language == row.language)


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same; nothing is nothing, whether empty text, empty list or none."""
    if is_empty(one) or is_empty(other):
        return is_empty(one) and is_empty(other)
    if isinstance(one, float) and isinstance(other, float):
        return round(one, 6) == round(other, 6)
    return one == other


def _differs_in_spaces_only(one: Any, other: Any) -> bool:
    """French typography writes spaces that do not break; a table that lost them says nothing new."""
    return isinstance(one, str) and isinstance(other, str) and one.translate(_SPACES) == other.translate(_SPACES)


def is_empty(value: Any) -> bool:
    """Whether a cell said nothing."""
    return value is None or value == "" or value == []


def _address_level(centre: Centre) -> str:
    if centre.street:
        return AddressLevel.ADDRESS if re.search(r"\d", centre.street) else AddressLevel.STREET
    if centre.site:
        return AddressLevel.SITE
    return AddressLevel.CITY if centre.city or not centre.region else AddressLevel.REGION
