"""Which addresses of one text search engines are told: one for each language it is written in, and one for all others."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n.languages import LANGUAGES, X_DEFAULT


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same text in another language. ``language`` may be ``x-default``: for readers of none of the others."""

    language: str
    url: str


def alternates(urls: Mapping[str, str]) -> list[Alternate]:
    """hreflang entries of a text, ``x-default`` last; none when there is one language only.

    ``urls``: ``{language: address}`` of the languages the text is really written in. ``x-default`` is the English one
    only if there is one, else the first: an address that shows another language is not to be indexed.
    """
    written = {code: urls[code] for code in LANGUAGES if code in urls}
    if len(written) < 2:
        return []
    default = written.get(X_DEFAULT) or next(iter(written.values()))
    return [*(Alternate(code, url) for code, url in written.items()), Alternate("x-default", default)]
