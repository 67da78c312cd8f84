"""Addresses of something that is shown below an index page without being a page itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from core.head import Head
from core.i18n.alternates import alternates
from core.i18n.languages import LANGUAGES, exonym
from core.i18n.sitemaps import Entry
from core.i18n.translations import Fallback


@dataclass(frozen=True, slots=True, kw_only=True)
class Subpage:
    """One thing in all its languages: canonical address, alternates, language switcher and sitemap follow from it.

    ``urls``: ``{language: path}`` of the thing below every language version of the index page, with or without a text
    of its own. ``written``: languages the thing has a text in.
    """

    urls: dict[str, str]
    written: frozenset[str]

    @classmethod
    def below(cls, bases: Mapping[str, str], step: str, written: Iterable[str] | None = None) -> "Subpage":
        """What stands at ``step`` below the index page of every language.

        ``bases``: ``{language: path of the index page}``. ``written``: languages with a text of its own; all unless told.
        """
        urls = {language: f"{base}{step}/" for language, base in bases.items()}
        return cls(urls=urls, written=frozenset(urls if written is None else written))

    @property
    def real(self) -> dict[str, str]:
        """``{language: path}`` where the thing has a text of its own, in the order of the house."""
        return {code: self.urls[code] for code in LANGUAGES if code in self.urls and code in self.written}

    @property
    def missing(self) -> list[str]:
        """Languages without a text of their own."""
        return [code for code in LANGUAGES if code not in self.written]

    def canonical(self, request: HttpRequest, reader: str, language: str) -> str:
        """The absolute address a reader of ``reader`` is shown a text in ``language`` from; this request's if none."""
        own = reader if reader in self.written else language
        return request.build_absolute_uri(self.urls.get(own) or request.path)

    def fallback(self, reader: str, language: str) -> Fallback | None:
        """What to tell a reader who sees the text in ``language`` for want of another; ``None`` when it is there."""
        if reader in self.written:
            return None
        return Fallback(language, exonym(language), self.urls.get(language, ""))

    def head(
        self,
        request: HttpRequest,
        *,
        reader: str,
        language: str,
        title: str,
        description: str = "",
        noindex: bool = False,
        json_ld: dict[str, Any] | None = None,
    ) -> Head:
        """Canonical to the version that is shown; a fallback is not indexed, and what is not indexed names no others.

        ``reader``: the language of the index page; ``language``: that of the text shown, another one for a fallback.
        """
        known = reader in self.written
        told = self.real if known and not noindex else {}
        head = Head(
            title=title,
            description=description,
            url=self.canonical(request, reader, language),
            language=language,
            alternates=alternates({code: request.build_absolute_uri(url) for code, url in told.items()}),
            switcher=self.urls,
            missing=self.missing,
            noindex=noindex or not known,
            json_ld=json_ld,
        )
        request.head = head  # type: ignore[attr-defined]
        return head

    def entries(self, changed: datetime | None = None) -> list[Entry]:
        """What stands in the sitemap: one entry for each language it is written in."""
        real = self.real
        return [Entry(language, real, changed) for language in real]
