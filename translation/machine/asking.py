"""Asks for translations: which passages, how much that is, and the request that the worker carries out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from translation.machine import budget, router, working
from translation.machine.providers.interface import Limits
from translation.models import OPEN, MachinePart, MachineRequest, Rendering, Segment, Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage to be translated: its key, its words, and what it says in the language now (``""``: nothing).

    ``changed``: somebody has translated it, and its original is another one since.
    """

    pk: int
    text: str
    seen: str
    words: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a request would send to the service ``code``; ``changed``: how many passages somebody has translated before."""

    standing: Standing
    code: str
    wanted: Sequence[Wanted]
    changed: int

    @property
    def name(self) -> str:
        """Of the service."""
        return router.name_of(self.code)

    @property
    def words(self) -> int:
        """Of all passages together."""
        return sum(one.words for one in self.wanted)

    @property
    def characters(self) -> int:
        """Of all passages together."""
        return sum(len(one.text) for one in self.wanted)


def estimate(standing: Standing, *, changed: bool = False) -> Estimate | None:
    """What there is to translate; ``None`` where no service does, or nobody has begun. ``changed``: translated passages whose
    original has changed, too: their texts are replaced. Two queries.
    """
    code = router.code_for(standing.locale.language_code)
    if not code or not standing.managed:
        return None
    found = list(_open_passages(standing))
    wanted = [one for one in found if changed or not one.changed]
    return Estimate(standing, code, wanted, sum(one.changed for one in found))


def _open_passages(standing: Standing) -> Iterator[Wanted]:
    """Those without a text, and those whose text answers another original; what a machine wrote for it is no loss."""
    there = {
        one.segment_id: one
        for one in Rendering.objects.filter(segment__item=standing.item_id, locale=standing.locale_id)
    }
    for one in Segment.objects.filter(item=standing.item_id, order__isnull=False).order_by("order"):
        kept = there.get(one.pk)
        if kept is None or kept.made_for != one.text:
            yield Wanted(one.pk, one.text, kept.text if kept else "", one.words, bool(kept and not kept.machine))


def open_among(standings: Iterable[Standing]) -> set[int]:
    """Keys of those somebody has asked for already; one query."""
    return set(
        MachineRequest.objects.filter(standing__in=list(standings), state__in=OPEN).values_list("standing", flat=True)
    )


@transaction.atomic
def ask(one: Estimate, user: Any) -> MachineRequest | None:
    """Has the worker carry it out; ``None`` when there is nothing to do, the budget has no room, or somebody has asked already."""
    if not one.wanted or one.characters > budget.left(one.code):
        return None
    says = {"words": one.words, "characters": one.characters, "passages": len(one.wanted), "asked_at": timezone.now()}
    try:
        with transaction.atomic():
            request = MachineRequest.objects.create(standing=one.standing, user=user, provider=one.code, **says)
    except IntegrityError:
        return None
    for texts in chunks(one.wanted, router.PROVIDERS[one.code].limits):
        part = MachinePart.objects.create(
            request=request,
            texts=[[text.pk, text.text, text.seen] for text in texts],
            characters=sum(len(text.text) for text in texts),
        )
        working.carry_out.enqueue(part.pk)
    return request


def chunks(wanted: Sequence[Wanted], limits: Limits) -> Iterator[list[Wanted]]:
    """In their order, as many at once as the service takes; what is longer than that goes alone."""
    found: list[Wanted] = []
    size = 0
    for one in wanted:
        if found and (len(found) == limits.texts or size + len(one.text) > limits.characters):
            yield found
            found, size = [], 0
        found.append(one)
        size += len(one.text)
    if found:
        yield found
