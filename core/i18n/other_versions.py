"""In which other languages a text stands that is about to be deleted, taken back, moved or closed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin

from core.i18n.languages import LANGUAGES, exonym
from core.models import BasePage


def own_texts(things: Iterable[Any]) -> list[str]:
    """Languages in which readers go on finding a text of its own, in the words of the active language.

    Of the pages and all below them, or of snippets that are translated. A version shares nothing but its history with the others,
    so that it follows none of them.
    """
    codes: set[str] = set()
    for thing in things:
        if isinstance(thing, Page):
            codes |= _of_pages(thing)
        elif isinstance(thing, TranslatableMixin):
            others = type(thing)._default_manager.filter(translation_key=thing.translation_key).exclude(pk=thing.pk)
            shown = others.filter(live=True) if isinstance(thing, DraftStateMixin) else others
            codes |= set(Locale.objects.filter(pk__in=shown.values("locale")).values_list("language_code", flat=True))
    return [exonym(code) for code in LANGUAGES if code in codes]


def _of_pages(top: Page) -> set[str]:
    keys = top.get_descendants(inclusive=True).filter(live=True, alias_of=None).values("translation_key")
    below = Q(path__startswith=top.path)
    others = Page.objects.filter(translation_key__in=keys, live=True, alias_of=None).exclude(below)
    found = (page for page in others.select_related("locale").specific() if isinstance(page, BasePage))
    return {page.locale.language_code for page in found if not page.is_fallback}
