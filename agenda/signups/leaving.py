"""What whoever deletes events is told before."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Page

from agenda.models import EventPage, Register, SignUp


def signed_up_below(pages: Sequence[Page]) -> list[str]:
    """How many people have signed up for the events to come among ``pages`` and below them; nothing for nobody."""
    below = reduce(or_, (Q(path__startswith=page.path) for page in pages))
    keys = EventPage.objects.filter(below).values("translation_key")
    registers = Register.objects.filter(event_key__in=keys, ends_at__gt=timezone.now())
    ahead = [one.pk for one in registers if not one.facts.get("cancelled")]
    number = SignUp.objects.filter(register__in=ahead).reached().count() if ahead else 0
    if not number:
        return []
    said = ngettext(
        "%(number)s person has signed up. When the event is deleted in all languages, this person is told by mail that it does "
        "not take place.",
        "%(number)s people have signed up. When the event is deleted in all languages, they are told by mail that it does "
        "not take place.",
        number,
    )
    return [said % {"number": number}]
