"""What people who wait for a date are told, in the active language, which is theirs."""

from datetime import date, timedelta
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import AgendaIndexPage, EventPage, Subscriber
from core.i18n.languages import active_language
from core.keys import Purpose
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute, one_click

NO_MORE = Purpose("agenda.no-more", timedelta(days=800), (int, str))
"""For the link that ends the letters: the subscriber's key and address. It outlives the address."""


def no_more_key(person: Subscriber) -> str:
    """The key in the links of this person's letters."""
    return NO_MORE.key(person.pk or 0, person.email)


def welcome(person: Subscriber) -> Letter:
    """Says what will happen, and ends it if somebody else wrote the address."""
    link = _no_more(person)
    return Letter(
        _("We will write to you when a date is set"),
        [
            _("You, or somebody with your address, asked us to tell you of the next event of Keep in Pact."),
            _("We write when a new event is published, and use your address for nothing else."),
        ],
        closing=[_("No more of these mails, and your address deleted: %(url)s") % {"url": link}],
        headers=one_click(link),
    )


def announcement(event: EventPage, url: str, person: Subscriber) -> Letter:
    """A date is set: what, when and where. ``url``: path of the event's page."""
    link, language = _no_more(person), active_language()
    other = event.content_language if event.content_language != language else ""
    facts = [
        Fact(_("Event"), [event.title, event.summary], other),
        Fact(_("When"), [part for part in (event.days, event.when) if part]),
        Fact(_("Where"), [part for part in (event.where,) if part]),
    ]
    return Letter(
        _("A date is set: %(days)s") % {"days": event.days},
        [_("You asked us to tell you when a date is set. Here it is.")],
        facts=[fact for fact in facts if fact.lines],
        actions=[(_("Read more"), absolute(url))],
        closing=[_("No more of these mails, and your address deleted: %(url)s") % {"url": link}],
        headers=one_click(link),
    )


def _no_more(person: Subscriber) -> str:
    url = AgendaIndexPage.url_in(person.language) or "/"
    return absolute(f"{url}{AgendaIndexPage.NO_MORE}?key={quote(no_more_key(person))}")


def _example() -> Letter:
    return announcement(_example_event(), f"/{active_language()}/kompas/", _example_person())


def _example_person() -> Subscriber:
    return Subscriber(email="ana@example.org", language=active_language())


def _example_event() -> EventPage:
    """An event that does not exist."""
    kind = str(EventPage._meta.verbose_name).capitalize()
    return EventPage(title=kind, summary="…", start_date=date.today() + timedelta(days=30), place="Paris", country="FR")


WELCOME = Kind("agenda-welcome", gettext_lazy("Welcome to who waits for a date"), lambda: welcome(_example_person()))
ANNOUNCEMENT = Kind("agenda-date", gettext_lazy("A date is set"), _example)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(WELCOME, ANNOUNCEMENT)
