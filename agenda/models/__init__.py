"""The agenda and its events."""

from agenda.models.events import EventPage
from agenda.models.exchanges import PeerExchangePage
from agenda.models.index import AgendaIndexPage
from agenda.models.retellings import Retelling
from agenda.models.signups import Register, SignUp
from agenda.models.subscribers import Announcement, Subscriber

__all__ = [
    "AgendaIndexPage",
    "Announcement",
    "EventPage",
    "PeerExchangePage",
    "Register",
    "Retelling",
    "SignUp",
    "Subscriber",
]
