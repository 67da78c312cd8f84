"""What happens to a page happens to its fallback pages: publishing, taking back, moving, deleting.

A language never loses what was written in it: pages below a fallback page stay when its source is deleted, and a version
that is taken back shows the text of another language again. View restrictions follow in ``core.privacy``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished, post_page_move
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.i18n.fallback import (
    ensure_fallbacks,
    is_closed,
    is_paused,
    is_source,
    repeat,
    repeating,
    show_another,
    source_among,
    versions,
)
from core.i18n.urls import free_slug
from core.models import BasePage
from core.signals import is_draft_only, updated

_REPEATED = "_core_repeated_by"


def _published(sender: type[Page], instance: Page, alias: bool = False, **kwargs: Any) -> None:
    if alias or not isinstance(instance, BasePage) or not instance.live:  # it may wait for its day
        return
    if _is_untouched(instance):
        _mark_as_copy(instance)
    else:
        _mark_as_translated(instance)
    if is_paused() or not is_source(instance):
        return
    there = versions(instance.translation_key)
    for page in repeating(instance, there):
        if not page.alias_of_id:
            repeat(instance, page)
    instance.just_copied = ensure_fallbacks(instance, {page.locale_id for page in there})


def _is_untouched(page: BasePage) -> bool:
    """Whether the page is being translated and nothing of it is yet, by passages or by hand: it says what its original says."""
    if page.alias_of_id:
        return False
    begun = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    begun = begun.select_related("source__specific_content_type").first()
    return begun is not None and _texts(page) == _texts(begun.source.get_source_instance())


def _texts(page: BasePage) -> set[str]:
    """What there is to translate in a page, but for its address, which may stay as it is."""
    segments = extract_segments(page)
    return {one.string.data for one in segments if isinstance(one, StringSegmentValue) and one.path != "slug"}


def _mark_as_copy(page: BasePage) -> None:
    """A fallback page still: it says so to readers and search engines, and follows its original."""
    source = source_among([other for other in versions(page.translation_key) if other.pk != page.pk])
    if source is not None and page.content_language != source.content_language:
        page.content_language = source.content_language
        type(page).objects.filter(pk=page.pk).update(content_language=page.content_language)
        updated.send(type(page), pks=[page.pk])


def _copied(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """A copy made to be translated says what its original says, until something of it is published."""
    if isinstance(target_obj, BasePage) and not target_obj.alias_of_id and not target_obj.live:
        target_obj.content_language = source_obj.content_language
        type(target_obj).objects.filter(pk=target_obj.pk).update(content_language=target_obj.content_language)
        updated.send(type(target_obj), pks=[target_obj.pk])


def _mark_as_translated(page: BasePage) -> None:
    """What is published under a language is a text in that language; until then it was the source's."""
    if not page.alias_of_id and page.is_fallback:
        page.content_language = page.locale.language_code
        page.first_published_at = _first_published_at(page)
        type(page).objects.filter(pk=page.pk).update(
            content_language=page.content_language, first_published_at=page.first_published_at, live=True
        )
        updated.send(type(page), pks=[page.pk])


def _first_published_at(page: BasePage) -> datetime | None:
    """When its own text was: a page that began as a fallback page was given the day of its original, which is older than any draft of it."""
    begun = Revision.objects.for_instance(page).aggregate(first=Min("created_at"))["first"]
    inherited = begun and page.first_published_at and page.first_published_at < begun
    return page.last_published_at if inherited else page.first_published_at


def _saved(
    sender: type[Page], instance: Page, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """An alias that is being translated has lost the link to a text only some may see: it waits unseen until it is published."""
    if (
        raw
        or is_draft_only(update_fields)
        or not isinstance(instance, BasePage)
        or instance.alias_of_id
        or not (instance.live and instance.is_fallback)
    ):
        return
    source = source_among(versions(instance.translation_key))
    if source and is_closed(source):
        Page.objects.filter(pk=instance.pk).update(live=False)
        updated.send(Page, pks=[instance.pk])


def _restricted(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any) -> None:
    """Translations that are not published yet hide when the text they show is closed, and show it when it is opened."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    below = {
        one.translation_key: one for one in page.get_descendants(inclusive=True).live().specific() if is_source(one)
    }
    begun = Page.objects.filter(translation_key__in=below, alias_of__isnull=True).exclude(path__startswith=page.path)
    for other in begun.select_related("locale").specific():
        if isinstance(other, BasePage) and other.is_fallback:
            repeat(below[other.translation_key], other)


def _unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Those that showed its text show another version's, and so does the page itself; without one, they are taken back too."""
    # Wagtail also says so of a page that is about to be deleted, which is still published in the database.
    if not isinstance(instance, BasePage) or instance.alias_of_id or is_paused() or _is_live(instance):
        return
    source = source_among(versions(instance.translation_key))
    left = repeating(instance)
    if source is None:
        for page in left:
            page.unpublish(log_action=False)
        return
    _hand_over(left, source)
    repeat(source, instance)


def _is_live(page: Page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def _hand_over(pages: list[BasePage], source: BasePage) -> None:
    show_another(source, [page for page in pages if not page.latest_revision_id])
    for page in pages:
        if page.latest_revision_id:
            repeat(source, page)


def _moved(sender: type[Page], instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Fallback pages stand below the same parent as their source, in the same place among its children."""
    page = instance.specific
    if not isinstance(page, BasePage) or page.alias_of_id or parent_page_after.locale_id != page.locale_id:
        return
    with transaction.atomic():
        for other in repeating(page):
            _move(other, page, _parent_in(other.locale, parent_page_after))


def _parent_in(locale: Locale, parent: Page) -> Page:
    there = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    return there or parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def _move(other: BasePage, page: BasePage, parent: Page) -> None:
    """Moves ``other`` below ``parent``, behind the nearest sibling that stands before ``page``."""
    if other.get_parent().pk != parent.pk:
        slug = free_slug(parent, other.slug)
        if slug != other.slug:
            other.slug = slug
            other.save(clean=False)
    before = list(
        page.get_siblings().filter(path__lt=page.path).order_by("-path").values_list("translation_key", flat=True)
    )
    there = {sibling.translation_key: sibling for sibling in parent.get_children().exclude(pk=other.pk)}
    left = next((there[key] for key in before if key in there), None)
    if left:
        other.move(left, pos="right")
    else:
        other.move(parent, pos="first-child")


def _before_delete(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, BasePage) and not page.alias_of_id:
        # A translation not published yet, or a fallback page whose source is gone, is repeated by nobody.
        setattr(instance, _REPEATED, [] if page.is_fallback else [other.pk for other in repeating(page)])


def _after_delete(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Those that showed its text show another version's; without one they go too, unless something was written on or below them.

    Only now, as Django is done with the page and all below it.
    """
    repeated: list[int] | None = getattr(instance, _REPEATED, None)
    if repeated is None:
        return
    pages = versions(instance.translation_key)
    left = [page for page in pages if page.pk in repeated]
    source = source_among(pages)
    if source is None:
        for page in left:
            _leave_alone(page)
        return
    _hand_over(left, source)
    if not is_paused():
        ensure_fallbacks(source)


def _leave_alone(page: BasePage) -> None:
    """Without a source: deletes the page, or leaves it unpublished when a text of its own language would go with it."""
    if not written_from(page):
        page.delete()
    elif page.live:
        page.unpublish(log_action=False)


def written_from(page: BasePage) -> int:
    """How many texts in its own language stand on the page and below it, drafts included."""
    below = [
        other for other in page.get_descendants().select_related("locale").specific() if isinstance(other, BasePage)
    ]
    return sum(not other.is_fallback or bool(other.latest_revision_id) for other in (page, *below))


@dataclass(frozen=True, slots=True)
class Deletion:
    """What deleting pages does in other languages, in numbers of pages."""

    going: int
    """Fallback pages that go along."""
    changing: int
    """Fallback pages that stay and show the text of another language."""
    staying: int
    """Texts written in another language below fallback pages, which stay."""


def deletion_of(pages: Iterable[Page]) -> Deletion:
    """Looks at the pages and all below them."""
    going = changing = staying = 0
    for page in (one for top in pages for one in top.get_descendants(inclusive=True).specific()):
        if not isinstance(page, BasePage) or page.is_fallback:
            continue
        others = [other for other in versions(page.translation_key) if other.pk != page.pk]
        left = repeating(page)
        if source_among(others):
            changing += len(left)
            continue
        written = [number for other in left if (number := written_from(other))]
        staying += sum(written)
        going += len(left) - len(written)
    return Deletion(going, changing, staying)


def connect() -> None:
    """Called once when the app is ready."""
    page_published.connect(_published, dispatch_uid="core.following.published")
    copy_for_translation_done.connect(_copied, dispatch_uid="core.following.copied")
    page_unpublished.connect(_unpublished, dispatch_uid="core.following.unpublished")
    post_save.connect(_saved, dispatch_uid="core.following.saved")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid=f"core.following.restricted.{id(signal)}")
    post_page_move.connect(_moved, dispatch_uid="core.following.moved")
    pre_delete.connect(_before_delete, sender=Page, dispatch_uid="core.following.before_delete")
    post_delete.connect(_after_delete, sender=Page, dispatch_uid="core.following.after_delete")
