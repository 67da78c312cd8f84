"""Everything that changes who holds a seat. Each change has the register for itself, so that the last seat is given once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from agenda.models import EventPage, Register, SignUp
from agenda.signups import letters
from agenda.signups.events import Versions
from agenda.signups.letters import Write
from core.letters.letter import Kind

SILENCE = timedelta(minutes=10)
"""So long after a mail the same form sends no other: a doubled click is one sign-up and one mail."""
SOON = timedelta(hours=24)
"""So long before it begins people are reminded of an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody wrote into the form. ``answers``: (key of the question, question, answer)."""

    email: str
    name: str
    organisation: str
    country: str
    language: str
    answers: list[list[str]]


class Post:
    """Writes to those who have signed up for one event; its pages are fetched once, and only when somebody is written to."""

    def __init__(self, register: Register, gone: EventPage | None = None) -> None:
        """``gone``: the last page of an event that is just being deleted."""
        self.register = register
        self._gone = gone
        self._versions: Versions | None = None

    def write(self, signup: SignUp, kind: Kind, write: Write) -> None:
        """Nothing when the event was deleted before."""
        if event := self._page_for(signup.language):
            with override(signup.language):
                write(event, self.register, signup).post(signup.email, kind, about=signup.pk or "")

    def _page_for(self, language: str) -> EventPage | None:
        if self._gone is not None:
            return self._gone
        self._versions = self._versions or Versions(self.register.event_key)
        return self._versions.to(language)


@transaction.atomic
def ask(register_pk: int, entry: Entry) -> None:
    """Signs somebody up, or puts them on the list, until they confirm. Who has signed up already is sent their link again, and
    nothing of theirs changes: whoever knows an address could write it. Nothing when sign-up has closed meanwhile.
    """
    now, register = timezone.now(), Register.objects.locked(register_pk)
    if not register.takes(now):
        return
    post = Post(register)
    settle(register, post, now)
    signup = register.signups.filter(email=entry.email).first()
    if signup and signup.confirmed_at and signup.state != SignUp.State.CANCELLED:
        _answer_again(signup, post, now)
        return
    if signup is None or signup.state == SignUp.State.CANCELLED:
        signup = signup or SignUp(register=register, email=entry.email)
        signup.asked_at, signup.confirmed_at, signup.written_at, signup.reminded_at = now, None, None, None
        signup.state = SignUp.State.SEATED if _has_seat(register) else SignUp.State.WAITING
    for name in ("name", "organisation", "country", "language", "answers"):
        setattr(signup, name, getattr(entry, name))
    is_silent = signup.written_at and now - signup.written_at < SILENCE
    signup.written_at = signup.written_at if is_silent else now
    signup.save()
    if not is_silent:
        post.write(signup, letters.CONFIRM, letters.ask_to_confirm)


def _answer_again(signup: SignUp, post: Post, now: datetime) -> None:
    if signup.written_at and now - signup.written_at < SILENCE:
        return
    signup.written_at = now
    signup.save()
    _tell_state(signup, post, now)


def _has_seat(register: Register) -> bool:
    return register.free(register.signups.seated().count()) != 0


def _tell_state(signup: SignUp, post: Post, now: datetime) -> None:
    if signup.state == SignUp.State.WAITING:
        post.write(signup, letters.WAITING, letters.waiting)
        return
    if post.register.starts_at - now < SOON:  # the same again a few hours later helps nobody
        signup.reminded_at = now
        signup.save()
    post.write(signup, letters.CONFIRMED, letters.confirmed)


@transaction.atomic
def confirm(signup: SignUp) -> None:
    """The address is right. Who comes later than the seat was held stands at the end of the list, and first if it is empty."""
    now, register = timezone.now(), Register.objects.locked(signup.register_id)
    found = register.signups.filter(pk=signup.pk, confirmed_at=None).exclude(state=SignUp.State.CANCELLED).first()
    if found is None or is_closed(register, now):
        return
    if found.asked_at < now - timedelta(hours=24):
        found.state, found.asked_at = SignUp.State.WAITING, now
    found.confirmed_at = found.written_at = now
    found.save()
    post = Post(register)
    settle(register, post, now, silent=found.pk)
    found.refresh_from_db()
    _tell_state(found, post, now)


@transaction.atomic
def cancel(signup: SignUp) -> None:
    """Gives the seat back; the next one has it. Tells the person, whose calendar drops it. Nothing once the event is over."""
    now, register = timezone.now(), Register.objects.locked(signup.register_id)
    found = register.signups.filter(pk=signup.pk).exclude(state=SignUp.State.CANCELLED).first()
    if found is None or now >= register.ends_at:
        return
    found.state, found.came = SignUp.State.CANCELLED, False
    found.save()
    post = Post(register)
    if found.confirmed_at and not register.facts.get("cancelled"):
        post.write(found, letters.OFF, letters.off)
    settle(register, post, now)


@transaction.atomic
def move_up(signup: SignUp) -> None:
    """The organiser gives a seat to somebody who waits, whatever the number of places."""
    now, register = timezone.now(), Register.objects.locked(signup.register_id)
    found = register.signups.queue().filter(pk=signup.pk).first()
    if found and not is_closed(register, now):
        _seat(found, Post(register), silent=False)


@transaction.atomic
def settle_one(register_pk: int) -> None:
    """Frees the seats nobody has confirmed, and gives what is free to those who wait."""
    register = Register.objects.locked(register_pk)
    settle(register, Post(register), timezone.now())


def settle(register: Register, post: Post, now: datetime, *, silent: int = 0) -> None:
    """The same for a register that is locked. ``silent``: the key of a sign-up that is written to in another way."""
    register.signups.expired(now).delete()
    if is_closed(register, now):
        return
    free = register.free(register.signups.seated().count())
    for signup in register.signups.queue()[:free]:
        _seat(signup, post, silent=signup.pk == silent)


def _seat(signup: SignUp, post: Post, *, silent: bool) -> None:
    signup.state = SignUp.State.SEATED
    signup.save()
    if not silent:
        post.write(signup, letters.MOVED_UP, letters.moved_up)


def is_closed(register: Register, now: datetime) -> bool:
    """Whether seats are given no more: it has begun, or is cancelled."""
    return now >= register.starts_at or bool(register.facts.get("cancelled"))
