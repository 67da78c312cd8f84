"""The one place that asks for translations of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest

from core.i18n.alternates import Alternate, alternates
from core.i18n.languages import LANGUAGES, exonym
from core.i18n.urls import page_url


class TranslatedPage(Protocol):
    """A page of ours, as far as its language versions are concerned."""

    pk: Any
    translation_key: UUID
    content_language: str
    reviewed_on: date | None

    @property
    def is_fallback(self) -> bool:
        """Whether it shows the text of another language, ``content_language``."""
        ...


@dataclass(frozen=True, slots=True)
class Translation:
    """One language version. ``url`` is a path; ``fallback`` marks a page that shows the source text instead."""

    page_id: int
    language: str
    url: str
    title: str
    fallback: bool
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why a reader sees another language: the text exists in ``language``, ``name`` in the reader's words."""

    language: str
    name: str
    source_url: str


class Translations:
    """All live, public language versions of one page."""

    def __init__(self, versions: list[Translation]) -> None:
        order = {code: index for index, code in enumerate(LANGUAGES)}
        self.versions = sorted(versions, key=lambda version: order.get(version.language, len(order)))

    @property
    def real(self) -> list[Translation]:
        """Versions truly written in their language. Fallback pages never count."""
        return [version for version in self.versions if not version.fallback]

    @property
    def missing(self) -> list[str]:
        """Languages without a version of their own."""
        have = {version.language for version in self.real}
        return [code for code in LANGUAGES if code not in have]

    def alternates(self, request: HttpRequest) -> list[Alternate]:
        """hreflang entries with absolute addresses, ``x-default`` last; empty when there is one language only."""
        return alternates({version.language: request.build_absolute_uri(version.url) for version in self.real})

    def switcher(self, request: HttpRequest) -> dict[str, str]:
        """``{language: path}`` where the same page can be read, fallback pages included."""
        return {version.language: version.url for version in self.versions}

    def source_of(self, page: TranslatedPage) -> Translation | None:
        """The version a fallback page shows; ``None`` for a real page."""
        if not page.is_fallback:
            return None
        return next((version for version in self.real if version.language == page.content_language), None)

    def fallback_of(self, page: TranslatedPage) -> Fallback | None:
        """What to tell the reader of a fallback page; ``None`` for a real page."""
        if not page.is_fallback:
            return None
        source = self.source_of(page)
        language = page.content_language
        return Fallback(language, exonym(language), source.url if source else "")

    def newer_than(self, page: TranslatedPage) -> date | None:
        """The latest review date among the other versions when it is later than this page's own."""
        if page.is_fallback or not page.reviewed_on:
            return None
        dates = [version.reviewed_on for version in self.real if version.page_id != page.pk and version.reviewed_on]
        latest = max(dates, default=None)
        return latest if latest and latest > page.reviewed_on else None


def translations_of(page: TranslatedPage) -> Translations:
    """Real, live, public versions of ``page`` plus its fallback pages; one query."""
    columns = ("pk", "locale__language_code", "content_language", "url_path", "title", "reviewed_on")
    versions = type(page)._default_manager.filter(translation_key=page.translation_key).in_public().order_by()
    return Translations(
        [
            Translation(
                page_id=pk,
                language=language,
                url=page_url(url_path),
                title=title,
                fallback=content_language != language,
                reviewed_on=reviewed_on,
            )
            for pk, language, content_language, url_path, title, reviewed_on in versions.values_list(*columns)
        ]
    )


def switcher_urls(own: dict[str, str], home: Callable[[str], str]) -> dict[str, str]:
    """An address for each of the six languages: the same page where it exists, else that language's home page."""
    return {code: own.get(code) or home(code) for code in LANGUAGES}
