"""WebVTT files, checked before they are kept: a browser shows nothing of a broken one and says nothing about it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_BYTES = 2_000_000
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?")
_NO_CUE = ("NOTE", "STYLE", "REGION")


def check(file: BinaryIO) -> None:
    """Read a WebVTT file from its start and leave it there.

    Raises ValidationError with what is wrong and on which line.
    """
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    file.seek(0)
    if len(data) > MAX_BYTES:
        raise ValidationError(_("Captions of more than 2 MB are no captions. Choose the WebVTT file of the film."))
    _check_text(_decoded(data))


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValidationError(_wrong(line, _("this is not UTF-8"))) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ValidationError(_wrong(line, _("there is a control character")))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_text(text: str) -> None:
    lines = text.split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise ValidationError(
            _wrong(1, _("a WebVTT file begins with the word WEBVTT; subtitles as SRT are another format"))
        )
    cues, start = 0, 0.0
    for number, block in _blocks(lines):
        if number == 1 or block[0].startswith(_NO_CUE):
            continue
        start = _check_cue(number, block, start)
        cues += 1
    if not cues:
        raise ValidationError(_("The file holds no captions."))


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Line number of the first line, and the lines until the next empty one."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _check_cue(number: int, block: list[str], earlier: float) -> float:
    """When the cue starts, in seconds."""
    index = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
    if index is None:
        raise ValidationError(_wrong(number, _("here a time is missing, such as 00:01.000 --> 00:04.000")))
    number += index
    found = _TIMES.fullmatch(block[index].strip())
    if not found:
        raise ValidationError(_wrong(number, _("a time is written as 00:01.000 --> 00:04.000, with a point")))
    parts = [int(part or 0) for part in found.groups()]
    start, end = (
        hours * 3600 + minutes * 60 + seconds + ms / 1000 for hours, minutes, seconds, ms in (parts[:4], parts[4:])
    )
    if end <= start:
        raise ValidationError(_wrong(number, _("the caption ends before it begins")))
    if start < earlier:
        raise ValidationError(_wrong(number, _("the caption begins before the one above it")))
    if index + 1 == len(block):
        raise ValidationError(_wrong(number, _("the caption has no text; the file may be cut off")))
    return start


def _wrong(line: int, reason: str) -> str:
    return _("Line %(line)s: %(reason)s.") % {"line": line, "reason": reason}
