"""The event as an entry in the own calendar: it comes with the mail, moves with the event, and goes when it is called off."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress

from agenda.calendars import entry_of, wrapped
from agenda.models import EventPage, Register, SignUp
from agenda.signups.keys import own_url
from core.letters.letter import File

REQUEST, CANCEL = "REQUEST", "CANCEL"


def invitation(event: EventPage, register: Register, signup: SignUp, method: str = REQUEST) -> bytes:
    """The iCalendar object (RFC 5546) for one person, with the address to join."""
    entry = entry_of(event)
    _replace(entry, "dtstamp", timezone.now())
    entry.add("sequence", register.sequence)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    entry.add("organizer", _person(address, name or "Keep in Pact"))
    attendee = _person(signup.email, signup.name)
    attendee.params["PARTSTAT"], attendee.params["RSVP"] = "ACCEPTED", "FALSE"
    entry.add("attendee", attendee)
    if method == CANCEL:
        _replace(entry, "status", "CANCELLED")
    elif event.postponed:
        _replace(entry, "status", "TENTATIVE")
    lines = [event.summary]
    if register.join_url and method == REQUEST:
        entry.add("conference", register.join_url, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
        lines.append(_("Join online: %(url)s") % {"url": register.join_url})
        if "location" not in entry or (event.online and not event.place):
            _replace(entry, "location", register.join_url)
    lines.append(_("See or cancel the sign-up: %(url)s") % {"url": own_url(signup)})
    _replace(entry, "description", "\n".join(lines))
    return wrapped([entry], method)


def _replace(entry: Event, name: str, value: object) -> None:
    entry.pop(name, None)
    entry.add(name, value)


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = name.replace('"', "'")
    return person


def invitation_file(event: EventPage, register: Register, signup: SignUp, method: str = REQUEST) -> File:
    """The same as it goes along with a mail."""
    text = invitation(event, register, signup, method).decode()
    return File("keep-in-pact.ics", f"text/calendar; method={method}", text)
