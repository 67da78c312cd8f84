"""PO for gettext programs such as Poedit: an entry a passage, named by its context; what nobody has looked at is fuzzy."""

import polib
from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError, Mistake
from translation.exchange.po_text import parsed
from translation.files.contents import (
    OPEN,
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
from translation.files.shown import shown

_VERSION, _SOURCE, _PASSAGES = "X-Portal-Version", "X-Source-Language", "X-Portal-Passages"


def write(bundle: Bundle) -> bytes:
    """The whole catalogue."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": bundle.target,
        _SOURCE: bundle.source,
        _VERSION: VERSION,
        _PASSAGES: str(len(bundle.units)),
    }
    file.extend(_entry(unit) for unit in bundle.units)
    return str(file).encode("utf-8", "replace")


def _entry(unit: Unit) -> polib.POEntry:
    about = " · ".join(part for part in (unit.thing, unit.place, unit.note) if part)
    return polib.POEntry(
        msgctxt=str(unit.name),
        msgid=shown(unit.source, unit.source),
        msgstr=shown(unit.target, unit.source),
        comment=" ".join(about.split()),
        flags=["fuzzy"] if unit.state in OPEN and unit.target else [],
    )


def read(data: bytes) -> Sent:
    """What the catalogue says. Raises FileError with the lines that are wrong."""
    file = parsed(data)
    if not file.metadata.get(_VERSION):
        raise not_ours()
    checked_version(file.metadata[_VERSION])
    units: list[SentUnit] = []
    mistakes: list[Mistake] = []
    for entry in file:
        if entry.obsolete:
            continue
        name = Name.of(entry.msgctxt or "")
        if name is None:
            mistakes.append(no_name(entry.linenum))
        else:
            units.append(SentUnit(entry.linenum, name, entry.msgid, entry.msgstr, sure=not entry.fuzzy))
    settled(units, mistakes)
    announced = file.metadata.get(_PASSAGES, "")
    if not announced.isdecimal():
        raise FileError(_("The first lines of the file are damaged. Download it anew."))
    return Sent(file.metadata.get(_SOURCE, ""), file.metadata.get("Language", ""), units, announced=int(announced[:6]))
