"""The glossary as a table: one row a term, what belongs to the concept or the language repeated in each of its rows."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.i18n.languages import LANGUAGES
from core.spreadsheets import csv_cell, neutralised, restored
from translation.exchange.mistakes import FileError, Mistake, refuse
from translation.glossary.files.contents import MAX_TERMS, Sent, SentConcept, SentTerm, doubled_in, stamp
from translation.models import Concept
from translation.models.glossary import Status

COLUMNS = (
    *("concept", "language", "term", "status", "source", "confirmed", "definition"),
    *("concept_source", "uri", "note", "term_id", "version"),
)
NEEDED = ("concept", "language", "term")
FACTS = {"concept_source": "source", "uri": "uri", "note": "note"}
_STATUS = {**{value: value for value in Status.values}, "forbidden": Status.DEPRECATED.value, "": None}
_CONFIRMED = {"yes": True, "no": False, "": None}


def write(concepts: Iterable[Concept]) -> str:
    """The whole table, in UTF-8 as spreadsheet programs expect it."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for concept in concepts:
        table.writerows([csv_cell(cell) for cell in row] for row in _rows(concept))
    return "\ufeff" + out.getvalue()


def _rows(concept: Concept) -> Iterator[tuple[Any, ...]]:
    last = (concept.source, concept.uri, concept.note)
    version = stamp(concept.changed_at)
    for language in LANGUAGES:
        definition, terms = concept.definition_in(language), concept.terms_in(language)
        for term in terms:
            confirmed = "yes" if term.confirmed else "no"
            said = (term.text, term.status, term.source, confirmed, definition)
            yield (concept.key, language, *said, *last, term.pk, version)
        if definition and not terms:
            yield (concept.key, language, "", "", "", "", definition, *last, "", version)
    if not concept.terms.all() and not concept.definitions.all():
        yield (concept.key, "", "", "", "", "", "", *last, "", version)


def read(data: bytes) -> Sent:
    """What the table says. Raises FileError with the lines that are wrong."""
    rows = list(_cells(_text(data)))
    (_line, header), *rows = rows or [(1, [])]
    header = [cell.strip().casefold() for cell in header]
    if missing := [name for name in NEEDED if name not in header]:
        raise FileError(
            _("Line 1: the columns %(columns)s are missing. Start from the file you download here.")
            % {"columns": ", ".join(missing)}
        )
    refuse([Mistake(1, _("the column %(column)s stands there twice.") % {"column": n}) for n in _twice(header)])
    if len(rows) > MAX_TERMS:
        raise FileError(_("The file has more than %(n)s lines. Send it in parts.") % {"n": MAX_TERMS})
    sent = Sent(unknown=[(1, name) for name in header if name not in COLUMNS])
    refuse(list(_filled(sent, header, rows)))
    refuse(list(doubled_in(sent)))
    return sent


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if name and names.count(name) > 1})


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            _("Line %(line)s: the file is not in UTF-8. Save it as “CSV UTF-8” and send it again.") % {"line": line}
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileError(_("Line %(line)s: the file is no text. Send a CSV or TBX file.") % {"line": line})
    return text


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that is not empty. Raises FileError."""
    first = text.split("\n", 1)[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    before = 0
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield before + 1, cells
            before = table.line_num
    except csv.Error as error:
        raise FileError(
            _("Line %(line)s: here the table breaks off. A quotation mark is missing, or the file was cut off.")
            % {"line": before + 1}
        ) from error


def _filled(sent: Sent, header: list[str], rows: list[tuple[int, list[str]]]) -> Iterator[Mistake]:
    """Puts the rows into ``sent``; what is wrong with them."""
    concepts: dict[str, SentConcept] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            yield Mistake(line, _("%(n)s cells in place of %(wanted)s.") % {"n": len(cells), "wanted": len(header)})
            continue
        if formulas := [cell for cell in cells if restored(cell) == cell and neutralised(cell) != cell]:
            yield Mistake(line, _("“%(cell)s” would be a formula.") % {"cell": formulas[0][:40]})
            continue
        row = dict(zip(header, map(restored, cells), strict=True))
        key = row["concept"].strip()
        if not key:
            yield Mistake(line, _("the key of the concept is missing."))
            continue
        if key not in concepts:
            concepts[key] = SentConcept(line, key)
            sent.concepts.append(concepts[key])
        yield from _into(concepts[key], sent, line, row)


def _into(concept: SentConcept, sent: Sent, line: int, row: dict[str, str]) -> Iterator[Mistake]:
    facts = {fact: row.get(column, "") for column, fact in FACTS.items()}
    for name, text in [*facts.items(), ("version", row.get("version", "").strip())]:
        known = concept.version if name == "version" else concept.facts.get(name, "")
        if text and known and text != known:
            yield Mistake(line, _("“%(text)s” differs from the other lines of the concept.") % {"text": text[:60]})
        elif text and name == "version":
            concept.version = text
        elif text:
            concept.facts[name] = text
    language = row["language"].strip().casefold().split("-")[0]
    if language and language not in LANGUAGES:
        sent.unknown.append((line, language))
    elif language:
        yield from _language_into(concept, line, language, row)
    elif row["term"].strip():
        yield Mistake(line, _("the language is missing."))


def _language_into(concept: SentConcept, line: int, language: str, row: dict[str, str]) -> Iterator[Mistake]:
    definition, known = row.get("definition", ""), concept.definitions.get(language, "")
    if definition and known and definition != known:
        yield Mistake(line, _("“%(text)s” differs from the other lines of the language.") % {"text": definition[:60]})
    elif definition:
        concept.definitions[language] = definition
    if not row["term"].strip():
        return
    status, confirmed = row.get("status", "").strip().casefold(), row.get("confirmed", "").strip().casefold()
    number = row.get("term_id", "").strip()
    if status not in _STATUS:
        yield Mistake(
            line, _("“%(word)s” is no status. Write preferred, admitted or deprecated.") % {"word": status[:40]}
        )
    elif confirmed not in _CONFIRMED:
        yield Mistake(line, _("“%(word)s” is neither yes nor no.") % {"word": confirmed[:40]})
    elif number and not (number.isascii() and number.isdigit() and len(number) < 19):
        yield Mistake(line, _("“%(word)s” is no number of a term.") % {"word": number[:40]})
    else:
        said = {"status": _STATUS[status], "confirmed": _CONFIRMED[confirmed], "source": row.get("source", "")}
        concept.terms.append(SentTerm(line, language, row["term"], int(number) if number else None, **said))
