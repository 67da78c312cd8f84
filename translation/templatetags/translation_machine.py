"""Machine translation on the desk."""

from typing import Any

from django import template
from django.utils.formats import number_format

from translation.machine import router, telling
from translation.models import Standing

register = template.Library()


@register.inclusion_tag("translation/machine/offer.html")
def machine_offer(standing: Standing, writes: bool) -> dict[str, Any]:
    """The button for a thing in a language, and what came of the last request; no query where no service translates."""
    if not router.code_for(standing.locale.language_code):
        return {"offer": None, "last": None}
    last = telling.last_of(standing)
    waits = bool(last and last.request.is_open)
    return {"offer": telling.offered(standing) if writes and not waits else None, "last": last, "standing": standing}


@register.filter
def grouped(number: int) -> str:
    """A large number as the reader's language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def by_machine(language: str) -> bool:
    """Whether a service translates into the language of this code."""
    return bool(router.code_for(language))
