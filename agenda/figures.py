"""What this room adds to the figures of the portal: events, and the people who signed up for them and came."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models import EventPage, Register, SignUp
from agenda.vocabularies import EventKind
from core.figures import registry
from core.figures.registry import ONE, Count, Dimension, Figure, month_of


def register_figures() -> None:
    """Called once when the app is ready."""
    countries = Dimension(_("Country"), registry.country_names)
    kinds = Dimension(_("Kind"), registry.named(dict(EventKind.choices)))
    registry.register(Figure("events", 40, _("Events, by country"), countries, kinds, _events))
    registry.register(
        Figure(
            "sign-ups",
            41,
            _("People who signed up for events, by country they come from"),
            countries,
            registry.one(_("Number")),
            lambda: _people("countries"),
            people=True,
        )
    )
    came = Dimension(_("Events"), registry.one(_("All events")).names)
    registry.register(
        Figure(
            "participants",
            42,
            _("People who came to events"),
            came,
            registry.one(_("Number")),
            lambda: _people("came"),
            people=True,
            note=_("Where the organiser ticked who came."),
        )
    )


def _events() -> Iterator[Count]:
    """One for all its languages, in the month it began; those that were called off or put off are left out."""
    pages = EventPage.objects.in_public().filter(
        alias_of=None, starts_at__lte=timezone.now(), cancelled=False, postponed=False
    )
    rows = pages.order_by("translation_key", "pk").values_list("translation_key", "starts_at", "country", "event_kind")
    seen = set()
    for key, starts_at, country, kind in rows:
        if key not in seen:
            seen.add(key)
            yield Count(month_of(starts_at), country, kind, 1)


def _people(wanted: str) -> Iterator[Count]:
    """``countries``: who signed up for events that have begun, ``""`` for those of no country; ``came``: who was there. Two queries."""
    begun = Register.objects.filter(starts_at__lte=timezone.now()).order_by()
    forgotten = begun.exclude(forgotten_at=None).values_list("starts_at", "numbers")
    for starts_at, numbers in forgotten:
        yield from _kept(starts_at, numbers, wanted)
    present = SignUp.objects.present().filter(register__in=begun.filter(forgotten_at=None)).order_by()
    rows = present.values_list("register__starts_at", "country").annotate(
        all=Number("pk"), there=Number("pk", filter=Q(came=True))
    )
    for starts_at, country, everybody, there in rows:
        month = month_of(starts_at)
        yield Count(month, ONE, ONE, there) if wanted == "came" else Count(month, country, ONE, everybody)


def _kept(starts_at: Any, numbers: dict[str, Any], wanted: str) -> Iterator[Count]:
    """What is left of sign-ups that were deleted (``Register.numbers``)."""
    month = month_of(starts_at)
    if wanted == "came":
        yield Count(month, ONE, ONE, numbers.get("came", 0))
        return
    countries = numbers.get("countries", {})
    for country, number in countries.items():
        yield Count(month, country, ONE, number)
    yield Count(month, "", ONE, max(0, numbers.get("signed_up", 0) - sum(countries.values())))
