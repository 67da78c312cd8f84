"""The keys in links about one centre, and who or what each of them stands for."""

from dataclasses import dataclass
from datetime import timedelta

from centres.models import Centre, Owner, ReviewRequest
from core.keys import Purpose

CLAIM = Purpose("centres.care.claim", timedelta(days=3), (int, str, str))
EDIT = Purpose("centres.care.edit", timedelta(days=3), (int, int, str))
ANSWER = Purpose("centres.care.answer", timedelta(days=90), (int, int))


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who reads ``email`` wants to look after one centre."""

    email: str
    language: str


def claim_key(centre: Centre, email: str, language: str) -> str:
    """For the link that proves that the address is read by whoever asked."""
    return CLAIM.key(centre.pk, email, language)


def read_claim(key: str, centre: Centre) -> Claim | None:
    """What the key proves about this centre; ``None``: altered, too old, or of another centre."""
    match CLAIM.read(key):
        case [centre.pk, email, language]:
            return Claim(email, language)
    return None


def edit_key(owner: Owner) -> str:
    """For the link that opens the form of the owner's centre."""
    return EDIT.key(owner.pk, owner.centre_id, owner.email)


def read_edit(key: str, centre: Centre) -> Owner | None:
    """The active owner of exactly this centre; ``None`` also when editors have ended the ownership since."""
    match EDIT.read(key):
        case [owner, centre.pk, email]:
            return Owner.objects.filter(pk=owner, centre=centre, email=email, active=True).first()
    return None


def answer_key(request: ReviewRequest) -> str:
    """For the links of one review mail."""
    return ANSWER.key(request.pk, request.centre_id)


def read_answer(key: str, centre: Centre) -> ReviewRequest | None:
    """The review mail about this centre the key was sent in."""
    match ANSWER.read(key):
        case [pk, centre.pk]:
            return ReviewRequest.objects.filter(pk=pk, centre=centre).first()
    return None
