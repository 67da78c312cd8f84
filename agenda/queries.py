"""Every list of events the site shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone

from skills.cards import competence_titles

if TYPE_CHECKING:
    from agenda.models import EventPage
    from skills.cards import CompetenceTitle


@dataclass(frozen=True, slots=True)
class Timetable:
    """Keys of a language's events: those to come, the next first; those over, the latest first, with their years."""

    coming: list[int]
    past: list[tuple[int, int]]

    @property
    def years(self) -> list[int]:
        """Years with events that are over, the latest first."""
        return sorted(Counter(year for _pk, year in self.past), reverse=True)

    def past_in(self, year: int | None) -> list[int]:
        """Keys of the events that are over, of one year or of all."""
        return [pk for pk, of in self.past if year in (None, of)]


def timetable(language: str, now: datetime | None = None) -> Timetable:
    """All events readers of ``language`` may see; one query. An event that has begun is still to come until it ends."""
    moment = now or timezone.now()
    model = apps.get_model("agenda", "EventPage")
    rows = (
        model.objects.in_language(language)
        .select_related(None)
        .order_by("starts_at", "path")
        .values_list("pk", "ends_at", "start_date")
    )
    coming, past = [], []
    for pk, ends_at, start_date in rows:
        if ends_at > moment:
            coming.append(pk)
        else:
            past.append((pk, start_date.year))
    return Timetable(coming, past[::-1])


def events_of(pks: Sequence[int]) -> list["EventPage"]:
    """The events with these keys, in this order; one query."""
    if not pks:
        return []
    model = apps.get_model("agenda", "EventPage")
    found = {event.pk: event for event in model.objects.filter(pk__in=pks).select_related("locale")}
    return [found[pk] for pk in pks if pk in found]


def events_by(organiser_id: int, language: str, limit: int = 6) -> list["EventPage"]:
    """Events of one organisation, the latest first; one query."""
    model = apps.get_model("agenda", "EventPage")
    return list(model.objects.in_language(language).filter(organiser_id=organiser_id).order_by("-starts_at")[:limit])


def events_on(code: str, language: str, limit: int = 3) -> list["EventPage"]:
    """Events about one competence, the latest first; one query."""
    model = apps.get_model("agenda", "EventPage")
    # The list of letters as text: the same condition on every database.
    rows = model.objects.in_language(language).annotate(_codes=Cast("competences", CharField()))
    return list(rows.filter(_codes__contains=f'"{code}"').order_by("-starts_at")[:limit])


def competence_links(codes: Iterable[str], language: str) -> list["CompetenceTitle"]:
    """Titles and addresses of competences; one query, none when there are no codes."""
    wanted = list(codes)
    titles = competence_titles(language) if wanted else {}
    return [titles[code] for code in wanted if code in titles]
