"""Messages of the contact form, and who follows by mail, as personal data."""

from django.utils.translation import gettext_lazy as _

from core import personal
from home.models import ContactMessage, Follower


def _export(email: str) -> personal.Rows:
    rows = ContactMessage.objects.filter(email__iexact=email).order_by("pk")
    return [
        {"email": row.email, "name": row.name, "message": row.message, "received_at": row.created_at.isoformat()}
        for row in rows
    ]


def _erase(email: str) -> int:
    return ContactMessage.objects.filter(email__iexact=email).delete()[0]


def _followed(email: str) -> personal.Rows:
    plain = ("email", "language", "languages", "kinds", "themes", "rhythm", "refused")
    moments = ("told_until", "seen_at", "warned_at")
    return [
        {
            **{name: getattr(row, name) for name in plain},
            **{name: value.isoformat() if (value := getattr(row, name)) else None for name in moments},
        }
        for row in Follower.objects.filter(email=email)
    ]


def _unfollow(email: str) -> int:
    return Follower.objects.filter(email=email).delete()[0]


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("messages", personal.Holder(_("Messages you sent with the contact form"), _export, _erase))
    personal.register("following", personal.Holder(_("What you follow by mail"), _followed, _unfollow))
