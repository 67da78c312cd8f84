"""Translation files that come back from translators: read, checked against the page they are for, then imported whole.

A file with a mistake changes nothing, and the translator reads what is wrong and on which line.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation
from wagtail_localize.strings import validate_translation_links

MAX_BYTES = 2_000_000
MAX_TEXT = 20_000
"""Characters of one text; the longest passage of a page has a tenth of it."""
SHOWN = 5
"""Mistakes named at once; the others are counted."""

_ID = "X-WagtailLocalize-TranslationID"
_LINE = re.compile(r"\(line (\d+)\)")
_WHOLE = re.compile(r'(?:msg(?:ctxt|id|id_plural|str(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"')
"""A line of a text: a word of PO, then what stands between quotes, of which polib forgives the last one missing."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class PoFileError(Exception):
    """The file cannot be imported. ``args``: sentences for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: texts taken over, texts of the page the file lacks, texts of the file the page lacks."""

    texts: int
    missing: int
    unknown: int


@transaction.atomic
def import_file(translation: Translation, data: bytes, user: Any) -> Imported:
    """Take over every text of a PO file. Raises PoFileError; then nothing has changed."""
    file = _parsed(_text(data))
    _check_owner(file, translation)
    asked = {(entry.msgctxt, entry.msgid) for entry in translation.export_po() if not entry.obsolete}
    entries = [entry for entry in file if not entry.obsolete]
    sent = {(entry.msgctxt, entry.msgid) for entry in entries}
    written = [entry for entry in entries if entry.msgstr and (entry.msgctxt, entry.msgid) in asked]
    if not written:
        raise PoFileError(_("The file holds no translation of a text of this page."))
    if mistakes := [mistake for entry in written for mistake in _mistakes(entry, translation)]:
        further = len(mistakes) - SHOWN
        more = ngettext("%(n)s more mistake.", "%(n)s more mistakes.", further) % {"n": further}
        raise PoFileError(*mistakes[:SHOWN], *([more] if further > 0 else []))
    translation.import_po(file, user=user, tool_name="PO File")
    return Imported(len(written), len(asked - sent), len(sent - asked))


def _text(data: bytes) -> str:
    if not data.strip():
        raise PoFileError(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise PoFileError(
            _("The file is larger than %(size)s MB. Send the file of one page.") % {"size": MAX_BYTES // 10**6}
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PoFileError(
            _("Line %(line)s: this is not UTF-8. Save the file as PO in UTF-8.") % {"line": line}
        ) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise PoFileError(_("Line %(line)s: there is a control character. The file is damaged.") % {"line": line})
    return text


def _parsed(text: str) -> polib.POFile:
    _check_lines(text)
    # polib takes a name or a text by guessing: a file of our own leaves nothing to guess.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.po"
        path.write_text(text, encoding="utf-8")
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError, AttributeError, IndexError, KeyError, TypeError) as error:
            # Some of polib's errors name the line, others are mistakes of its own at the place where a file was cut.
            found = _LINE.search(str(error))
            raise _broken(found[1] if found else text.count("\n") + 1) from error


def _check_lines(text: str) -> None:
    """Raises PoFileError for the first line PO does not know, and for a file that ends before a text has its translation."""
    if "msgid" not in text:
        raise PoFileError(_("The file is no PO file. Send the one you downloaded here."))
    last = ""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if not _WHOLE.fullmatch(line):
            raise _broken(number)
        last = line if line.startswith("msg") else last
    if not last.startswith("msgstr"):
        raise _broken(text.count("\n") + 1)


def _broken(line: object) -> PoFileError:
    return PoFileError(
        _("Line %(line)s: here the file breaks the rules of PO. It may be cut off or edited by hand.") % {"line": line}
    )


def _check_owner(file: polib.POFile, translation: Translation) -> None:
    key = file.metadata.get(_ID, "")
    if key == str(translation.uuid):
        return
    if not key:
        raise PoFileError(_("The file does not say for which page it is. Send the one you downloaded here."))
    other = Translation.objects.filter(uuid=key).first() if re.fullmatch(r"[0-9a-f-]{36}", key) else None
    if other is None:
        raise PoFileError(_("The file is for a page that is not here. Send the one you downloaded here."))
    raise PoFileError(
        _("The file is for “%(page)s” in %(language)s, not for this translation.")
        % {"page": other.source.object_repr, "language": other.target_locale.get_display_name()}
    )


def _mistakes(entry: polib.POEntry, translation: Translation) -> Iterator[str]:
    line, text = {"line": entry.linenum}, entry.msgstr
    if entry.fuzzy:
        yield _("Line %(line)s: the text is marked as fuzzy. Check it, and take the mark away.") % line
    most = min(MAX_TEXT, _field_length(translation, entry.msgctxt or "") or MAX_TEXT)
    if len(text) > most:
        yield _("Line %(line)s: the text has %(n)s characters, at most %(most)s have room.") % {
            **line,
            "n": len(text),
            "most": most,
        }
    try:
        validate_translation_links(entry.msgid, text)
    except ValueError:
        yield _("Line %(line)s: the text has a link the original does not have.") % line


def _field_length(translation: Translation, path: str) -> int | None:
    """How long a field of the page may be; ``None`` for a text inside a longer one."""
    model = translation.source.specific_content_type.model_class()
    fields = {field.name: field for field in model._meta.get_fields()} if model and "." not in path else {}
    return getattr(fields.get(path), "max_length", None)
