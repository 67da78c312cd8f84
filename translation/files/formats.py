"""The three forms of a file."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from translation.files import catalogue, workbook, xliff
from translation.files.contents import Bundle, Sent


@dataclass(frozen=True, slots=True)
class Format:
    """``label`` says for whom it is; ``write`` and ``read`` raise FileError."""

    label: str | Promise
    suffix: str
    content_type: str
    write: Callable[[Bundle], bytes]
    read: Callable[[bytes], Sent]


FORMATS = {
    "xlsx": Format(
        _("Workbook (XLSX), for Excel or LibreOffice"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.write,
        workbook.read,
    ),
    "xliff": Format(_("XLIFF 2, for translation programs"), "xlf", "application/xliff+xml", xliff.write, xliff.read),
    "po": Format(_("PO, for Poedit and the like"), "po", "text/x-gettext-translation", catalogue.write, catalogue.read),
}


def read(data: bytes) -> Sent:
    """Whichever it is; its name does not matter. Raises FileError."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(b"PK"):
        return FORMATS["xlsx"].read(data)
    is_xml = start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))
    return FORMATS["xliff" if is_xml else "po"].read(data)
