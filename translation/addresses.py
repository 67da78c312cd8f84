"""The address of a translated page: in the words of its title from the day it is first published, and its own ever after.

wagtail-localize has the address among the texts. Nobody translates it, so a page would keep that of its original, and would
change it whenever the original changes its own.
"""

from html import unescape

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


def settle_address(translation: Translation) -> None:
    """Keeps the address of a page readers read in this language; gives one that only shows its original a name of its own.

    The address it had until then leads on. Nothing happens to addresses somebody chose, and without a translated title.
    """
    page = translation.get_target_instance()
    page = getattr(page, "specific", page)
    if not isinstance(page, BasePage) or page.depth <= _HOME:
        return
    segments = StringSegment.objects.filter(source=translation.source, context__path=_SLUG)
    segment = segments.select_related("string", "context").first()
    if segment is None or _texts(translation, _SLUG).filter(translation_of=segment.string).exists():
        return
    own = page.live and not page.is_fallback
    slug = page.slug if own or page.slug != segment.string.data else _from_title(translation, page)
    if slug == segment.string.data:
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
    parent = page.get_parent()
    return free_slug(parent, slug) if slug and slug != page.slug and parent else page.slug
