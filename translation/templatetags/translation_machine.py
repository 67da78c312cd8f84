"""Machine translation on the desk."""

from typing import Any

from django import template
from django.utils.formats import number_format

from translation.desk.lists import locales
from translation.machine import router, telling
from translation.models import Standing
from translation.roles import Act, may

register = template.Library()


@register.inclusion_tag("translation/machine/offer.html")
def machine_offer(standing: Standing, writes: bool, pays: bool) -> dict[str, Any]:
    """The button for a thing in a language, for who pays, and what came of the last request; no query where no service translates."""
    if not router.code_for(standing.locale.language_code):
        return {"offer": None, "last": None}
    last = telling.last_of(standing)
    waits = bool(last and last.request.is_open)
    return {
        "offer": telling.offered(standing) if writes and pays and not waits else None,
        "last": last,
        "standing": standing,
    }


@register.filter
def grouped(number: int) -> str:
    """A large number as the reader's language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.simple_tag(takes_context=True)
def may_have_any_translated(context: dict[str, Any], language: str) -> bool:
    """Whether the reader may have a service translate into the language of this code."""
    locale = next((pk for pk, code in locales().items() if code == language), 0)
    return bool(router.code_for(language)) and may(context["request"].user, Act.MACHINE, locale)


@register.simple_tag(takes_context=True)
def may_have_translated(context: dict[str, Any], standing: Standing, language: str) -> bool:
    """Whether the reader may have a service translate a thing into the language of this code; no query."""
    return (
        standing.managed
        and bool(router.code_for(language))
        and may(context["request"].user, Act.MACHINE, standing.locale_id)
    )
