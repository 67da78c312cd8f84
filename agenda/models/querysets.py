"""Lists of events as the site shows them."""

from typing import Self

from django.db.models import Q
from wagtail.models import PageManager

from core.fields import holds
from core.models import BasePageQuerySet


class EventQuerySet(BasePageQuerySet):
    """Every list is one query."""

    def about(self, code: str) -> Self:
        """Those about one competence, the latest first."""
        return self.filter(holds("competences", code)).order_by("-starts_at")

    def held_by(self, organisation_id: int) -> Self:
        """Those one organisation held, and exchanges it opened the theme of; the latest first."""
        held = Q(organiser_id=organisation_id) | Q(peerexchangepage__opener_id=organisation_id)
        return self.filter(held).order_by("-starts_at")


EventManager = PageManager.from_queryset(EventQuerySet)
