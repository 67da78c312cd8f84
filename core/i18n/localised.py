"""Links between pages across languages: what was chosen in one language leads to the page in the other."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Locale, Page


def pages_here(ids: Iterable[int | None], locale: Locale) -> dict[int, Page]:
    """``{id as stored: live page in this locale}``, fallback pages included; one query.

    A page that has no version here is left out.
    """
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    rows = Page.objects.filter(Q(pk__in=wanted) | Q(locale=locale, translation_key__in=keys)).select_related("locale")
    by_key: dict[object, Page] = {}
    key_of: dict[int, object] = {}
    for page in rows:
        if page.pk in wanted:
            key_of[page.pk] = page.translation_key
        if page.locale_id == locale.pk and page.live:
            by_key[page.translation_key] = page
    return {pk: by_key[key] for pk, key in key_of.items() if key in by_key}
