"""What people read about requests: what one would send, and what came of the last one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from core.i18n.borrowed import words
from core.i18n.said import Said
from translation.machine import asking, router
from translation.models import MachineRequest, Segment, Standing
from translation.vocabularies import MachineReason

NAMED = 20
_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Left:
    """A passage that stayed as it was: its key, how its original begins, and why."""

    passage: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A request. ``why``: what stopped it or a part of it; ``left``: passages that stayed as they were for reasons of their own."""

    request: MachineRequest
    name: str
    why: str
    left: Sequence[Left]
    unnamed: int


def last_of(standing: Standing) -> Told | None:
    """The last request for a thing in a language; two queries, one when it left nothing."""
    request = MachineRequest.objects.filter(standing=standing).first()
    if request is None:
        return None
    own = {int(pk): why for pk, why in request.left.items() if why != request.reason}
    rows = Segment.objects.filter(pk__in=[*own][:NAMED], order__isnull=False)
    texts = rows.values_list("pk", "text", "item__locale__language_code") if own else ()
    left = [Left(pk, Said(_beginning(text), language), _words(own[pk])) for pk, text, language in texts]
    return Told(request, router.name_of(request.provider), _words(request.reason), left, max(0, len(own) - NAMED))


def offered(standing: Standing) -> asking.Estimate | None:
    """What a button may offer; ``None`` where no service translates or nothing is open."""
    found = asking.estimate(standing)
    return found if found and (found.wanted or found.changed) else None


def _beginning(text: str) -> str:
    return Truncator(words(text)).chars(_LETTERS)


def _words(reason: str) -> str:
    return str(MachineReason(reason).label) if reason else ""
