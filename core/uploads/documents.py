"""Documents by what they hold: an ending promises something, and a program or a page under it is refused."""

import codecs
import zipfile
from collections.abc import Callable
from typing import BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core import captions
from core.uploads import films

FILMS = ("mp4", "webm")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
KINDS = {
    "odt": f"{OPEN_DOCUMENT}text",
    "ods": f"{OPEN_DOCUMENT}spreadsheet",
    "odp": f"{OPEN_DOCUMENT}presentation",
    "epub": "application/epub+zip",
}
"""What stands in the file ``mimetype`` of these archives."""
FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
MACROS = "vbaproject.bin"
PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
HEAD = 1 << 16


def check(file: File, extension: str) -> None:
    """Read a new document and leave it at its beginning; an MP4 is freed of its notes.

    ``extension``: of its name, in small letters, without a point. Raises ValidationError with what is wrong.
    """
    if not file.size:
        raise ValidationError(_("This file is empty."))
    if extension not in FILMS and file.size > settings.DOCUMENT_MAX_SIZE:
        limit = filesizeformat(settings.DOCUMENT_MAX_SIZE)
        raise ValidationError(_("This document is larger than %(limit)s."), params={"limit": limit})
    stream = cast(BinaryIO, file.file)
    try:
        CHECKS.get(extension, _archive)(stream, extension)
    finally:
        stream.seek(0)


def _refused(extension: str) -> ValidationError:
    return ValidationError(
        _("What this file holds is not a document of the kind .%(extension)s: it is broken, or of another kind."),
        params={"extension": extension},
        code="invalid",
    )


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(HEAD)


def _pdf(stream: BinaryIO, extension: str) -> None:
    if not _head(stream).lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        raise _refused(extension)


def _rtf(stream: BinaryIO, extension: str) -> None:
    if not _head(stream).startswith(b"{\\rtf"):
        raise _refused(extension)


def _text(stream: BinaryIO, extension: str) -> None:
    head = _head(stream)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(PAGES) or head.startswith(PROGRAMS) or head.translate(None, CONTROL) != head:
        raise _refused(extension)


def _archive(stream: BinaryIO, extension: str) -> None:
    if not _head(stream).startswith(b"PK"):
        raise _refused(extension)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            if extension in KINDS:
                info = archive.getinfo("mimetype")
                fits = info.file_size < 100 and archive.read(info).decode("ascii", "ignore").strip() == KINDS[extension]
            elif extension in FOLDERS:
                fits = any(name.startswith(FOLDERS[extension]) for name in names)
            else:
                fits = True
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _refused(extension) from error
    if not fits:
        raise _refused(extension)
    if extension in FOLDERS and any(name.lower().endswith(MACROS) for name in names):
        raise ValidationError(_("This document holds macros, which are programs. Save it without them."))


def _mp3(stream: BinaryIO, extension: str) -> None:
    """A tag, or the sign a frame of sound begins with."""
    head = _head(stream)
    if not head.startswith(b"ID3") and not (head[:1] == b"\xff" and head[1:2] and head[1] & 0xE0 == 0xE0):
        raise _refused(extension)


CHECKS: dict[str, Callable[[BinaryIO, str], None]] = {
    "pdf": _pdf,
    "rtf": _rtf,
    "txt": _text,
    "csv": _text,
    "vtt": lambda stream, _extension: captions.check(stream),
    "mp3": _mp3,
    "mp4": lambda stream, _extension: films.clean_mp4(stream),
    "webm": lambda stream, _extension: films.check_webm(stream),
}
"""By ending; all others are archives (office documents, e-books, ZIP)."""
