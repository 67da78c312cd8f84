"""Looks over a whole table before its rows are judged: which rows are one centre, and whether its identifiers are any.

What a row is must not depend on where it stands in the file, so every row is seen once before the first is planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from centres.columns.codes import Codes
from centres.columns.public import COLUMN
from centres.importing.fields import REFERENCE
from centres.importing.plan.identity import digest, name_key, short
from centres.importing.plan.reading import ImportReader, Read
from centres.importing.tables.table import Row
from centres.models import Centre, Import, Reference

SAME_CENTRE, ANOTHER = "same", "other"
"""Answers about a pair; the first is kept as ``same:<ref>`` so that it stays with the centre it was given about."""
_TOO_MANY = 0.2
"""From this share of rows on that share an "identifier" with somebody else, the column holds none."""
_CHUNK = 5000

Lists = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class Seen:
    """One row of the table: its keys, a digest of what it says but for lists, and its lists and words kept as text."""

    line: int
    own: str
    name: str
    rest: str
    lists: Lists
    texts: Lists
    uid: str = ""
    key: str = ""


@dataclass(slots=True)
class More:
    """What the rows that were joined to one add to it."""

    lists: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Survey:
    """``add`` every row, then ``close``; afterwards it is only read.

    ``keys``: by line. ``joined``: line → line of the row it is one centre with. ``more``: by the latter line.
    ``repeats``: line → earlier line with the same identifier that is somebody else. ``known``: key → centre, of this
    source. ``centres``: all that it has ever named; ``shared``: those that others tell about too; ``claimed``: those that
    some row's own key names. ``ours``: identifiers of this portal among the rows.
    """

    def __init__(self, batch: Import, reader: ImportReader) -> None:
        self.batch = batch
        self.reader = reader
        self.keys: dict[int, str] = {}
        self.joined: dict[int, int] = {}
        self.more: dict[int, More] = defaultdict(More)
        self.repeats: dict[int, int] = {}
        self.known: dict[str, int] = {}
        self.centres: set[int] = set()
        self.shared: set[int] = set()
        self.claimed: set[int] = set()
        self.ours: set[str] = set()
        self._ambiguous: set[str] = set()
        self._several: set[int] = set()
        self._rows: list[Seen] = []
        self._numbers = _RunningNumber()

    def is_ambiguous(self, key: str) -> bool:
        """Whether other rows have the same name and place, so that the key holds the rest of the row too."""
        return key in self._ambiguous

    def names_one_place(self, line: int) -> bool:
        """Whether no other row has this row's name in another town: a name of two places is no sign of who it is."""
        return line not in self._several

    def add(self, rows: Iterable[Row]) -> None:
        """Looks at rows in the order of the file."""
        for row in rows:
            read = self.reader.read(row)
            reference = str(read.values.get(REFERENCE) or "")
            if REFERENCE in self.reader.column_of:
                self._numbers.see(reference)
            if read.parsed.ok:
                self._rows.append(_seen(read, reference))

    def close(self) -> None:
        """Settles keys and what belongs together; three queries, whatever the number of rows."""
        references = Reference.objects.filter(source=self.batch.source)
        for key, centre, adds in references.order_by("pk").values_list("key", "centre_id", "adds"):
            self.known[key] = centre
            if adds:
                self.shared.add(centre)
        self.centres = set(self.known.values())
        self._settle_uids()
        if self._numbers.is_one or self._are_no_identifiers():
            for row in self._rows:
                row.own = ""
        for row in self._rows:
            row.key = self._key(row)
        groups: dict[str, list[Seen]] = defaultdict(list)
        for row in self._rows:
            groups[row.key].append(row)
        for key, group in groups.items():
            if len(group) > 1:
                self._settle(key, group)
        self.keys = {row.line: row.key for row in self._rows}
        self._several = self._of_several_towns()
        self._join_answered()
        self._gather()
        self._rows.clear()

    def _settle_uids(self) -> None:
        """A UUID that no centre has is the source's identifier, unless the table is one of our exports."""
        uids = [row.uid for row in self._rows if row.uid]
        if self.reader.is_ours:
            self.ours = set(uids)
            return
        for start in range(0, len(uids), _CHUNK):
            chunk = [UUID(uid) for uid in uids[start : start + _CHUNK]]
            self.ours |= {str(uid) for uid in Centre.objects.filter(uid__in=chunk).values_list("uid", flat=True)}

    def _key(self, row: Seen) -> str:
        if row.own:
            return short(f"id:{row.own}")
        if row.uid:
            return f"uid:{row.uid}" if row.uid in self.ours else f"id:{row.uid}"
        return row.name

    def _of_several_towns(self) -> set[int]:
        towns: dict[str, set[str]] = defaultdict(set)
        for row in self._rows:
            towns[row.name.partition("|")[0]].add(_name_and_town(row))
        return {row.line for row in self._rows if len(towns[row.name.partition("|")[0]]) > 1}

    def _are_no_identifiers(self) -> bool:
        """House numbers and letter boxes stand for several centres."""
        names: dict[str, set[str]] = defaultdict(set)
        rows = [row for row in self._rows if row.own]
        for row in rows:
            names[row.own].add(_name_and_town(row))
        return sum(len(names[row.own]) > 1 for row in rows) > _TOO_MANY * len(rows)

    def _settle(self, key: str, group: Sequence[Seen]) -> None:
        """Rows with one key: the same centre again, or somebody else whose key needs more to tell them apart."""
        if key.startswith(("id:", "uid:")):
            for row in group[1:]:
                is_one = _name_and_town(row) == _name_and_town(group[0])
                (self.joined if is_one else self.repeats)[row.line] = group[0].line
            return
        first: dict[str, Seen] = {}
        for row in group:
            earlier = first.setdefault(row.rest, row)
            if earlier is not row:
                self.joined[row.line] = earlier.line
        if len(first) > 1:
            for row in group:
                row.key = short(f"{key[:170]}#{row.rest}")
                self._ambiguous.add(row.key)

    def _join_answered(self) -> None:
        """Rows that somebody said are one centre, in this import or an earlier one."""
        by_centre: dict[int, list[Seen]] = defaultdict(list)
        for row in self._rows:
            answer, _colon, ref = str(self.batch.decisions.get(str(row.line), "")).partition(":")
            if answer == ANOTHER or row.line in self.joined or row.line in self.repeats:
                continue
            if answer == SAME_CENTRE and ref.startswith("-"):
                self.joined[row.line] = -int(ref)
                continue
            centre = int(ref) if answer == SAME_CENTRE and ref else self.known.get(row.key)
            if centre is None:
                continue
            if self.known.get(row.key) == centre:
                self.claimed.add(centre)
            by_centre[centre].append(row)
        age = {key: number for number, key in enumerate(self.known)}
        for rows in by_centre.values():
            oldest = min(rows, key=lambda row: age.get(row.key, len(age)))  # whatever their order in this file
            self.joined |= {row.line: oldest.line for row in rows if row is not oldest}
        for line in list(self.joined):
            self.joined[line] = self._root(line)
            if self.joined[line] == line or self.joined[line] not in self.keys:
                del self.joined[line]

    def _root(self, line: int) -> int:
        seen = {line}
        while (earlier := self.joined.get(line)) is not None and earlier not in seen:
            seen.add(earlier)
            line = earlier
        return line

    def _gather(self) -> None:
        for row in self._rows:
            if (first := self.joined.get(row.line)) is not None:
                for name, codes in row.lists:
                    self.more[first].lists[name] += codes
                for name, words in row.texts:
                    self.more[first].texts[name] += words


class _RunningNumber:
    """Whether a column counts its rows: 1, 2, 3 … from 0 or 1 on, with few left out."""

    def __init__(self) -> None:
        self._count = 0
        self._last = -1
        self._counts = True

    def see(self, text: str) -> None:
        """The next cell."""
        number = text.strip().rstrip(".").strip()
        self._count += 1
        if number.isascii() and number.isdigit() and len(number) < 8 and int(number) > self._last:
            self._last = int(number)
        elif number:
            self._counts = False

    @property
    def is_one(self) -> bool:
        """Whether every number was the next one, or nearly."""
        return self._counts and 0 <= self._last <= 1.2 * self._count + 1


def _seen(read: Read, reference: str) -> Seen:
    values = read.values
    lists, rest = [], []
    for name in sorted(values):
        value = values[name]
        if isinstance(COLUMN.get(name), Codes):
            if value:
                lists.append((name, tuple(value)))
        elif name not in (REFERENCE, "uid") and value not in (None, "", []):
            rest.append(f"{name}={value}")
    texts = tuple((name, tuple(words)) for name, words in read.texts.items())
    uid = str(values.get("uid") or "")
    return Seen(read.line, reference, name_key(values), digest("\n".join(rest)), tuple(lists), texts, uid)


def _name_and_town(row: Seen) -> str:
    return "|".join(row.name.split("|")[:2])


def list_with(values: dict[str, Any], more: dict[str, list[str]]) -> dict[str, Any]:
    """The values with codes added to their lists, each list in the order of its vocabulary."""
    joined = {}
    for name, codes in more.items():
        column = COLUMN[name]
        assert isinstance(column, Codes)  # noqa: S101 - only lists of codes are gathered
        wanted = {*(values.get(name) or ()), *codes}
        joined[name] = [code for code in column.lookup.codes if code in wanted]
    return values | joined
