"""Signed keys in links: each opens one thing for one purpose and grows old. Nothing secret is kept in the database."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from centres.models import Centre, Owner, ReviewRequest

CLAIM_AGE = timedelta(days=3)
EDIT_AGE = timedelta(days=3)
ANSWER_AGE = timedelta(days=90)

_CLAIM, _EDIT, _ANSWER = "centres.care.claim", "centres.care.edit", "centres.care.answer"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who reads ``email`` wants to look after one centre."""

    email: str
    language: str


def claim_key(centre: Centre, email: str, language: str) -> str:
    """For the link that proves that the address is read by whoever asked."""
    return signing.dumps([centre.pk, email, language], salt=_CLAIM)


def read_claim(key: str, centre: Centre) -> Claim | None:
    """What the key proves about this centre; ``None``: altered, too old, or of another centre."""
    match _read(key, _CLAIM, CLAIM_AGE):
        case [centre.pk, str(email), str(language)]:
            return Claim(email, language)
    return None


def edit_key(owner: Owner) -> str:
    """For the link that opens the form of the owner's centre."""
    return signing.dumps([owner.pk, owner.centre_id, owner.email], salt=_EDIT)


def read_edit(key: str, centre: Centre) -> Owner | None:
    """The active owner of exactly this centre; ``None`` also when editors have ended the ownership since."""
    match _read(key, _EDIT, EDIT_AGE):
        case [int(owner), centre.pk, str(email)]:
            return Owner.objects.filter(pk=owner, centre=centre, email=email, active=True).first()
    return None


def answer_key(request: ReviewRequest) -> str:
    """For the links of one review mail."""
    return signing.dumps([request.pk, request.centre_id], salt=_ANSWER)


def read_answer(key: str, centre: Centre) -> ReviewRequest | None:
    """The review mail about this centre the key was sent in."""
    match _read(key, _ANSWER, ANSWER_AGE):
        case [int(pk), centre.pk]:
            return ReviewRequest.objects.filter(pk=pk, centre=centre).first()
    return None


def _read(key: str, salt: str, age: timedelta) -> object:
    try:
        return signing.loads(key, salt=salt, max_age=age)
    except signing.BadSignature:
        return None
