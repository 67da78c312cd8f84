"""Who follows: asked for, confirmed, changed, ended, and forgotten after two years without a sign."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from core.letters.models import Mail
from core.letters.signals import given_up
from core.limits import counted
from core.personal import LAST_CALL
from home.follow.choices import Choices, asked
from home.follow.letters import ASK, DIGEST, LAST, confirm, last_call
from home.models import Follower

A_DAY, MAILS = 86_400, 5
"""So many mails at most ask one address within so many seconds."""
REFUSED = 3
"""After so many digests an address has refused for good nobody writes to it any more."""


def ask(email: str, choices: Choices) -> None:
    """Mails a link that confirms, whoever it is; keeps nothing. ``email``: in small letters."""
    whose = salted_hmac("home.follow", email, algorithm="sha256").hexdigest()[:32]
    if counted(f"follow-mail/{whose}", A_DAY) > MAILS:
        return
    known = Follower.objects.filter(email=email).first()
    with override(choices.language):
        confirm(email, choices, known).post(email, ASK)


def begin(key: str) -> Follower | None:
    """Who asked follows from now on, or has changed what they follow; ``None`` for a key that is altered or too old."""
    wanted = asked(key)
    if wanted is None:
        return None
    email, choices = wanted
    return Follower.objects.update_or_create(email=email, defaults=choices.columns() | _sign())[0]


def change(follower: Follower, choices: Choices | None = None) -> bool:
    """Keeps what was chosen anew, or only that its owner wants the mails; ``False`` when the address is gone meanwhile."""
    columns = choices.columns() if choices else {}
    return bool(Follower.objects.filter(pk=follower.pk).update(**columns, **_sign()))


def _sign() -> dict[str, Any]:
    """The owner of an address has given a sign."""
    return {"seen_at": timezone.now(), "warned_at": None, "refused": 0}


@transaction.atomic
def stop(follower: Follower) -> None:
    """Forgets the address, and the mail that may be on its way to it."""
    Mail.objects.unsent().filter(kind__in=(DIGEST.code, LAST.code), to=follower.email).delete()
    Follower.objects.filter(pk=follower.pk).delete()


def keep_up() -> None:
    """Writes to who has been quiet for long, and deletes who stayed so."""
    now = timezone.now()
    for follower in list(Follower.objects.quiet(now).order_by("pk")):
        with transaction.atomic(), override(follower.language):
            if Follower.objects.filter(pk=follower.pk, warned_at=None).update(warned_at=now):
                last_call(follower, (now + LAST_CALL).date()).post(follower.email, LAST)
    Follower.objects.outlived(now).delete()


def _not_delivered(sender: Any, mail: Mail, refused: bool, **kwargs: Any) -> None:
    """What the mail server was away for too long to take is told again; an address that refuses mail again and again is forgotten."""
    if mail.kind != DIGEST.code:
        return
    pk, _space, since = mail.about.partition(" ")
    follower = Follower.objects.filter(pk=pk)
    if not refused:
        follower.filter(told_until__gt=since).update(told_until=since)
    elif not follower.filter(refused__gte=REFUSED - 1).delete()[0]:
        follower.update(refused=F("refused") + 1)


def connect() -> None:
    """Called once when the app is ready."""
    given_up.connect(_not_delivered, dispatch_uid="home.follow")
