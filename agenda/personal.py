"""Who waits for a date, and who has signed up for an event, as personal data."""

from django.utils.translation import gettext_lazy as _

from agenda.models import SignUp, Subscriber
from agenda.signups.book import settle_one
from core import personal


def _export(email: str) -> personal.Rows:
    rows = Subscriber.objects.filter(email=email)
    return [{"email": row.email, "language": row.language, "asked_at": row.asked_at.isoformat()} for row in rows]


def _erase(email: str) -> int:
    return Subscriber.objects.filter(email=email).delete()[0]


def _signed_up(email: str) -> personal.Rows:
    rows = SignUp.objects.filter(email=email).select_related("register").order_by("pk")
    return [
        {
            "event": str(row.register.event_key),
            "state": row.state,
            "asked_at": row.asked_at.isoformat(),
            "answers": [[question, answer] for _key, question, answer in row.answers],
            **{name: getattr(row, name) for name in ("email", "name", "organisation", "country", "language", "came")},
        }
        for row in rows
    ]


def _sign_off(email: str) -> int:
    """Whoever waits has the seats."""
    rows = SignUp.objects.filter(email=email)
    registers = set(rows.values_list("register", flat=True))
    number = rows.delete()[0]
    for register in registers:
        settle_one(register)
    return number


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("events", personal.Holder(_("Waiting to be told of a date"), _export, _erase))
    personal.register("sign-ups", personal.Holder(_("Sign-ups for events"), _signed_up, _sign_off))
