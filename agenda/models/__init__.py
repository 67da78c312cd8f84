"""The agenda and its events."""

from agenda.models.events import EventPage
from agenda.models.index import AgendaIndexPage

__all__ = ["AgendaIndexPage", "EventPage"]
