"""A request comes into being: things get a day and somebody who does them, translators a letter; and is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from translation.models import Item, RequestedText, Standing, TranslationRequest
from translation.requests.choosing import waiting
from translation.requests.letters import write_to_translators
from translation.vocabularies import ItemState


@dataclass(frozen=True, slots=True)
class Asked:
    """``told``: how many people were written to; ``None`` for a form that was sent before."""

    request: TranslationRequest
    told: int | None


@transaction.atomic
def ask(
    key: UUID,
    items: Iterable[Item],
    locales: Iterable[int],
    user: Any,
    *,
    due: date | None = None,
    owner: Any = None,
    message: str = "",
) -> Asked | None:
    """Asks for what is not published yet; ``None`` when nothing is left to do. The same ``key`` again asks nothing more.

    A day that was asked for before stays when it is earlier. ``owner`` does it, or whoever writes the language.
    """
    if before := TranslationRequest.objects.filter(key=key).first():
        return Asked(before, None)
    rows = list(waiting(items, locales).select_for_update(of=("self",)))
    if not rows:
        return None
    request, made = TranslationRequest.objects.get_or_create(
        key=key, defaults={"message": message, "due": due, "asked_by": user}
    )
    if not made:
        return Asked(request, None)
    request.standings.set(rows)
    for one in rows:
        one.due = min(day for day in (one.due, due) if day) if due else one.due
        one.owner = owner or one.owner
    Standing.objects.bulk_update(rows, ["due", "owner"])
    return Asked(request, write_to_translators(request, rows))


@transaction.atomic
def take_back(request: TranslationRequest) -> None:
    """Nothing is asked for any more. What other requests ask for keeps their day."""
    rows = list(request.standings.select_for_update().exclude(state=ItemState.PUBLISHED))
    request.delete()
    others = RequestedText.objects.filter(standing__in=rows, done=False)
    days = dict(others.values("standing").annotate(day=Min("request__due")).values_list("standing", "day"))
    for one in rows:
        one.due = days.get(one.pk)
    Standing.objects.bulk_update(rows, ["due"])
