"""What is wrong with a translated passage, as far as a machine can be sure: said to people, in words that say what to do.

Nothing here asks the database but the glossary, which is kept in memory.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n.languages import exonym
from translation.fields import field_at
from translation.glossary import matching
from translation.numbers import lost
from translation.tongues import mistaken
from translation.wording import plain

_LINK = re.compile(r'<a\b[^>]*\bid="([^"]*)"[^>]*>(.*?)</a>', re.S)
URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”»]+")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!\d)(?<!\d\s)%[sd]\b|\{\{?\s*\w+\s*\}?\}")
_LONG, _TIMES = 120, 3
"""From so many letters on, a translation this many times as long as its original is looked at."""


class Code(StrEnum):
    """What is wrong."""

    NUMBER = "number"
    LINK = "link"
    ADDRESS = "address"
    PLACEHOLDER = "placeholder"
    LENGTH = "length"
    LANGUAGE = "language"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Finding:
    """``says`` what to do, in the active language. ``refuses``: it is a mistake without doubt; otherwise worth a look."""

    code: Code
    says: str
    refuses: bool


def findings(source: str, written_in: str, target: str, language: str, most: int | None = None) -> list[Finding]:
    """About a translation into ``language`` of a text ``written_in`` another; both are HTML or plain.

    ``most``: so many characters fit into its field. What is certain comes first. Nothing is said of an empty translation.
    """
    if not target.strip() or (source == target and len(source.split()) < 4):
        return []
    read, meant = plain(target), plain(source)
    found = [
        *_length(meant, read, most),
        *_language(read, language),
        *_links(source, target),
        *_addresses(meant, read),
        *_placeholders(meant, read),
        *_number(meant, read),
    ]
    if not any(one.code == Code.LANGUAGE for one in found):
        found.extend(_terms(source, written_in, target, language))
    return sorted(found, key=lambda one: not one.refuses)


def losses(source: str, target: str, most: int | None = None) -> list[Finding]:
    """Of these the ones that refuse what a page cannot show: too long, a link or a placeholder lost. Takes 0.05 ms."""
    read, meant = plain(target), plain(source)
    found = [*_links(source, target), *_placeholders(meant, read), *_length(meant, read, most)]
    return [one for one in found if one.refuses]


def limit_of(model: Any, path: str) -> int | None:
    """How many characters fit where wagtail-localize's ``path`` leads; ``None`` where there is no limit, or inside of blocks."""
    if model is None or "." in path:
        return None
    return getattr(field_at(model, path), "max_length", None)


def too_long(model: Any, path: str, target: str) -> str:
    """What to do about a text that does not fit where ``path`` leads, ``""`` for one that does."""
    return next((one.says for one in _length("", plain(target), limit_of(model, path)) if one.refuses), "")


def _length(source: str, target: str, most: int | None) -> Iterator[Finding]:
    if most and len(target) > most:
        over = len(target) - most
        says = ngettext(
            "%(n)s character too long for its place. Shorten it.",
            "%(n)s characters too long for its place. Shorten it.",
            over,
        )
        yield Finding(Code.LENGTH, says % {"n": over}, refuses=True)
    elif len(target) > _LONG and len(target) > _TIMES * len(source):
        says = _("More than three times as long as the original. See whether all of it belongs here.")
        yield Finding(Code.LENGTH, says, refuses=False)


def _language(target: str, language: str) -> Iterator[Finding]:
    if other := mistaken(target, language):
        says = _("This is written in %(found)s instead of %(wanted)s. Translate it.")
        yield Finding(Code.LANGUAGE, says % {"found": exonym(other), "wanted": exonym(language)}, refuses=True)


def _links(source: str, target: str) -> Iterator[Finding]:
    here, there = dict(_LINK.findall(source)), dict(_LINK.findall(target))
    for name in here.keys() - there.keys():
        says = _("The link on “%(words)s” is missing. Put it back.")
        yield Finding(Code.LINK, says % {"words": plain(here[name])}, refuses=True)
    for name in there.keys() - here.keys():
        says = _("The link on “%(words)s” does not stand in the original. Take it out.")
        yield Finding(Code.LINK, says % {"words": plain(there[name])}, refuses=True)


def _addresses(source: str, target: str) -> Iterator[Finding]:
    """Another language may well have another address; none at all is a loss."""
    for pattern in (URL, MAIL):
        here = [one.rstrip(".,;:)") for one in pattern.findall(source)]
        there = [one.rstrip(".,;:)") for one in pattern.findall(target)]
        gone = [one for one in here if one not in there]
        if gone:
            says = _(
                "The original names %(address)s, the translation does not. Write it, or the one for your language."
            )
            yield Finding(Code.ADDRESS, says % {"address": gone[0]}, refuses=len(there) < len(here))


def _placeholders(source: str, target: str) -> Iterator[Finding]:
    gone = Counter(PLACEHOLDER.findall(source)) - Counter(PLACEHOLDER.findall(target))
    for mark in gone:
        says = _("The portal puts something in place of %(mark)s. Write it exactly as it stands in the original.")
        yield Finding(Code.PLACEHOLDER, says % {"mark": mark}, refuses=True)


def _number(source: str, target: str) -> Iterator[Finding]:
    number = lost(*(MAIL.sub(" ", URL.sub(" ", PLACEHOLDER.sub(" ", text))) for text in (source, target)))
    if number is None:
        return
    if number.instead:
        says = _("The original says %(said)s, the translation %(instead)s. Write the same number.")
    else:
        says = _("The original says %(said)s, the translation does not. Write it, or see whether it is said in words.")
    yield Finding(Code.NUMBER, says % {"said": number.said, "instead": number.instead}, number.certain)


def _terms(source: str, written_in: str, target: str, language: str) -> Iterator[Finding]:
    """A term that is missing may be said in other words, so only a forbidden one is refused."""
    for one in matching.check(source, written_in, target, language):
        values = {"term": one.term, "wanted": one.wanted[0] if one.wanted else ""}
        if one.kind == matching.Kind.MISSING:
            says = _("The glossary has “%(wanted)s” for “%(term)s”. See whether it fits here.")
        elif one.wanted:
            says = _("The glossary advises against “%(term)s”. Write “%(wanted)s”.")
        else:
            says = _("The glossary advises against “%(term)s”. Choose another word.")
        refuses = one.certain and one.kind == matching.Kind.FORBIDDEN
        yield Finding(Code.TERM, says % values, refuses)
