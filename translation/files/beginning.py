"""Has texts written passage by passage that nobody has begun, so that a file can hold them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from translation.desk.acting import begin, may_begin
from translation.models import Standing
from translation.starting import may_read
from translation.vocabularies import ItemState

AT_ONCE = 20
"""Texts begun in one step: each takes a third of a second."""


def is_open(standing: Standing) -> bool:
    """Whether a text may be one that nobody has begun; ``begun`` looks closer."""
    return not standing.managed and standing.state in (ItemState.MISSING, ItemState.FALLBACK)


def begun(standings: Iterable[Standing], user: Any) -> int:
    """Begins the first ``AT_ONCE`` of texts (with ``item``) that have no version of their own. Returns how many."""
    done = 0
    for one in standings:
        if done < AT_ONCE and begin_one(one, user):
            done += 1
    return done


def begin_one(standing: Standing, user: Any) -> bool:
    """Begins a text (with ``item``) that has no version of its own, if ``user`` may read what is copied. Whether that was so."""
    may = is_open(standing) and _may_begin(standing, user)
    if may:
        begin(standing, user)
    return may


def _may_begin(standing: Standing, user: Any) -> bool:
    model: Any = ContentType.objects.get_for_id(standing.item.content_type_id).model_class()
    original = model._default_manager.filter(pk=standing.item.source_pk).first()
    target = model._default_manager.filter(pk=standing.target_pk).first() if standing.target_pk else None
    # Drafts of others are copied to nobody who could not read them.
    reads = original is not None and (not hasattr(original, "permissions_for_user") or may_read(user, original))
    return reads and may_begin(standing, target)
