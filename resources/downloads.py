"""Files of a resource as its page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.defaultfilters import filesizeformat
from django.utils.translation import override

from core.models import CustomDocument


@dataclass(frozen=True, slots=True)
class Download:
    """One file: ``language`` BCP 47 or ``""``; ``foreign``: in another language than the text it is listed in;
    ``facts``: ``ODT, 82.4 KB``, format and size in the language of that text, the format alone when the size is unknown."""

    title: str
    url: str
    language: str
    foreign: bool
    facts: str


def downloads_of(documents: Iterable[CustomDocument | None], language: str) -> list[Download]:
    """The files that still exist: those in ``language`` first, then by language and title."""
    files = [
        Download(
            title=item.title,
            url=item.url,
            language=item.language,
            foreign=bool(item.language) and item.language != language,
            facts=_facts(item.file_extension, item.file_size, language),
        )
        for item in documents
        if item is not None
    ]
    return sorted(files, key=lambda file: (file.language != language, file.language, file.title))


# Writing a number as a language does takes longer than the rest of a row.
@lru_cache(maxsize=2048)
def _facts(extension: str, size: int | None, language: str) -> str:
    with override(language):
        return f"{extension.upper()}, {filesizeformat(size)}" if size else extension.upper()
