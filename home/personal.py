"""Messages of the contact form as personal data."""

from django.utils.translation import gettext_lazy as _

from core import personal
from home.models import ContactMessage


def _export(email: str) -> personal.Rows:
    rows = ContactMessage.objects.filter(email__iexact=email).order_by("pk")
    return [
        {"email": row.email, "name": row.name, "message": row.message, "received_at": row.created_at.isoformat()}
        for row in rows
    ]


def _erase(email: str) -> int:
    return ContactMessage.objects.filter(email__iexact=email).delete()[0]


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("messages", personal.Holder(_("Messages you sent with the contact form"), _export, _erase))
