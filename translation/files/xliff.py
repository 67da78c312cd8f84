"""XLIFF 2 for translation programs: a ``file`` a thing, a ``unit`` a passage, tags as inline codes that programs protect.

Written as 2.0; 2.1 and 2.2, which have the same core, are read too.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError, Mistake
from translation.exchange.xml_tree import Node, in_xml, parsed
from translation.files.contents import (
    VERSION,
    Bundle,
    Name,
    Sent,
    SentUnit,
    Unit,
    checked_version,
    no_name,
    not_ours,
    settled,
)
from translation.files.inline import Codes, html_of, text_of
from translation.vocabularies import SegmentState

STATES = {SegmentState.REVIEW: "translated", SegmentState.APPROVED: "final"}
"""All others are "initial", with a text or without."""
LOOKED_AT = {"reviewed", "final"}
_VERSIONS = {"2.0", "2.1", "2.2"}
_ORIGIN = re.compile(r"portal (\S+) (\d{1,6})")


def write(bundle: Bundle) -> bytes:
    """The whole document."""
    return ("\n".join(_document(bundle)) + "\n").encode()


def _document(bundle: Bundle) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"'
        f' srcLang="{bundle.source}" trgLang="{bundle.target}" xml:space="preserve">'
    )
    for item, units in groupby(bundle.units, lambda unit: unit.name.item):
        yield from _file(item, list(units), len(bundle.units))
    yield "</xliff>"


def _file(item: int, units: list[Unit], number: int) -> Iterator[str]:
    yield f'<file id="i{item}" original="portal {VERSION} {number}" canResegment="no">'
    yield f'<notes><note category="title">{in_xml(units[0].thing)}</note></notes>'
    for unit in units:
        yield _unit(unit)
    yield "</file>"


def _unit(unit: Unit) -> str:
    codes = Codes()
    source = codes.source(unit.source)
    target = f"<target>{codes.target(unit.target)}</target>" if unit.target else ""
    note = f"<notes><note>{in_xml(unit.note)}</note></notes>" if unit.note else ""
    state = STATES.get(unit.state, "initial")
    return (
        f'<unit id="{unit.name}" name="{in_xml(unit.place)}">{note}{codes.original_data()}'
        f'<segment state="{state}"><source>{source}</source>{target}</segment></unit>'
    )


def read(data: bytes) -> Sent:
    """What the document says. Raises FileError with the lines that are wrong."""
    root = parsed(data)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or version not in _VERSIONS:
        raise FileError(
            _("This is XLIFF %(version)s; it has to be XLIFF 2. Start from the file you download here.")
            % {"version": version[:10]}
            if root.name == "xliff"
            else _("The file is no XLIFF. Start from the file you download here.")
        )
    files = root.all({"file"})
    origins = [_ORIGIN.fullmatch(one.attributes.get("original", "")) for one in files]
    origin = next((one for one in origins if one), None)
    if origin is None:
        raise not_ours()
    checked_version(origin[1])
    units: list[SentUnit] = []
    mistakes: list[Mistake] = []
    for one in (unit for file in files for unit in file.below("unit")):
        _read_unit(one, units, mistakes)
    settled(units, mistakes)
    languages = (root.attributes.get(name, "") for name in ("srcLang", "trgLang"))
    return Sent(*languages, units, shown=False, announced=int(origin[2]))


def _read_unit(unit: Node, units: list[SentUnit], mistakes: list[Mistake]) -> None:
    name = Name.of(unit.attributes.get("id", ""))
    if name is None:
        mistakes.append(no_name(unit.line))
        return
    parts = unit.all({"segment", "ignorable"})
    try:
        kept = (one for group in unit.all({"originalData"}) for one in group.all({"data"}))
        data = {one.attributes.get("id", ""): text_of(one) for one in kept}
        source, target = (
            "".join(html_of(text, data) for part in parts for text in part.all({wanted}))
            for wanted in ("source", "target")
        )
    except (LookupError, ValueError, OverflowError):
        mistakes.append(Mistake(unit.line, _("a tag or sign of this passage has lost what it stands for.")))
        return
    states = {part.attributes.get("state", "initial") for part in parts if part.name == "segment"}
    line = next((text.line for part in parts for text in part.all({"target"})), unit.line)
    units.append(SentUnit(line, name, source, target, sure=True if states and states <= LOOKED_AT else None))
