"""Notices what changes and writes it into the outbox, inside the transaction of the change."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import post_page_move

from core.signals import is_draft_only, updated
from search import changes, sources
from search.interface import Key

_MOVED = "_search_has_another_address"


def connect() -> None:
    """Called once when the app is ready."""
    pre_save.connect(_before_save, dispatch_uid="search.before_save")
    post_save.connect(_saved, dispatch_uid="search.saved")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    post_page_move.connect(_moved, dispatch_uid="search.moved")
    updated.connect(_updated, dispatch_uid="search.updated")


def _before_save(
    sender: type[models.Model], instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """See whether a page gets another address: its descendants do too, and no signal of theirs says so."""
    if raw or is_draft_only(update_fields) or not isinstance(instance, Page) or instance._state.adding:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    setattr(instance, _MOVED, before != instance.url_path)


def _saved(
    sender: type[models.Model], instance: models.Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw or is_draft_only(update_fields):
        return
    if isinstance(instance, Page) and getattr(instance, _MOVED, False):
        _tree(instance)
    else:
        _touched(instance)


def _deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    _touched(instance)


def _touched(instance: models.Model) -> None:
    if isinstance(instance, PageViewRestriction):
        _tree(instance.page)
    elif isinstance(instance, AbstractDocument):
        # Its title stands on the pages that offer it.
        changes.add(_pages_with(instance))
    elif instance._meta.app_label != "search":
        changes.add(sources.touched_by(instance))


def _updated(sender: type[models.Model], pks: Iterable[Any], **kwargs: Any) -> None:
    """Rows that were changed by a queryset; see `core.signals.updated`."""
    if sender._meta.app_label != "search":
        for instance in sender._default_manager.filter(pk__in=list(pks)):
            changes.add(sources.touched_by(instance))


def _moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _tree(instance)


def _tree(page: Page) -> None:
    """A page and everything below it have new addresses or readers, and so has what stands below its fallback pages."""
    aliases = Page.objects.filter(alias_of__path__startswith=page.path)
    changes.add(dict.fromkeys(sources.touched_below([page.path, *aliases.values_list("path", flat=True)])))


def _pages_with(document: AbstractDocument) -> Iterator[Key]:
    used = ReferenceIndex.get_references_to(document).filter(base_content_type=ContentType.objects.get_for_model(Page))
    for pk in used.values_list("object_id", flat=True).distinct():
        yield sources.PageSource.name, str(pk)
