"""Files of a resource as its page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from core.models import CustomDocument


@dataclass(frozen=True, slots=True)
class Download:
    """One file: ``language`` BCP 47 or ``""``, ``format`` its extension in capitals, ``size`` in bytes or ``None``."""

    title: str
    url: str
    language: str
    format: str
    bytes: int | None
    licence: str

    @property
    def size(self) -> str:
        """``82.4 KB`` in the active language, ``""`` when unknown."""
        return filesizeformat(self.bytes) if self.bytes else ""


def downloads_of(documents: Iterable[CustomDocument | None], language: str) -> list[Download]:
    """The files that still exist: those in ``language`` first, then by language and title."""
    files = [
        Download(
            title=item.title,
            url=item.url,
            language=item.language,
            format=item.file_extension.upper(),
            bytes=item.file_size,
            licence=item.licence,
        )
        for item in documents
        if item is not None
    ]
    return sorted(files, key=lambda file: (file.language != language, file.language, file.title))
