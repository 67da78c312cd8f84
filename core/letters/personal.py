"""Mails as personal data: those that have not been sent still know their receiver, and what they say."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core import personal
from core.letters.models import Mail


def _export(email: str) -> personal.Rows:
    rows = Mail.objects.unsent().filter(to__iexact=email).order_by("pk")
    return [{"subject": row.subject, "text": row.text, "written_at": row.created_at.isoformat()} for row in rows]


def _erase(email: str) -> int:
    mails = Mail.objects.unsent().annotate(heads=Cast("headers", TextField()))
    named = Q(to__iexact=email) | Q(text__icontains=email) | Q(heads__icontains=email)
    return mails.filter(named).delete()[0]


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("mails", personal.Holder(_("Mails that wait to be sent to you"), _export, _erase))
