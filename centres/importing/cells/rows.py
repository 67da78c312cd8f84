"""A row of a file → values of a centre, or what is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from babel.languages import get_official_languages
from django.utils.translation import gettext_noop as _

from centres.columns.coordinates import to_degrees, to_pair
from centres.columns.hours import text as opening
from centres.columns.lookups import country_lookup
from centres.columns.messages import Message, shown
from centres.columns.numbers import shortened
from centres.columns.public import COLUMN
from centres.columns.reading import Reading, RowFacts
from centres.columns.synonyms import everyone_words
from centres.gazetteer.fold import fold
from centres.importing.cells import leftovers, points, postcodes, texts, values
from centres.importing.cells.addresses import Address, StreetParts, split, street_line
from centres.importing.cells.parsed import Parsed
from centres.importing.cells.places import Places, boxes_of
from centres.importing.fields import (
    ADDRESS,
    AGES,
    BOX,
    CONTACTS,
    DAYS,
    HOUSE_NUMBER,
    HOUSE_SUFFIX,
    POINT,
    POSTCODE_END,
    REFERENCE,
    STREET_TYPE,
)
from centres.importing.problems import ERROR, WARNING, Problem
from centres.importing.tables.table import Row
from centres.vocabularies import PointPrecision
from core.i18n.languages import LANGUAGES

MAX_REFERENCE = 150
_PLACE = frozenset({"city", "street", "postcode", ADDRESS, POINT, "lat"})
_TELLING = _PLACE | {"email", "website", "uid"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor says about the whole file.

    ``country`` (ISO 3166-1) and ``language`` (of the names) stand in where the file has no such column or an empty
    cell. ``month_first``: 5/6/2024 is May 6; None when no date of the file leaves that without doubt.
    """

    country: str = ""
    language: str = ""
    month_first: bool | None = None


class RowReader:
    """Reads the rows of one file. Keeps what it looked up in the gazetteer, so use one for the whole file."""

    def __init__(self, header: Sequence[str], mapping: Mapping[int, str], options: Options | None = None) -> None:
        """``mapping``: column index from 0 → field as ``headers.propose`` names them; others are not read."""
        self.header = list(header)
        self.options = options or Options()
        order = self.options.month_first
        self._file = RowFacts(month_first=bool(order), order_is_known=order is not None)
        self._places = Places()
        self._at: dict[str, list[int]] = {}
        for index, name in sorted(mapping.items()):
            if name and 0 <= index < len(self.header):
                self._at.setdefault(name, []).append(index)
        self._columns = [(name, number) for name, places in self._at.items() for number in places]
        apart = {"country", "postcode", "city", "street", "site", "lat", "lng", "opening_hours", *CONTACTS}
        self._simple = [(name, COLUMN[name]) for name in self._at if name in COLUMN and name not in apart]
        self._languages = [COLUMN[name].language for name in self._at if name in COLUMN]
        self._hours = [name for name in self._at if name[:-2] in ("hours_", "opens_", "closes_")]

    def read(self, row: Row) -> Parsed:
        """The row's values and problems; no values when its cells may stand under the wrong columns.

        Never raises for what a cell holds.
        """
        parsed = Parsed(row.line, problems=list(row.problems))
        if any(problem.severity == ERROR and not problem.column for problem in row.problems):
            return parsed
        if self._is_no_centre(row, parsed):
            return parsed
        for name, column in self._simple:
            text = self._cell(row, name)
            if values.is_empty(text):
                if name not in values.NEVER_EMPTY:
                    parsed.values[name] = column.nothing
            else:
                self._put(parsed, name, text, values.read_value(text, column, self._file))
        self._read_name(row, parsed)
        self._read_place(row, parsed)
        self._read_contacts(row, parsed)
        self._read_point(row, parsed)
        self._read_hours(row, parsed)
        self._read_others(row, parsed)
        texts.complete(parsed, self._text_language(parsed))
        return parsed

    def _is_no_centre(self, row: Row, parsed: Parsed) -> bool:
        """Whether the row is a sum or a note, which is left out, or holds nothing but a name, which is asked about."""
        said = {name for name, number in self._columns if not values.is_empty(row.cells[number])}
        if reason := leftovers.reason_against(row.cells, self.header, has_place=bool(said & _TELLING)):
            parsed.left_out = True
            parsed.problems.append(Problem(row.line, "", "", shown(" ".join(row.cells)), reason, severity=WARNING))
        elif said == {"name"} and self._at.keys() & _PLACE and len(self._at) > 2:
            reason = Message(_("This row holds nothing but a name. Write where the centre is, or take the row out."))
            self._note(parsed, "name", self._cell(row, "name"), reason)
            return True
        return parsed.left_out

    def _text_language(self, parsed: Parsed) -> str:
        """The language the file's own words are in, when it is one of the portal's; ``""`` else."""
        said = (self.options.language, *self._languages, parsed.values.get("language"))
        return next((code for code in said if code in LANGUAGES), "")

    def _said(self, row: Row, name: str) -> str:
        """The cell of a field; ``""`` when it says nothing."""
        text = self._cell(row, name)
        return "" if values.is_empty(text) else text

    def _cell(self, row: Row, name: str) -> str:
        """The cell of a field; ``""`` when no column is mapped to it."""
        found = self._at.get(name)
        return row.cells[found[0]] if found and found[0] < len(row.cells) else ""

    def _put(
        self, parsed: Parsed, name: str, text: str, reading: Reading, value_of: str = "", at: int | None = None
    ) -> None:
        """Keeps the value and names the problem, if any. ``at``: the column to blame, where several are read as one field."""
        if reading.has_value:
            parsed.values[value_of or name] = reading.value
        if reading.note:
            parsed.notes.append((self.header[self._at[name][0]].split(".")[0], reading.note, name))
        if reading.reason is not None:
            severity = WARNING if reading.has_value else ERROR
            self._note(parsed, name, text, reading.reason, reading.suggestion, severity, at)

    def _note(
        self,
        parsed: Parsed,
        name: str,
        text: str,
        reason: Message,
        suggestion: str | None = None,
        severity: str = ERROR,
        at: int | None = None,
    ) -> None:
        found = self._at.get(name) if at is None else [at]
        column = self.header[found[0]] if found else ""
        parsed.problems.append(Problem(parsed.line, column, name, shown(text), reason, suggestion, severity))

    def _read_name(self, row: Row, parsed: Parsed) -> None:
        if "name" in self._at and "name" not in parsed.values and values.is_empty(self._cell(row, "name")):
            self._note(
                parsed, "name", "", Message(_("The name is missing. Write the centre’s name as it writes it itself."))
            )
        if self.options.language and "language" not in parsed.values and not self._is_wrong(parsed, "language"):
            parsed.values["language"] = self.options.language
        low, high = parsed.values.get("age_from"), parsed.values.get("age_to")
        if low is not None and high is not None and low > high:
            self._note(
                parsed, "age_to", str(high), Message(_("The highest age is below the lowest. Swap them.")), str(low)
            )
            del parsed.values["age_from"], parsed.values["age_to"]

    @staticmethod
    def _is_wrong(parsed: Parsed, name: str) -> bool:
        return any(problem.field == name and problem.severity == ERROR for problem in parsed.problems)

    def _read_place(self, row: Row, parsed: Parsed) -> None:
        """Country, postcode, town and street: numbers by their country, the town against the gazetteer."""
        whole = self._cell(row, ADDRESS)
        known = self._file.country or (country_lookup().find(self._cell(row, "country")) or "")
        address = self._whole_address(row, known)
        self._read_country(self._cell(row, "country") or address.country, parsed)
        country = parsed.values.get("country", "")
        if {"postcode", ADDRESS} & self._at.keys() or address.postcode:
            town = address.city or self._cell(row, "city")
            self._read_postcode(self._postcode(row) or address.postcode, country, parsed, town)
        if {"city", ADDRESS} & self._at.keys():
            self._read_city(address.city or self._cell(row, "city"), country, parsed)
        if {"street", HOUSE_NUMBER, ADDRESS} & self._at.keys():
            self._read_street(row, address, country, parsed)
        if "site" in self._at:
            cells = [text for index in self._at["site"] if not values.is_empty(text := row.cells[index])]
            site = ", ".join(dict.fromkeys(cells))
            self._put(parsed, "site", site, values.read_value(site, COLUMN["site"]) if site else Reading())
        if not values.is_empty(whole) and not address.is_whole and not parsed.values.get("city"):
            reason = _("No postcode and town are found in “%(value)s”. Write the town in a column of its own.")
            self._note(parsed, ADDRESS, whole, Message(reason, {"value": shown(whole)}), None, WARNING)

    def _whole_address(self, row: Row, country: str) -> Address:
        """What one cell says together: the whole address, "10000 Zagreb" as the town, a street that ends in its postcode."""
        if whole := self._said(row, ADDRESS):
            found = split(whole, country)
            return replace(found, city=self._said(row, "city") or found.city)
        town, street = self._said(row, "city"), self._said(row, "street")
        if self._said(row, "postcode"):
            return Address()
        if (found := split(town, country)).is_whole:
            return found
        for text in (street, f"{street} {town}"):
            if town and (found := split(text, country)).is_whole:
                return replace(found, city=town)
        return Address()

    def _read_country(self, written: str, parsed: Parsed) -> None:
        if not values.is_empty(written) or country_lookup().find(
            written
        ):  # NC is a code and says "not known" elsewhere
            self._put(parsed, "country", written, COLUMN["country"].read(written))
        elif self.options.country:
            parsed.values["country"] = self.options.country
        elif not parsed.values.get("uid"):
            reason = Message(_("The country is missing. Write it in the row, or choose one for the whole file."))
            self._note(parsed, "country", "", reason)

    def _postcode(self, row: Row) -> str:
        """The postcode; Portugal and the Netherlands may give its second half in another column."""
        first, second = self._said(row, "postcode"), self._said(row, POSTCODE_END)
        if not (first and second):
            return self._cell(row, "postcode")
        second = re.sub(r"\.0$", "", second)
        return f"{first}-{second.zfill(3)}" if second.isdigit() else f"{first} {second}"

    def _read_street(self, row: Row, address: Address, country: str, parsed: Parsed) -> None:
        written = self._said(row, "street") or address.street
        written = address.street if address.street and written.startswith(address.street) else written
        cut = split(written, country)
        if cut.is_whole and cut.street and fold(cut.city) == fold(str(parsed.values.get("city") or "")):
            written = cut.street
        parts = (self._said(row, name) for name in (STREET_TYPE, HOUSE_NUMBER, HOUSE_SUFFIX, BOX))
        line = street_line(StreetParts(written, *parts), country)
        self._put(parsed, "street", line, values.read_value(line, COLUMN["street"]) if line else Reading())

    def _read_contacts(self, row: Row, parsed: Parsed) -> None:
        """Telephones, mails and web addresses: the first of all columns is the value, the others are a note."""
        facts = replace(self._file, country=parsed.values.get("country", ""))
        for name in CONTACTS:
            if name not in self._at:
                continue
            cells = [text for index in self._at[name] if not values.is_nothing(text := row.cells[index])]
            text = "; ".join(dict.fromkeys(cells))
            if not cells:
                parsed.values[name] = COLUMN[name].nothing
            elif text.startswith("#"):
                self._put(parsed, name, text, values.read_value(text, COLUMN[name], facts))
            else:
                reading = COLUMN[name].read(text, facts)
                at = self._at[name]
                wrong = [index for index in at if len(at) > 1 and reading.reason and row.cells[index]]
                blamed = next((index for index in wrong if COLUMN[name].read(row.cells[index], facts).reason), None)
                self._put(parsed, name, text if blamed is None else row.cells[blamed], reading, at=blamed)

    def _read_postcode(self, text: str, country: str, parsed: Parsed, town: str) -> None:
        reading = Reading() if values.is_empty(text) else postcodes.read_postcode(text, country)
        if not reading.has_value and reading.suggestion is None:
            reading = replace(reading, suggestion=self._places.nearest_postcode(country, town, text))
        self._put(parsed, "postcode", text, reading)

    def _read_city(self, text: str, country: str, parsed: Parsed) -> None:
        if values.is_empty(text):
            parsed.values["city"] = None
            return
        self._put(parsed, "city", text, values.read_value(text, COLUMN["city"]))
        town, code = parsed.values.get("city"), parsed.values.get("postcode") or ""
        if not (town and country) or self._places.spots(country, "", town):
            return
        near = self._places.nearest_town(country, town)
        if near and self._places.are_close(country, code, near):
            reason = Message(
                _("“%(value)s” is not a town we know there. Perhaps %(town)s is meant. It is kept as written."),
                {"value": shown(text), "town": near},
            )
            self._note(parsed, "city", text, reason, near, WARNING)

    def _read_point(self, row: Row, parsed: Parsed) -> None:
        """One column with both numbers, or latitude and longitude in two; a pair in one of two cells counts too."""
        name, lat, lng = self._point_cells(row)
        if not name:
            return
        if values.is_empty(lat) and values.is_empty(lng):
            parsed.values |= {"lat": None, "lng": None}
            return
        address = self._address(parsed)
        written = f"{lat}, {lng}" if lng else lat
        pair = to_pair(lat) or to_pair(lng)
        if name != POINT and pair is None:
            north, east = to_degrees(lat), to_degrees(lng)
            if values.is_empty(lat) or values.is_empty(lng):
                reason = Message(_("A point needs both numbers: write this one too, or empty the other."))
                self._note(parsed, "lat" if values.is_empty(lat) else "lng", "", reason, points.spot_text(address))
                return
            if north is None or east is None:
                name, written = ("lat", lat) if north is None else ("lng", lng)
            else:
                pair = (north, east)
        reading = points.check(*pair, written, address) if pair else points.no_point(written, address)
        if pair and name == "lat" and not reading.has_value and abs(pair[0]) <= 90 and abs(pair[1]) > 180:
            name = "lng"
        if reading.has_value:
            parsed.values["lat"], parsed.values["lng"] = reading.value
            if points.is_of_town(reading.value, address):
                parsed.values.setdefault("point_precision", PointPrecision.CITY.value)
        if reading.reason is not None:
            severity = WARNING if reading.has_value else ERROR
            self._note(parsed, name, written, reading.reason, reading.suggestion, severity)

    def _point_cells(self, row: Row) -> tuple[str, str, str]:
        """(field to blame, first text, second text); no field when none is mapped."""
        if POINT in self._at and not values.is_empty(self._cell(row, POINT)):
            return POINT, self._cell(row, POINT), ""
        if "lat" in self._at and "lng" in self._at:
            return "lat", self._cell(row, "lat"), self._cell(row, "lng")
        return (POINT, "", "") if POINT in self._at else ("", "", "")

    def _address(self, parsed: Parsed) -> points.Address:
        country = parsed.values.get("country") or ""
        code, town = parsed.values.get("postcode") or "", parsed.values.get("city") or ""
        return points.Address(self._places.spots(country, code, town), boxes_of(country) if country else (), country)

    def _read_hours(self, row: Row, parsed: Parsed) -> None:
        """One column for the week, or columns for the days."""
        text = self._cell(row, "opening_hours")
        language = self._language(parsed)
        if "opening_hours" in self._at and (not values.is_empty(text) or not self._hours):
            row_facts = replace(self._file, language=language)
            reading = Reading() if values.is_empty(text) else COLUMN["opening_hours"].read(text, row_facts)
            self._put(parsed, "opening_hours", text, reading)
        elif self._hours:
            days = [self._read_day(row, parsed, day, language) for day in DAYS]
            if all(day is not None for day in days):
                parsed.values["opening_hours"] = opening.week_text([day for day in days if day is not None])

    def _language(self, parsed: Parsed) -> str:
        """The language of the row's words: the one it names, the file's, or the only one of its country; ``""`` else."""
        named = parsed.values.get("language") or self.options.language
        official = get_official_languages(parsed.values.get("country", ""), de_facto=True)
        return named or (official[0] if len(official) == 1 else "")

    def _read_day(self, row: Row, parsed: Parsed, day: str, language: str) -> opening.DayHours | None:
        """A day from ``hours_mo`` (may be several columns) or from ``opens_mo`` and ``closes_mo``; None: not readable."""
        whole = [row.cells[index] for index in self._at.get(f"hours_{day}", ())]
        texts = ["" if values.is_empty(text) else text for text in whole]
        if any(texts):
            name, (hours, remark) = f"hours_{day}", opening.read_day_cells(texts, language)
        else:
            name = f"opens_{day}"
            opens, closes = (
                [row.cells[index] for index in self._at.get(f"{kind}_{day}", ())] for kind in ("opens", "closes")
            )
            pairs = [
                ("" if values.is_empty(start) else start, "" if values.is_empty(end) else end)
                for start, end in zip(opens, closes, strict=False)
            ]
            texts = [text for pair in pairs for text in pair]
            hours, remark = opening.read_times(pairs, language)
        if remark is not None and remark.reason is not None:
            severity = ERROR if hours is None else WARNING
            written = " ".join(filter(None, texts))
            blamed = None
            if hours is None and (found := self._unread_of_day(row, day, language)):
                name, blamed = found
                written = row.cells[blamed]
            self._note(parsed, name, written, remark.reason, remark.suggestion, severity, blamed)
        return hours

    def _unread_of_day(self, row: Row, day: str, language: str) -> tuple[str, int] | None:
        """The field and column of the first cell of a day that cannot be read by itself; None when only their sum is wrong."""
        whole = not all(values.is_empty(row.cells[index]) for index in self._at.get(f"hours_{day}", ()))
        for kind in ("hours",) if whole else ("opens", "closes"):
            for index in self._at.get(f"{kind}_{day}", ()):
                text = row.cells[index]
                read = opening.read_day_cells([text] if whole else [f"00:00-{text}"], language)
                if not values.is_empty(text) and read[0] is None:
                    return f"{kind}_{day}", index
        return None

    def _read_others(self, row: Row, parsed: Parsed) -> None:
        """Fields that only an import has, and "everyone" in the column of audiences."""
        if fold(self._cell(row, "audiences")) in everyone_words():
            parsed.problems = [problem for problem in parsed.problems if problem.field != "audiences"]
            parsed.values["audiences"] = []
            parsed.values.setdefault("everyone", True)
        if REFERENCE in self._at:
            text = self._cell(row, REFERENCE)
            parsed.values[REFERENCE] = text[:MAX_REFERENCE] or None
            if reason := shortened(text):  # several rows may bear it now
                parsed.values[REFERENCE] = None
                self._note(parsed, REFERENCE, text, reason, None, WARNING)
        if AGES in self._at and not values.is_empty(text := self._cell(row, AGES)):
            reading = values.read_ages(text)
            if reading.has_value:
                parsed.values["age_from"], parsed.values["age_to"] = reading.value
            elif reading.reason is not None:
                self._note(parsed, AGES, text, reading.reason)
