"""Signals of our own."""

from django.dispatch import Signal

updated = Signal()
"""Rows of `sender` (a model) changed by a queryset's `update`, which sends nothing itself. `pks`: their primary keys."""
