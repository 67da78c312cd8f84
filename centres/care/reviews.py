"""Which centres are asked whether their facts are still right, how often, and at which address."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from centres.care import mails, suggestions
from centres.models import Centre, Owner, ReviewRequest, Suggestion
from centres.models.care import OPEN_STATES
from core.letters.models import Mail
from core.letters.signals import given_up

PAUSE = timedelta(days=60)
MAILS_A_ROUND = 3
"""One mail and two reminders; a new round begins once the facts have been confirmed and grown old again."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets the mail."""

    email: str
    language: str


def due() -> models.QuerySet:
    """Public centres with somebody to ask whose facts nobody confirmed in time, the oldest first, with their history."""
    owned = models.Exists(Owner.objects.filter(centre=models.OuterRef("pk"), active=True))
    asked = Centre.objects.public().to_confirm().filter(~models.Q(email="") | owned)
    return with_history(asked.order_by(models.F("checked_on").asc(nulls_first=True), "pk"))


def with_history(centres: models.QuerySet) -> models.QuerySet:
    """Owners, mails and open suggestions of centres, whatever their number: four queries more."""
    waiting = Suggestion.objects.filter(state__in=OPEN_STATES, by_owner=True)
    return centres.with_texts().prefetch_related(
        "owners", "review_requests", models.Prefetch("suggestions", waiting, to_attr="said_by_owner")
    )


def reader_of(centre: Centre) -> Reader | None:
    """An active owner, else the address the centre publishes unless its ownership was ended; ``None``: nobody."""
    owners: list[Owner] = list(centre.owners.all())
    for owner in owners:
        if owner.active:
            return Reader(owner.email, owner.language)
    email = centre.email.lower()
    if not email or any(owner.email == email for owner in owners):
        return None
    return Reader(email, centre.source_language or "en")


def obstacle(centre: Centre, reader: Reader | None, silent: set[str], now: datetime) -> str:
    """Why no mail may go out now: ``""`` when one may; else nobody, silent, answered, paused or unanswered."""
    if reader is None:
        return "nobody"
    if reader.email in silent:
        return "silent"
    if centre.said_by_owner:
        return "answered"
    sent = list(centre.review_requests.all())
    if sent and sent[0].sent_at > now - PAUSE:
        return "paused"
    since = centre.checked_on
    this_round = [one for one in sent if since is None or timezone.localtime(one.sent_at).date() > since]
    return "unanswered" if len(this_round) >= MAILS_A_ROUND else ""


def silent_addresses() -> set[str]:
    """Addresses whose readers asked never to be written to again."""
    return set(ReviewRequest.objects.filter(answer=ReviewRequest.Answer.NEVER).values_list("email", flat=True))


def send(centres: Iterable[Centre], *, limit: int | None = None, dry_run: bool = False) -> Counter[str]:
    """Mails those who may be mailed; ``{"sent": …, obstacle: …}``. ``centres``: see ``with_history``."""
    silent, now, outcome = silent_addresses(), timezone.now(), Counter[str]()
    for centre in centres:
        if limit is not None and outcome["sent"] >= limit:
            break
        reader = reader_of(centre)
        reason = obstacle(centre, reader, silent, now)
        if reason or reader is None:
            outcome[reason] += 1
            continue
        if not dry_run:
            _ask(centre, reader)
        outcome["sent"] += 1
    return outcome


def send_due(*, limit: int, dry_run: bool = False) -> Counter[str]:
    """Mails at most `limit` of those who are due, the oldest facts first; what became of them as in ``send``."""
    if not dry_run:
        suggestions.settle_all()
    return send(due().iterator(chunk_size=500), limit=limit, dry_run=dry_run)


@transaction.atomic
def _ask(centre: Centre, reader: Reader) -> None:
    mails.send_review(ReviewRequest.objects.create(centre=centre, email=reader.email, language=reader.language))


def _take_back(sender: Any, mail: Mail, refused: bool, **kwargs: Any) -> None:
    """A mail server that was away has asked nobody: the centre is asked again. An address that refuses mail was asked."""
    if mail.kind == mails.REVIEW.code and not refused:
        ReviewRequest.objects.filter(pk=mail.about, answer="").delete()


def connect() -> None:
    """Called once when the app is ready."""
    given_up.connect(_take_back, dispatch_uid="centres.care.reviews")
