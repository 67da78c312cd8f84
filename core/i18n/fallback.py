"""Fallback pages: where a translation is missing, the language shows the source text under its own address.

They are Wagtail alias pages: Wagtail keeps their text in step with their source, lists show them, and translating one turns
it into a page of its own. Until that is published it goes on showing the source text. They never count as a language
(see ``translations.py``). What happens to the source happens to them (see ``following.py``).
"""

from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.i18n.urls import free_slug
from core.models import BasePage
from core.privacy import IsRestricted
from core.signals import updated

_paused: ContextVar[bool] = ContextVar("fallbacks_paused", default=False)


@contextmanager
def paused() -> Generator[None]:
    """Publishes several language versions without fallback pages in between; call ``ensure_fallbacks`` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    return _paused.get()


def versions(translation_key: UUID) -> list[BasePage]:
    """All language versions of a page, published or not, fallback pages included; English first, then the house's order."""
    order = {code: number for number, code in enumerate(dict.fromkeys((X_DEFAULT, *LANGUAGES)))}
    pages = Page.objects.filter(translation_key=translation_key, depth__gt=2).specific()
    ours = [page for page in pages if isinstance(page, BasePage)]
    prefetch_related_objects(ours, "locale")
    return sorted(ours, key=lambda page: order.get(page.locale.language_code, len(order)))


def is_source(page: Page) -> bool:
    """Whether other languages may show its text: published, and written in its own language."""
    return isinstance(page, BasePage) and page.live and page.depth > 2 and not page.alias_of_id and not page.is_fallback


def is_closed(page: Page) -> bool:
    """Whether only some people may see the page."""
    return Page.objects.filter(IsRestricted("pk"), pk=page.pk).exists()


def source_among(pages: list[BasePage]) -> BasePage | None:
    """The version to show where one is missing; ``None`` when there is none any more."""
    return next((page for page in pages if is_source(page)), None)


def repeating(page: BasePage, among: Iterable[BasePage] | None = None) -> list[BasePage]:
    """Of its versions (``among``, for whoever has them at hand) those that show the text of ``page``: its aliases, and translations that are not published yet."""
    return [
        other
        for other in (versions(page.translation_key) if among is None else among)
        if other.pk != page.pk
        and (
            other.alias_of_id == page.pk
            or (not other.alias_of_id and other.content_language == page.content_language and other.is_fallback)
        )
    ]


def ensure_fallbacks(page: Page, have: Collection[int] | None = None) -> list[Page]:
    """Creates the missing fallback pages of a published source wherever its parent exists, and of what lies below it.

    ``have``: locales it has versions in, for whoever has them at hand. Returns the new ones of the page itself.
    """
    if not is_source(page):
        return []
    if have is None:
        have = set(Page.objects.filter(translation_key=page.translation_key).values_list("locale_id", flat=True))
    parents = Page.objects.filter(translation_key=page.get_parent().translation_key).exclude(locale__in=have)
    made = [_fallback(page, parent) for parent in parents.select_related("locale")]
    if made and page.numchild:
        for child in page.get_children().live().filter(alias_of__isnull=True).specific():
            ensure_fallbacks(child)
    return made


def _fallback(page: Page, parent: Page) -> Page:
    slug = free_slug(parent, page.slug)
    alias = page.create_alias(parent=parent, update_slug=slug, update_locale=parent.locale, reset_translation_key=False)
    # Wagtail copies a restriction once, and the copy would outlive the original; the source's own holds (``core.privacy``).
    alias.view_restrictions.all().delete()
    return alias


@transaction.atomic
def repeat(source: BasePage, page: BasePage) -> None:
    """Lets ``page``, an unpublished version, show the text of ``source``. Its own text stays as its draft.

    What only some may see is shown by aliases, which share its restriction; this page waits unseen.
    """
    row = Page.objects.filter(pk=page.pk)
    if is_closed(source):
        row.update(live=False, has_unpublished_changes=True)
        updated.send(Page, pks=[page.pk])
        return
    draft = row.values("draft_title", "latest_revision_created_at").get()
    # Wagtail brings aliases up to date; the page must be one for that moment, but not for longer: one cannot write on an alias.
    row.update(alias_of=source.pk)
    source.update_aliases()
    row.update(alias_of=None, has_unpublished_changes=True, live_revision=None, **draft)
    updated.send(Page, pks=[page.pk])


@transaction.atomic
def show_another(source: BasePage, aliases: list[BasePage]) -> None:
    """Lets ``aliases`` show the text of ``source`` from now on."""
    Page.objects.filter(pk__in=[page.pk for page in aliases]).update(alias_of=source.pk)
    source.update_aliases()
