"""The editors' life events, as the understanding takes them."""

from core.kept import kept
from search.interface import LifeEvent
from search.models import LifeEvent as Row


def life_events() -> tuple[LifeEvent, ...]:
    """All of them, in every language: one query, and none until something is published or half a minute has gone."""
    return kept("search.life-events", _read)


def _read() -> tuple[LifeEvent, ...]:
    return tuple(
        LifeEvent(row.language, row.need, row.service, tuple(row.phrase_list)) for row in Row.objects.order_by("pk")
    )
