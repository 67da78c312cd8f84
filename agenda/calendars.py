"""Events as iCalendar files (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from agenda.models import EventPage
from agenda.vocabularies import zone

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Keep in Pact//Portal//EN"


def calendar_of(events: Iterable[EventPage], name: str) -> bytes:
    """A calendar with the time zones its events need. ``name``: what a calendar programme calls it."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(entry_of(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def wrapped(entries: Iterable[Event], method: str) -> bytes:
    """Entries as a message to a calendar programme. ``method``: what it is to do with them (RFC 5546)."""
    calendar = _calendar(method)
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def entry_of(event: EventPage) -> Event:
    """One event. The identifier is the same in all languages, so that a calendar never holds an event twice."""
    entry, period = Event(), event.period
    entry.add("uid", f"{event.translation_key}@keepinpact")
    changed = event.last_published_at or event.latest_revision_created_at or timezone.now()
    entry.add("dtstamp", changed.astimezone(UTC))
    entry.add("last-modified", changed.astimezone(UTC))
    entry.add("summary", event.title, parameters={"language": event.content_language})
    entry.add("description", event.summary, parameters={"language": event.content_language})
    if address := event.link or event.full_url:
        entry.add("url", address)
    entry.add("status", _status(event))
    entry.add("categories", [event.get_event_kind_display()])
    where = ", ".join(part for part in (event.venue, event.where) if part)
    if where:
        entry.add("location", where)
    if period.all_day:
        entry.add("dtstart", period.start_date)
        # For whole days the end is the first day that is free again.
        entry.add("dtend", period.end_date + timedelta(days=1))
    elif period.time_zone == "UTC":
        entry.add("dtstart", period.starts_at)
        entry.add("dtend", period.ends_at)
    else:
        entry.add("dtstart", period.starts_at.astimezone(zone(period.time_zone)))
        entry.add("dtend", period.ends_at.astimezone(zone(period.time_zone)))
    return entry


def _status(event: EventPage) -> str:
    if event.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.postponed else "CONFIRMED"
