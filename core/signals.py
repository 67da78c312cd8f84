"""Signals of our own."""

from collections.abc import Collection

from django.dispatch import Signal

updated = Signal()
"""Rows of `sender` (a model) changed by a queryset's `update`, which sends nothing itself. `pks`: their primary keys."""

_OF_A_DRAFT = frozenset(
    {
        *("latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at"),
        *("locked", "locked_at", "locked_by"),
    }
)


def is_draft_only(update_fields: Collection[str] | None) -> bool:
    """Whether a page is saved as a draft, or locked: only these columns are written, and visitors see no difference."""
    return bool(update_fields) and set(update_fields or ()) <= _OF_A_DRAFT
