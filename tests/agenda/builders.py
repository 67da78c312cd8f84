"""Events made for a test, below the seeded agenda."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from agenda.models import AgendaIndexPage, EventPage, PeerExchangePage
from community.models import Organisation


def agenda(language: str = "en") -> AgendaIndexPage:
    return AgendaIndexPage.objects.get(locale__language_code=language)


def add_event(title: str, *, language: str = "en", **facts: Any) -> EventPage:
    """A live event; without ``start_date`` it is tomorrow, all day. ``model``: another class of event."""
    model = facts.pop("model", EventPage)
    facts.setdefault("start_date", timezone.localdate() + timedelta(days=1))
    slug = facts.pop("slug", title.lower().replace(" ", "-")[:50])
    for name in ("start_time", "end_time"):
        if isinstance(facts.get(name), str):
            facts[name] = time.fromisoformat(facts[name])
    parent = agenda(language)
    page = model(title=title, slug=slug, summary=f"About {title}", locale=parent.locale, **facts)
    parent.add_child(instance=page)
    return page


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


TOLD: dict[str, Any] = {
    "theme": "data-protection",
    "opened_by": "head of the reception desk",
    "opening_questions": "<ul><li>Who deletes the list?</li></ul>",
    "strengths": "<p>Visitors speak <b>freely</b>.</p>",
    "weaknesses": "<p>Everything is told twice.</p>",
    "adapt": "<p>Ask your own officer.</p>",
    "notes": "<p>Zwetschgen were the talk.</p>",
    "follow_up": [
        ("step", {"what": "Share the <register>", "who": "AZVO", "until": date(2027, 3, 3)}),
        ("step", {"what": "Meet again", "who": "", "until": None}),
    ],
}
"""What an exchange says, before it and after."""


def add_exchange(title: str = "Round of data", **facts: Any) -> PeerExchangePage:
    """A published exchange with everything written, organised by one organisation and opened by another; over since yesterday unless told."""
    organiser = Organisation.objects.get(slug="azvo")
    opener = Organisation.objects.get(slug="porto")
    facts = {"start_date": days_from_now(-2), "organiser": organiser, "opener": opener, **TOLD, **facts}
    page = add_event(title, model=PeerExchangePage, live=False, **facts)
    page.save_revision().publish()
    return PeerExchangePage.objects.get(pk=page.pk)
