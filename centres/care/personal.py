"""Who looks after a centre or has suggested a change, as personal data.

A suggested change stays, without its sender; review mails are about the centre and go to its own address.
"""

from django.utils.translation import gettext_lazy as _

from centres.models import Owner, Suggestion
from core import personal


def _owned(email: str) -> personal.Rows:
    rows = Owner.objects.filter(email=email).select_related("centre").order_by("pk")
    return [{"email": row.email, "language": row.language, "centre": row.centre.slug} for row in rows]


def _disown(email: str) -> int:
    return Owner.objects.filter(email=email).delete()[0]


def _suggested(email: str) -> personal.Rows:
    rows = Suggestion.objects.filter(email__iexact=email).select_related("centre").order_by("pk")
    return [
        {"email": row.email, "centre": row.centre.slug, "note": row.note, "sent_at": row.created_at.isoformat()}
        for row in rows
    ]


def _forget_sender(email: str) -> int:
    return Suggestion.objects.filter(email__iexact=email).update(email="")


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("centres", personal.Holder(_("Looking after a centre"), _owned, _disown))
    personal.register(
        "suggestions", personal.Holder(_("Changes you suggested to a centre"), _suggested, _forget_sender)
    )
