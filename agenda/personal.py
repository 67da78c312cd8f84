"""Who waits for a date, as personal data."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Subscriber
from core import personal


def _export(email: str) -> personal.Rows:
    rows = Subscriber.objects.filter(email=email)
    return [{"email": row.email, "language": row.language, "asked_at": row.asked_at.isoformat()} for row in rows]


def _erase(email: str) -> int:
    return Subscriber.objects.filter(email=email).delete()[0]


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("events", personal.Holder(_("Waiting to be told of a date"), _export, _erase))
