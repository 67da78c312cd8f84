"""Who suits whom: people who can show what somebody looks for, or look for what somebody can show."""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from community.models import Practitioner
from core.fields import holds

MOST = 10


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who suits. ``shows``: themes the reader looks for; ``seeks``: themes the reader can show."""

    person: Practitioner
    shows: list[str]
    seeks: list[str]


def matches_of(me: Practitioner) -> list[Match]:
    """The ten who suit best, those who suit both ways first; one query, and one for the names of organisations.

    Only people who speak a language in common, where both have said which they speak.
    """
    if not me.is_listed or not (me.seeks or me.offers):
        return []
    others = Practitioner.objects.visible_to(me).exclude(pk=me.pk)
    if me.languages:
        common = Q(languages=[])
        for code in me.languages:
            common |= Q(holds("languages", code))
        others = others.filter(common)
    others = others.annotate(gives=_number("offers", me.seeks), takes=_number("seeks", me.offers))
    both = Case(When(gives__gt=0, takes__gt=0, then=0), default=1, output_field=IntegerField())
    best = (
        others.filter(Q(gives__gt=0) | Q(takes__gt=0))
        .with_organisation()
        .order_by(both, -(F("gives") + F("takes")), "sort_key", "pk")[:MOST]
    )
    return [
        Match(person, [code for code in person.offers if code in me.seeks], [c for c in person.seeks if c in me.offers])
        for person in best
    ]


def _number(name: str, codes: list[str]) -> Combinable:
    """How many of the codes the list in a column holds."""
    number: Combinable = Value(0, output_field=IntegerField())
    for code in codes:
        number = number + Case(When(holds(name, code), then=1), default=0, output_field=IntegerField())
    return number
