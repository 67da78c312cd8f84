"""The event a register belongs to: the page that decides, its versions for readers, and what people are told of it."""

from typing import Any
from uuid import UUID

from agenda.models import EventPage


def leading(event_key: UUID) -> EventPage | None:
    """The published page whose facts hold for all languages: the oldest one that is no translation's stand-in."""
    return EventPage.objects.live().real().filter(translation_key=event_key).order_by("pk").first()


class Versions:
    """The pages of one event by language: those everybody may see, or its drafts while there are none. One query, or two."""

    def __init__(self, event_key: UUID) -> None:
        pages = EventPage.objects.filter(translation_key=event_key).select_related("locale").order_by("pk")
        found = list(pages.in_public()) or list(pages.told())
        self.by_language = {page.locale.language_code: page for page in found}

    def to(self, language: str) -> EventPage | None:
        """The page for a reader of ``language``, in another one if need be; ``None`` when the event is deleted."""
        return self.by_language.get(language) or next(iter(self.by_language.values()), None)


FACTS = (
    *("time_zone", "venue", "place", "country", "online", "join_url"),
    *("cancelled", "postponed", "moved_online"),
)


def facts_of(page: EventPage) -> dict[str, Any]:
    """What people plan by: when one of these changes, they are told."""
    facts = {name: getattr(page, name) for name in FACTS}
    return facts | {
        "starts": page.starts_at.isoformat(),
        "ends": page.ends_at.isoformat(),
        "whole_day": page.period.all_day,
    }
