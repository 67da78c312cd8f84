"""Visits among the figures of the portal: by month and language, and the most read pages."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from heapq import nlargest
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.figures import registry
from core.figures.periods import month_name
from core.figures.registry import ONE, Count, Dimension, Figure, Name
from core.i18n.languages import active_language
from core.i18n.said import Said
from core.i18n.urls import page_url
from core.privacy import in_public
from core.visits.marks import PAGE
from core.visits.models import VisitCount

MOST_READ = 20
OF_A_MONTH = 200
"""Pages of a month that are kept for the list: whoever is among the first twenty of a longer time is among these."""
NOTE = _(
    "A visit is a page opened by somebody who does not work on the portal. Programs, and people whose browser asks not to be tracked, are not counted. No cookie, no address."
)


def register_figures() -> None:
    """Called once when the app is ready."""
    languages = Dimension(_("Language"), registry.language_names)
    registry.register(
        Figure(
            "visits",
            100,
            _("Visits by month and language"),
            Dimension(_("Month"), _months),
            languages,
            _visits,
            by_time=True,
            note=NOTE,
        )
    )
    pages, visits = Dimension(_("Page"), _pages), registry.one(_("Visits"))
    registry.register(
        Figure("read", 110, _("Most read pages, all languages together"), pages, visits, _read, top=MOST_READ)
    )


def _visits() -> Iterator[Count]:
    sums: Counter[tuple[date, str]] = Counter()
    for month, _kind, _key, language, times in VisitCount.objects.by_month().iterator():
        sums[month, language] += times
    for (month, language), times in sums.items():
        yield Count(month, f"{month:%Y-%m}", language, times)


def _months(codes: Collection[str]) -> dict[str, Name]:
    return {code: Name(month_name(date.fromisoformat(f"{code}-01"))) for code in sorted(codes, reverse=True)}


def _read() -> Iterator[Count]:
    """All languages of a page together, by its translation key."""
    keys = dict(Page.objects.values_list("pk", "translation_key"))
    months: dict[date, Counter[str]] = {}
    for month, kind, key, _language, times in VisitCount.objects.by_month().iterator():
        if kind == PAGE and key in keys:
            months.setdefault(month, Counter())[keys[key].hex] += times
    for month, pages in months.items():
        for page, times in nlargest(OF_A_MONTH, pages.items(), key=lambda pair: pair[1]):
            yield Count(month, page, ONE, times)


def _pages(codes: Collection[str]) -> dict[str, Name]:
    """Those everybody may see, in the reader's language; the order is that of the codes."""
    language = active_language()
    rows = Page.objects.filter(
        in_public(), translation_key__in=[UUID(code) for code in codes], locale__language_code=language
    ).values_list("translation_key", "title", "url_path", "alias_of__locale__language_code")
    found = {key.hex: Name(Said(title, source or language), page_url(path)) for key, title, path, source in rows}
    return {code: found[code] for code in codes if code in found}
