"""PO as it comes back from others: read strictly, with the line that is wrong."""

import re
import tempfile
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError

_LINE = re.compile(r"\(line (\d+)\)")
_WHOLE = re.compile(r'(?:msg(?:ctxt|id|id_plural|str(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"')
"""A line of a text: a word of PO, then what stands between quotes, of which polib forgives the last one missing."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _text(data: bytes) -> str:
    if not data.strip():
        raise FileError(_("The file is empty."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            _("Line %(line)s: this is not UTF-8. Save the file as PO in UTF-8.") % {"line": line}
        ) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise FileError(_("Line %(line)s: there is a control character. The file is damaged.") % {"line": line})
    return text


def parsed(data: bytes) -> polib.POFile:
    """The catalogue. Raises FileError with the line that is wrong."""
    text = _text(data)
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
    """Raises FileError for the first line PO does not know, and for a file that ends before a text has its translation."""
    if "msgid" not in text:
        raise FileError(_("The file is no PO file. Send the one you downloaded here."))
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


def _broken(line: object) -> FileError:
    return FileError(
        _("Line %(line)s: here the file breaks the rules of PO. It may be cut off or edited by hand.") % {"line": line}
    )
