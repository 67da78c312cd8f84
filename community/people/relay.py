"""Passes messages on between colleagues, who never learn each other's address."""

from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from community.models import Conversation, Practitioner
from community.people.letters import ANSWER, FURTHER, MESSAGE, message
from core.letters.models import Mail
from core.limits import counted

A_DAY, MOST = 86_400, 20
"""So many messages at most somebody sends within so many seconds."""


class Outcome(Enum):
    """What became of a message. ``TWICE``: it was the last one again, and is not sent a second time."""

    SENT = "sent"
    TWICE = "twice"
    STOPPED = "stopped"
    UNWANTED = "unwanted"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class Side:
    """A conversation as one of the two sees it."""

    conversation: Conversation
    reader: Practitioner
    partner: Practitioner


def side_of(key: str) -> Side | None:
    """What a link of a message opens; ``None``: it is altered or too old, or one of the two is gone."""
    match ANSWER.read(key):
        case [pk, reader]:
            both = Q(one=reader) | Q(other=reader)
            found = Conversation.objects.filter(both, pk=pk).select_related("one__organisation", "other__organisation")
            if conversation := found.first():
                partner = conversation.partner_of(Practitioner(pk=reader))
                mine = conversation.one if partner is conversation.other else conversation.other
                return Side(conversation, mine, partner)
    return None


@transaction.atomic
def pass_on(sender: Practitioner, receiver: Practitioner, text: str) -> Outcome:
    """Mails a message to somebody, in the language of their mails. Who is erased meanwhile is not written to."""
    both = Practitioner.objects.filter(pk__in=(sender.pk, receiver.pk)).order_by("pk").select_for_update(of=("self",))
    people = {person.pk: person for person in both.select_related("organisation")}
    if len(people) < 2:
        return Outcome.UNWANTED
    sender, receiver = people[sender.pk], people[receiver.pk]
    if not sender.may_be_written_to or not receiver.may_be_written_to:
        return Outcome.UNWANTED
    if counted(f"people-message/{sender.pk}", A_DAY) > MOST:
        return Outcome.TOO_MANY
    conversation = Conversation.objects.between(sender, receiver)
    if conversation.stopped_at:
        return Outcome.STOPPED
    first = not conversation.last_message
    digest = salted_hmac("community.message", f"{sender.pk}/{text}", algorithm="sha256").hexdigest()
    if not conversation.note(digest):
        return Outcome.TWICE
    with override(receiver.language):
        letter = message(conversation, sender, receiver, text, first=first)
        letter.post(receiver.email, MESSAGE if first else FURTHER, about=conversation.pk)
    return Outcome.SENT


@transaction.atomic
def stop(side: Side) -> None:
    """Ends a conversation for both, and takes back what is on its way."""
    Conversation.objects.filter(pk=side.conversation.pk, stopped_at=None).update(stopped_at=timezone.now())
    Mail.objects.unsent().filter(kind__in=(MESSAGE.code, FURTHER.code), about=str(side.conversation.pk)).delete()
