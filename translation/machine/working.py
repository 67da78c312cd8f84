"""What the worker does for a request: sends its parts, tries again, takes in what comes back.

A part may be done twice (its worker may be killed): what is written already is the same then, or somebody else's by now, which
stays. Nothing is sent while the database is held.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.letters.letter import absolute
from core.work import LONG, Later, task
from translation.checks import limit_of
from translation.following import look_at
from translation.machine import budget, router
from translation.machine.judging import fault
from translation.machine.names import ANSWER
from translation.machine.providers.interface import Answering, CallingBack, FailureError, Provider
from translation.machine.shielding import LostError, Shielded, shielded
from translation.models import OPEN, MachinePart, MachineRequest, MachineState, Segment, Standing
from translation.vocabularies import MachineReason
from translation.writing import NotWrittenByPassagesError, write

SALT = "translation.machine"
TRIES = 8
"""In some two hours, when a service cannot be reached or asks for patience."""
FIRST, LAST = 15, 3600
"""Seconds until the second try, and at most between two."""
PATIENCE = timedelta(days=2)
"""How long a service that calls back may take."""


@task(label=_("Have passages translated by a machine"), unique=True, queue=LONG)
def carry_out(part: int) -> None:
    """Sends the part with this key, and writes what comes back at once."""
    begun = _begin(part)
    if begun is None:
        return
    one, service = begun
    texts = [html for html, _kept in one.shields]
    source, target = _languages(one)
    try:
        if isinstance(service, CallingBack):
            service.send(texts, source, target, address_of(one, "answer"), address_of(one, "failure"))
            return
        found = service.translate(texts, source, target) if isinstance(service, Answering) else ()
    except FailureError as failure:
        _failed(one, failure)
        return
    _take_in(one.pk, found)


@task(label=_("Take in what a translation service has sent"), unique=True, queue=LONG)
def take_in(part: int) -> None:
    """Writes the answer of a service that has called back."""
    one = MachinePart.objects.select_related("request").filter(pk=part, state=MachineState.ANSWERED).first()
    service = router.provider(one.request.provider) if one else None
    if one is None:
        return
    if not isinstance(service, CallingBack):
        _close_part(part, MachineReason.OFF)
        return
    try:
        found = service.read(one.answer.encode())
    except FailureError as failure:
        _close_part(part, failure.reason)
        return
    _take_in(part, found)


def give_up_late() -> int:
    """Ends what nobody answers any more. Returns how many parts."""
    late = MachinePart.objects.filter(state__in=OPEN, request__asked_at__lt=timezone.now() - PATIENCE)
    found = list(late.values_list("pk", flat=True))
    for part in found:
        _close_part(part, MachineReason.LATE)
    return len(found)


@transaction.atomic
def answered(part: int, answer: str | None) -> bool:
    """A service has called back, with an answer or (``None``) to say that it cannot. The first call counts.

    Whether somebody still waits for it, or has it already.
    """
    one = _locked(part)
    if one is None:
        return False
    if one.state != MachineState.ANSWERED and answer is None:
        _close_part(part, MachineReason.REJECTED)
    elif one.state != MachineState.ANSWERED:
        one.state, one.answer = MachineState.ANSWERED, answer
        one.save(update_fields=["state", "answer"])
        take_in.enqueue(part)
    return True


def address_of(part: MachinePart, kind: str) -> str:
    """An address of ours that nobody can guess; ``kind`` is ``answer`` or ``failure``."""
    return absolute(reverse(ANSWER, args=[signing.dumps([part.pk, kind], salt=SALT)]))


def _begin(pk: int) -> tuple[MachinePart, Provider] | None:
    """The part, noted as sent and paid for, and its service; ``None`` when there is nothing to send."""
    with transaction.atomic():
        part = _locked(pk)
        if part is None or part.state == MachineState.ANSWERED:
            return None
        service = router.provider(part.request.provider)
        if service is None:
            _close_part(pk, MachineReason.OFF)
            return None
        if part.state == MachineState.SENT and isinstance(service, CallingBack):
            return None
        if not budget.spend(part.request.provider, part.characters):
            _close_part(pk, MachineReason.BUDGET)
            return None
        part.shields = part.shields or _shields(part, service)
        part.state, part.tries, part.sent_at = MachineState.SENT, part.tries + 1, timezone.now()
        part.save(update_fields=["state", "tries", "sent_at", "shields"])
        MachineRequest.objects.filter(pk=part.request_id).update(state=MachineState.SENT)
    return part, service


def _shields(part: MachinePart, service: Provider) -> list[list[Any]]:
    source, target = _languages(part)
    made = [shielded(text, source, target, service.shield) for _pk, text, _seen in part.texts]
    return [[one.html, list(one.kept)] for one in made]


def _failed(part: MachinePart, failure: FailureError) -> None:
    """Another try, or the end of the part. Raises Later."""
    if failure.reason is not MachineReason.NONSENSE:
        budget.give_back(part.request.provider, part.characters)
    if not failure.again or part.tries >= TRIES:
        _close_part(part.pk, failure.reason)
        return
    MachinePart.objects.filter(pk=part.pk, state=MachineState.SENT).update(
        state=MachineState.WAITING, reason=failure.reason
    )
    raise Later(timedelta(seconds=max(failure.after, min(LAST, FIRST * 2 ** (part.tries - 1)))))


def _take_in(pk: int, found: Sequence[str]) -> None:
    with transaction.atomic():
        part = _locked(pk)
        if part is None:
            return
        if len(found) != len(part.texts):
            _close_part(pk, MachineReason.SHORT)
            return
        standing = part.request.standing
        look_at(standing.item.kind, standing.item.key)
        good, left = _judged(part, found)
        try:
            # Machines write nothing over what somebody wrote since it was asked for.
            seen = {key: said for key, _text, said in part.texts if key in good}
            outcome = write(standing, good, part.request.user, seen=seen, machine=True)
        except NotWrittenByPassagesError:
            _close_part(pk, MachineReason.STOPPED)
            return
        left |= dict.fromkeys(outcome.meanwhile, MachineReason.MEANWHILE)
        left |= dict.fromkeys(outcome.gone, MachineReason.CHANGED)
        left |= dict.fromkeys(outcome.broken, MachineReason.MANGLED)
        left |= dict.fromkeys(outcome.refused, MachineReason.LOCKED)
        _end(part, MachineState.DONE, left, written=len(outcome.written))


def _judged(part: MachinePart, found: Sequence[str]) -> tuple[dict[int, str], dict[int, MachineReason]]:
    """What may be written, by key of the passage, and why the others stay as they are."""
    standing = part.request.standing
    source, target = _languages(part)
    model = ContentType.objects.get_for_id(standing.item.content_type_id).model_class()
    now = {
        one.pk: one for one in Segment.objects.filter(pk__in=[key for key, *_rest in part.texts], order__isnull=False)
    }
    good: dict[int, str] = {}
    left: dict[int, MachineReason] = {}
    for (key, text, seen), (html, kept), answer in zip(part.texts, part.shields, found, strict=True):
        if key not in now or now[key].text != text:
            left[key] = MachineReason.CHANGED
            continue
        try:
            said = Shielded(html, tuple(kept)).opened(answer)
        except LostError:
            left[key] = MachineReason.MANGLED
            continue
        if seen and said == seen:
            left[key] = MachineReason.SAME
        elif reason := fault(text, source, said, target, limit_of(model, now[key].path)):
            left[key] = reason
        else:
            good[key] = said
    return good, left


def _locked(pk: int) -> MachinePart | None:
    """An open part; two that belong to one request wait for each other."""
    part = MachinePart.objects.filter(pk=pk, state__in=OPEN).first()
    if part is None:
        return None
    MachineRequest.objects.select_for_update().get(pk=part.request_id)
    wanted = MachinePart.objects.filter(pk=pk, state__in=OPEN)
    return wanted.select_related(
        "request__standing__item__locale", "request__standing__locale", "request__user"
    ).first()


@transaction.atomic
def _close_part(pk: int, reason: MachineReason) -> None:
    """Nothing came of a part."""
    part = _locked(pk)
    if part is not None:
        _end(part, MachineState.FAILED, {key: reason for key, *_rest in part.texts}, reason=reason)


def _end(
    part: MachinePart,
    state: MachineState,
    left: dict[int, MachineReason],
    *,
    written: int = 0,
    reason: MachineReason | None = None,
) -> None:
    request = part.request
    request.left |= {str(key): why.value for key, why in left.items()}
    request.written += written
    request.reason = reason or request.reason
    part.state = state
    part.save(update_fields=["state"])
    if not request.parts.filter(state__in=OPEN).exists():
        request.state = MachineState.DONE if request.written else MachineState.FAILED
        request.ended_at = timezone.now()
        request.parts.all().delete()
    request.save(update_fields=["left", "written", "reason", "state", "ended_at"])


def _languages(part: MachinePart) -> tuple[str, str]:
    standing: Standing = part.request.standing
    return standing.item.locale.language_code, standing.locale.language_code
