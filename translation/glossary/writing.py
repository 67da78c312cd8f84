"""What every way of writing terms needs: rows that may exchange their words, and the name of whoever confirms."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from translation.models import ConceptTerm
from translation.models.glossary import Status


def make_room(terms: Iterable[int | None]) -> None:
    """Before terms are written one by one: two that exchange their texts or ranks would meet on the way."""
    aside = Concat(Value("#"), Cast("pk", CharField()))
    ConceptTerm.objects.filter(pk__in=[pk for pk in terms if pk]).update(status=Status.DEPRECATED, text=aside)


def sign(term: ConceptTerm, user: Any, changed: Iterable[str]) -> None:
    """Who says that a term is confirmed, or changes the text of a confirmed one, stands for it from today."""
    if not term.confirmed:
        term.confirmed_by = term.confirmed_on = None
    elif {"text", "confirmed"} & set(changed):
        term.confirmed_by, term.confirmed_on = user, timezone.localdate()
