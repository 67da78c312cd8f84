"""Links that sign in: mailed to whoever asks for one, good for one click within half an hour."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from community.models import Practitioner, UsedLink
from community.visitors.letters import SIGN_IN as LETTER
from community.visitors.letters import sign_in
from core.keys import Purpose
from core.limits import counted

HOLDS = timedelta(minutes=30)
SIGN_IN = Purpose("community.sign-in", HOLDS, (str, int, str))
"""The address, the number of its practitioner (0: none yet), and a number drawn for this one link."""
AN_HOUR, MAILS = 3600, 5
"""So many links at most are mailed to one address within so many seconds."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link holds that works."""

    email: str
    known: int
    nonce: str


def ask(email: str, people_url: str) -> None:
    """Mails a link, whoever it is. ``email``: in small letters. ``people_url``: path of the directory in the reader's language."""
    whose = salted_hmac("community.sign-in", email, algorithm="sha256").hexdigest()[:32]
    if counted(f"sign-in-mail/{whose}", AN_HOUR) > MAILS:
        return
    known = Practitioner.objects.filter(email=email).values_list("pk", flat=True).first() or 0
    key = SIGN_IN.key(email, known, secrets.token_urlsafe(24))
    sign_in(key, people_url).post(email, LETTER)


def read(key: str) -> Invitation | None:
    """What the key holds; ``None`` when it is altered, too old or used, or when its practitioner is gone."""
    values = SIGN_IN.read(key)
    if values is None:
        return None
    invitation = Invitation(*values)
    if UsedLink.objects.filter(nonce=invitation.nonce).exists():
        return None
    if invitation.known and not Practitioner.objects.filter(pk=invitation.known).exists():
        return None
    return invitation


def use(key: str, language: str) -> Practitioner | None:
    """The practitioner whose link this is, new if nobody has the address; ``None`` as in ``read``. Of two clicks at once one counts."""
    invitation = read(key)
    if invitation is None:
        return None
    try:
        with transaction.atomic():
            UsedLink.objects.create(nonce=invitation.nonce)
            person, _new = Practitioner.objects.get_or_create(
                email=invitation.email, defaults={"language": language, "text_language": language}
            )
    except IntegrityError:
        return None
    Practitioner.objects.filter(pk=person.pk).update(language=language, last_seen_at=timezone.now(), warned_at=None)
    return person
