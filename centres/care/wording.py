"""Facts and changes of a centre in the words of the active language, for pages, mails and editors."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from centres.care.changes import Changes, model_field, names_of, text_field, value_of
from centres.fields.hours import CLOSED, OPEN, day_name, parse_week
from centres.models import Centre
from core.i18n.languages import active_language, exonym
from core.letters.letter import Fact

_IN_OWN_LANGUAGE = ("name", "site", "street", "city", "moves_to")


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """What visitors read before and after."""

    label: str
    before: Fact
    after: Fact


def language_of(centre: Centre, name: str) -> str:
    """The language a value is written in, ``""`` when it is none: a number, or words of the portal."""
    return text_field(name)[1] or (centre.language if name in _IN_OWN_LANGUAGE else "")


def label(name: str) -> str:
    """The name of a fact in the active language; a text in another language says which."""
    language = text_field(name)[1]
    text = capfirst(str(model_field(name).verbose_name))
    if language and language != active_language():
        return _("%(fact)s (in %(language)s)") % {"fact": text, "language": exonym(language)}
    return text


def shown(name: str, value: Any) -> list[str]:
    """A value in words, one line for each day or entry; "not known" when it is empty."""
    if value in ("", None, []):
        return [_("not known")]
    if name == "hours":
        return _week_lines(value)
    if name == "checked_on":
        return [date_format(date.fromisoformat(value), "DATE_FORMAT")]
    field = model_field(name)
    vocabulary = getattr(field, "vocabulary", None)
    if vocabulary is not None:
        return [", ".join(field.labels(value))]
    choices = dict(field.flatchoices)
    return [str(choices.get(value, value))]


def _week_lines(text: str) -> list[str]:
    week = parse_week(text)
    if week is None:
        return [text]
    lines = []
    for number, day in enumerate(week.days):
        what = _("closed") if day.state == CLOSED else _("not known")
        if day.state == OPEN:
            what = ", ".join(f"{start}–{end}" for start, end in day.intervals)
        lines.append(f"{day_name(number)}: {what}")
    return [*lines, _("closed on public holidays")] if week.holidays_off else lines


def _fact(centre: Centre, name: str, value: Any) -> Fact:
    return Fact(label(name), shown(name, value), language_of(centre, name) if value else "")


def facts_of(centre: Centre) -> list[Fact]:
    """All that visitors read now and may be changed here, known or not; where it moves to only while it moves."""
    names = (name for name in names_of(centre) if name != "moves_to" or centre.moves_to)
    return [_fact(centre, name, value_of(centre, name)) for name in names]


def changed_facts(centre: Centre, changes: Changes) -> list[ChangedFact]:
    """Each change, in the order of the form. What is left open follows from the rest and would only be noise."""
    return [
        ChangedFact(label(name), _fact(centre, name, change["from"]), _fact(centre, name, change["to"]))
        for name, change in changes.items()
        if name != "unverified"
    ]
