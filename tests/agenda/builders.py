"""Events made for a test, below the seeded agenda."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from agenda.models import AgendaIndexPage, EventPage


def agenda(language: str = "en") -> AgendaIndexPage:
    return AgendaIndexPage.objects.get(locale__language_code=language)


def add_event(title: str, *, language: str = "en", **facts: Any) -> EventPage:
    """A live event; without ``start_date`` it is tomorrow, all day."""
    facts.setdefault("start_date", timezone.localdate() + timedelta(days=1))
    slug = facts.pop("slug", title.lower().replace(" ", "-")[:50])
    for name in ("start_time", "end_time"):
        if isinstance(facts.get(name), str):
            facts[name] = time.fromisoformat(facts[name])
    parent = agenda(language)
    page = EventPage(title=title, slug=slug, summary=f"About {title}", locale=parent.locale, **facts)
    parent.add_child(instance=page)
    return page


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
