"""The address of a translated page: in the words of its title from the day it is first published, and its own ever after.

wagtail-localize has the address among the texts. Nobody translates it, so a page would keep that of its original, and would
change it whenever the original changes its own.
"""

from html import unescape
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.i18n.urls import free_slug
from core.models import BasePage
from core.slugs import slug_of

ADDRESS = "address"
"""Name of the tool of an address, as wagtail-localize keeps it."""
_TITLE, _SLUG = "title", "slug"
_HOME = 2
"""Depth of home pages, whose addresses are the languages."""


def settle_address(translation: Translation, instance: Any = None) -> None:
    """Before a page is published: as ``keep_address``; one that only shows its original gets a name of its own.

    ``instance``: the page, for whoever has it at hand.

    The address it had until then leads on. Nothing happens to addresses somebody chose, and without a translated title.
    """
    page, segment = _page(translation, instance), _segment(translation)
    if page is None or segment is None:
        return
    unnamed = not _is_read(page) and page.slug == segment.string.data
    _keep(translation, segment, page, _from_title(translation, page) if unnamed else page.slug)


def keep_address(translation: Translation) -> None:
    """After an edit of the original: a page readers read in this language stays where it is, whatever its original is called."""
    page, segment = _page(translation), _segment(translation)
    if page is not None and segment is not None and _is_read(page):
        _keep(translation, segment, page, page.slug)


def _page(translation: Translation, instance: Any = None) -> BasePage | None:
    try:
        page = instance or translation.get_target_instance()
    except ObjectDoesNotExist:  # deleted since
        return None
    page = getattr(page, "specific", page)
    return page if isinstance(page, BasePage) and page.depth > _HOME else None


def _is_read(page: BasePage) -> bool:
    """Whether readers read a text of its own there."""
    return page.live and not page.is_fallback


def _segment(translation: Translation) -> StringSegment | None:
    found = StringSegment.objects.filter(source=translation.source, context__path=_SLUG)
    return found.select_related("string", "context").first()


def _keep(translation: Translation, segment: StringSegment, page: BasePage, slug: str) -> None:
    if slug == segment.string.data or _texts(translation, _SLUG).filter(translation_of=segment.string).exists():
        return
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data=slug,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        tool_name=ADDRESS,
    )
    if page.live and slug != page.slug and page.url:
        Redirect.add_redirect(Redirect.normalise_path(page.url), page, automatically_created=True)


def _texts(translation: Translation, path: str) -> QuerySet:
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        context__path=path,
        locale=translation.target_locale,
        has_error=False,
    )


def _from_title(translation: Translation, page: BasePage) -> str:
    """The address somebody would have given it; the one it has, without a title in this language."""
    now = StringSegment.objects.filter(source=translation.source, context__path=_TITLE).values("string")
    title = _texts(translation, _TITLE).filter(translation_of__in=now).first()
    slug = slug_of(unescape(title.data)) if title else ""
    parent = page.get_parent() if slug and slug != page.slug else None
    return free_slug(parent, slug) if parent else page.slug
