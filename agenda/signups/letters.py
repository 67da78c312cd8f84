"""What those who sign up are told, in the active language, which is theirs."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import EventPage, Register, SignUp
from agenda.signups.invitations import CANCEL, REQUEST, invitation_file
from agenda.signups.keys import own_url
from core.i18n.languages import active_language
from core.letters import kinds
from core.letters.letter import Fact, File, Kind, Letter, absolute

Write = Callable[[EventPage, Register, SignUp], Letter]
"""How a letter is written, in the active language."""


def ask_to_confirm(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """Proves the address. Says nothing that only those may read who have signed up."""
    if signup.state == SignUp.State.SEATED:
        said = _("A place is held for you for 24 hours. Open the link and confirm that you want it.")
    else:
        said = _(
            "All places are taken just now. Open the link within 24 hours and confirm: you then stand on the waiting list."
        )
    return Letter(
        _("Please confirm: %(event)s") % {"event": event.title},
        [_("You, or somebody with your address, signed up for this event."), said],
        facts=_facts(event),
        actions=[(_("Confirm my sign-up"), own_url(signup))],
        closing=[_("Was it not you? Then do nothing: the address is deleted after 24 hours.")],
    )


def confirmed(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """A seat for sure, with the entry for the calendar."""
    return _about(
        event,
        register,
        signup,
        _("You are signed up: %(event)s") % {"event": event.title},
        [_("You have a place. The file that comes along puts the event into your calendar.")],
        method=REQUEST,
    )


def waiting(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """On the list, and what happens next."""
    return _about(
        event,
        register,
        signup,
        _("You are on the waiting list: %(event)s") % {"event": event.title},
        [_("All places are taken. As soon as one becomes free and it is your turn, you have it and we write to you.")],
    )


def moved_up(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """From the list to a seat."""
    return _about(
        event,
        register,
        signup,
        _("You have a place: %(event)s") % {"event": event.title},
        [
            _("A place has become free, and it is yours. The file that comes along puts the event into your calendar."),
            _("You cannot come after all? Please cancel, so that the next one can."),
        ],
        method=REQUEST,
    )


def changed(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """Time or place are others now. Who waits gets no entry for the calendar."""
    if event.postponed:
        said = _("The event is postponed. A new day is not set yet; you keep your place, and we write to you.")
    elif event.moved_online:
        said = _("The event now takes place online. This holds now:")
    else:
        said = _("Time or place of the event have changed. This holds now:")
    return _about(
        event,
        register,
        signup,
        _("Changed: %(event)s") % {"event": event.title},
        [said],
        method=REQUEST if signup.state == SignUp.State.SEATED else "",
    )


def called_off(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """The event does not take place."""
    return Letter(
        _("Cancelled: %(event)s") % {"event": event.title},
        [_("The event you signed up for does not take place. You need not do anything.")],
        facts=_facts(event),
        actions=[(_("See my sign-up"), own_url(signup))],
        files=_files(event, register, signup, CANCEL if signup.state == SignUp.State.SEATED else ""),
    )


def off(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """The sign-up is cancelled, by the person or by the organiser."""
    return Letter(
        _("Your sign-up is cancelled: %(event)s") % {"event": event.title},
        [_("You no longer have a place at this event. Has that been a mistake? Then sign up again.")],
        facts=_facts(event),
        actions=[(_("See my sign-up"), own_url(signup))],
        files=_files(event, register, signup, CANCEL),
    )


def reminder(event: EventPage, register: Register, signup: SignUp) -> Letter:
    """The day before."""
    return _about(
        event,
        register,
        signup,
        _("Coming up: %(event)s") % {"event": event.title},
        [
            _("The event you signed up for begins soon."),
            _("You cannot come? Please cancel, so that somebody else can."),
        ],
    )


def _about(
    event: EventPage, register: Register, signup: SignUp, subject: str, said: Sequence[str], method: str = ""
) -> Letter:
    """With the facts, the way in for those who have a seat, and the way to the own sign-up."""
    joins = bool(register.join_url) and signup.state == SignUp.State.SEATED and not event.postponed
    return Letter(
        subject,
        said,
        facts=_facts(event),
        actions=[
            *([(_("Join online"), register.join_url)] if joins else []),
            (_("See or cancel my sign-up"), own_url(signup)),
        ],
        files=_files(event, register, signup, method),
    )


def _files(event: EventPage, register: Register, signup: SignUp, method: str) -> list[File]:
    return [invitation_file(event, register, signup, method)] if method else []


def _facts(event: EventPage) -> list[Fact]:
    language = active_language()
    other = event.content_language if event.content_language != language else ""
    days = [] if event.postponed else [part for part in (event.days, event.when) if part]
    facts = [
        Fact(_("Event"), [event.title], other),
        Fact(_("When"), days),
        Fact(_("Where"), [part for part in (event.venue, event.where) if part]),
    ]
    return [fact for fact in facts if fact.lines]


def _example(write: Write, state: str = SignUp.State.SEATED) -> Letter:
    """About an event and a person that do not exist."""
    language = active_language()
    event = EventPage(
        title="Kompas", summary="…", start_date=date.today() + timedelta(days=30), place="Paris", country="FR"
    )
    event.starts_at, event.ends_at = event.period.starts_at, event.period.ends_at
    event.content_language = language
    register = Register(
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        join_url=absolute(f"/{language}/kompas/"),
        closes_at=timezone.now(),
    )
    signup = SignUp(email="ana@example.org", name="Ana", language=language, state=state)
    return write(event, register, signup)


CONFIRM = Kind("agenda-sign-up-confirm", gettext_lazy("Sign-up: please confirm"), lambda: _example(ask_to_confirm))
CONFIRMED = Kind("agenda-sign-up-confirmed", gettext_lazy("Sign-up: confirmed"), lambda: _example(confirmed))
WAITING = Kind(
    "agenda-sign-up-waiting",
    gettext_lazy("Sign-up: on the waiting list"),
    lambda: _example(waiting, SignUp.State.WAITING),
)
MOVED_UP = Kind("agenda-sign-up-moved-up", gettext_lazy("Sign-up: moved up"), lambda: _example(moved_up))
CHANGED = Kind("agenda-sign-up-changed", gettext_lazy("Sign-up: event changed"), lambda: _example(changed))
CALLED_OFF = Kind("agenda-sign-up-called-off", gettext_lazy("Sign-up: event cancelled"), lambda: _example(called_off))
OFF = Kind("agenda-sign-up-off", gettext_lazy("Sign-up: cancelled"), lambda: _example(off, SignUp.State.CANCELLED))
REMINDER = Kind("agenda-sign-up-reminder", gettext_lazy("Sign-up: reminder"), lambda: _example(reminder))


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(CONFIRM, CONFIRMED, WAITING, MOVED_UP, CHANGED, CALLED_OFF, OFF, REMINDER)
