"""Pages that show another language's text: what a translator can begin, and how much each language lacks."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.i18n.languages import exonym
from core.language_rights import languages_of
from core.waiting.sections import SHOWN, Row, Section


def missing_languages(user: Any, most: int) -> list[Section]:
    """One part a language of one's own. Who looks after several reads numbers first; the pages stand behind them."""
    codes = dict(Locale.objects.filter(pk__in=languages_of(user)).values_list("pk", "language_code"))
    pages = Page.objects.live().filter(alias_of__isnull=False)
    counts = dict(pages.filter(locale__in=codes).values_list("locale").annotate(Count("pk")).order_by())
    with_rows = len(codes) == 1 or most > SHOWN
    return [
        Section(
            f"not-yet-in-{code}",
            _("Pages not yet in %(language)s") % {"language": exonym(code)},
            counts.get(pk, 0),
            _rows(pages.filter(locale=pk).order_by("path")[:most]) if with_rows else [],
        )
        for pk, code in codes.items()
    ]


def _rows(pages: Any) -> list[Row]:
    return [Row(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pages]
