"""Films: MP4 and WebM, whole, without the notes that say where they were made."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NOTES = {b"udta", b"meta", b"uuid"}
"""Boxes of an MP4 that hold place, device and names (© xyz, com.apple.quicktime.location, XMP)."""
HOLDERS = {b"moov", b"trak"}
CHUNK = 1 << 16


class Box(NamedTuple):
    """One part of an MP4: kind, where it starts, where its content starts, where it ends (bytes)."""

    kind: bytes
    start: int
    content: int
    end: int


def clean_mp4(file: BinaryIO) -> None:
    """Blank the notes of an MP4 where they stand; sizes and places of everything else stay, so it plays as before.

    Raises ValidationError when it is no MP4 or cut off.
    """
    file.seek(0, 2)
    boxes = list(_boxes(file, 0, file.tell()))
    if not boxes or boxes[0].kind != b"ftyp":
        raise _broken()
    for box in list(_notes(file, boxes)):
        file.seek(box.start + 4)
        file.write(b"free")
        file.seek(box.content)
        left = box.end - box.content
        while left:
            left -= file.write(bytes(min(left, CHUNK)))
    file.seek(0)


def check_webm(file: BinaryIO) -> None:
    """Raises ValidationError when the file does not begin as a WebM."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if not head.startswith(b"\x1a\x45\xdf\xa3") or b"webm" not in head:
        raise _broken()


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    while start < end:
        file.seek(start)
        head = file.read(16)
        size, content = int.from_bytes(head[:4]), start + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16]), start + 16
        elif size == 0:
            size = end - start
        if size < content - start or start + size > end:
            raise _broken()
        yield Box(head[4:8], start, content, start + size)
        start += size


def _notes(file: BinaryIO, boxes: list[Box]) -> Iterator[Box]:
    for box in boxes:
        if box.kind in NOTES:
            yield box
        elif box.kind in HOLDERS:
            yield from _notes(file, list(_boxes(file, box.content, box.end)))


def _broken() -> ValidationError:
    return ValidationError(_("This film cannot be read: it is cut off, or neither MP4 nor WebM. Save it anew as MP4."))
