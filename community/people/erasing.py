"""Profiles as personal data: what is given to their owner, what goes with them, and when they go by themselves."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from community.models import Conversation, Practitioner, UsedLink, Visit
from community.people.letters import FURTHER, LEAVING, MESSAGE, leaving
from community.visitors.links import HOLDS
from core import personal
from core.letters.models import Mail

NOBODY = "…"
"""What the history of the admin calls somebody who is gone."""


def _export(email: str) -> personal.Rows:
    return [_told(person) for person in Practitioner.objects.filter(email=email).select_related("organisation")]


def _told(person: Practitioner) -> dict[str, Any]:
    """Everything a profile holds, and what is kept with it."""
    plain = (
        *("email", "language", "name", "role", "text", "text_language", "languages", "offers", "seeks", "country"),
        *("organisation_name", "visible", "contactable", "hidden", "hidden_because"),
    )
    moments = ("joined_at", "last_seen_at", "warned_at")
    return {
        "id": str(person.key),
        **{name: getattr(person, name) for name in plain},
        "organisation": person.organisation.name if person.organisation else "",
        **{name: value.isoformat() if (value := getattr(person, name)) else None for name in moments},
        "signed_in_until": [visit.ends_at.isoformat() for visit in person.visits.order_by("pk")],
        "conversations": [
            {
                "with": one.partner_of(person).name,
                "last_message_at": one.last_at.isoformat(),
                "stopped": one.stopped_at is not None,
            }
            for one in Conversation.objects.of(person)
        ],
    }


@transaction.atomic
def _erase(email: str) -> int:
    # Who writes at this moment waits, or is waited for: no conversation begins while those there are go.
    list(Practitioner.objects.filter(email=email).select_for_update().values_list("pk"))
    return Practitioner.objects.filter(email=email).delete()[1].get(Practitioner._meta.label, 0)


def _goes(sender: type[Practitioner], instance: Practitioner, **kwargs: Any) -> None:
    """Mails that name somebody who is deleted, and the history of the admin, which stays without the name."""
    conversations = [str(pk) for pk in Conversation.objects.of(instance).values_list("pk", flat=True)]
    Mail.objects.unsent().filter(to__iexact=instance.email).delete()
    Mail.objects.unsent().filter(kind__in=(MESSAGE.code, FURTHER.code), about__in=conversations).delete()
    kind = ContentType.objects.get_for_model(Practitioner)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(instance.pk)).update(label=NOBODY)


def keep_up() -> None:
    """Writes to who has been quiet for long, deletes who stayed so, and forgets what has ended."""
    now = timezone.now()
    for person in list(Practitioner.objects.quiet(now).order_by("pk")):
        with transaction.atomic(), override(person.language):
            if Practitioner.objects.filter(pk=person.pk, warned_at=None).update(warned_at=now):
                leaving(person, (now + personal.LAST_CALL).date()).post(person.email, LEAVING)
    Practitioner.objects.outlived(now).delete()
    Conversation.objects.outlived(now).delete()
    Visit.objects.outlived(now).delete()
    UsedLink.objects.filter(used_at__lt=now - 2 * HOLDS).delete()


def connect() -> None:
    """Called once when the app is ready."""
    pre_delete.connect(_goes, sender=Practitioner, dispatch_uid="community.practitioner_goes")
    personal.register("practitioners", personal.Holder(_("Your profile in the directory"), _export, _erase))
