"""Small pieces of markup that stand many times on a page, made in Python because template includes cost more."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from babel.dates import format_skeleton
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.art import need_art
from core.cards import Card, Carded
from core.facets import Facet, FacetOption
from core.i18n.languages import active_language, endonym
from core.i18n.said import attributes, language_of_text
from core.vocabularies import Kind, Need

_KINDS = {kind: label for kind, label in Kind.choices if kind != Kind.PAGE}
"""What a card says a thing is; that it is a page goes without saying."""
_NEEDS = frozenset(Need.values)
"""Django makes the list of values anew each time it is asked for."""
STOP_STATES = frozenset({"", "dashed", "dotted", "here", "done", "quiet", "cluster"})
STATUS_SHAPES = frozenset({"open", "confirm", "moving", "closed"})
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@lru_cache(maxsize=128)
def _sprite(symbol: str) -> str:
    return f"{static('core/signs.svg')}#{symbol}"


def symbol_url(symbol: str) -> str:
    """The address of one symbol of signs.svg."""
    return _sprite(symbol)


@lru_cache(maxsize=128)
def icon(name: str, modifier: str = "") -> SafeString:
    """An interface icon (24 grid) that screen readers skip. ``modifier``: ``small``."""
    extra = f" icon-{modifier}" if modifier else ""
    return format_html(
        '<svg class="icon{}" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}"/></svg>',
        extra,
        _sprite(f"i-{name}"),
    )


@lru_cache(maxsize=16)
def plate(code: str) -> SafeString:
    """The pictogram plate of a need, without its word."""
    return format_html(
        '<span class="plate line-{}"><svg width="32" height="32" aria-hidden="true" focusable="false">'
        '<use href="{}"/></svg></span>',
        code,
        _sprite(f"need-{code}"),
    )


def need_sign(code: str, label: str | Promise | bool = True, *, small: bool = False) -> SafeString:
    """Pictogram plate and word of a need; ``label`` False leaves the word out, a text replaces it. Unknown: nothing."""
    if code not in _NEEDS:
        return SafeString("")
    word = Need(code).label if label is True else label or ""
    text = format_html("<span>{}</span>", word) if word else SafeString("")
    return format_html('<span class="need-sign{}">{}{}</span>', " is-small" if small else "", plate(code), text)


def need_signs(needs: Iterable[tuple[str, str]]) -> SafeString:
    """Plates of several needs in one line, for dense lists. ``needs``: (code, label); the label is read out and shown
    when pointed at. Nothing for no needs."""
    items = "".join(
        f'<li title="{escape(label)}">{plate(code)}<span class="visually-hidden">{escape(label)}</span></li>'
        for code, label in needs
    )
    # Safe: the labels are escaped, the plates are ours.
    return mark_safe(f'<ul class="bare need-signs is-small">{items}</ul>' if items else "")


def stop(content: Any = "", state: str = "") -> SafeString:
    """A stop. ``state``: dashed (known as a city only), here, done (a tick), quiet, cluster.

    Raises ValueError for an unknown state.
    """
    if state not in STOP_STATES:
        raise ValueError(f"Unknown state of a stop: {state!r}. Known: {', '.join(sorted(STOP_STATES))}.")
    inner = icon("check") if state == "done" and not content else conditional_escape(content)
    # Safe: the states are ours, the content is escaped.
    return mark_safe(f'<span class="stop{f" stop-{state}" if state else ""}">{inner}</span>')


def status(code: str, label: str | Promise) -> SafeString:
    """A status: shape and word. ``code``: open, confirm, moving or closed; an unknown one gets the doubtful shape."""
    shape = code if code in STATUS_SHAPES else "confirm"
    return format_html('<span class="status status-{}">{}</span>', shape, label)


@lru_cache(maxsize=256)
def _tag(code: str) -> SafeString:
    return format_html('<span class="tag" lang="{}">{}</span>', code, endonym(code))


def lang_tag(code: str, page_language: str) -> SafeString:
    """The language's own name as a tag, when it is not the one the visitor reads in."""
    if not code or code == page_language:
        return SafeString("")
    return _tag(code)


@lru_cache(maxsize=256)
def _lang(code: str) -> SafeString:
    # Safe: the code is escaped.
    return mark_safe(attributes(code))


def lang_attribute(code: str) -> SafeString:
    """`` lang="xx"`` for a text in another language than what is around it, which is in the active one."""
    return _lang(code) if code and code != active_language() else SafeString("")


@lru_cache(maxsize=256)
def _month_and_year(day: date, language: str) -> str:
    return format_skeleton("yMMMM", day, locale=language.split("-")[0])


def big_date(day: date, end: date | None = None) -> SafeString:
    """A date set large: the day (or days), below it month and year. ``end``: its last day."""
    last = end or day
    if (last.year, last.month) != (day.year, day.month):
        number = f"{day.day}/{day.month}–{last.day}/{last.month}"
    else:
        number = f"{day.day}" if last.day == day.day else f"{day.day}–{last.day}"
    month = _month_and_year(date(last.year, last.month, 1), active_language())
    return format_html('<time class="big-date" datetime="{}"><b>{}</b> {}</time>', day.isoformat(), number, month)


def as_card(thing: Card | Carded) -> Card:
    """The card of a thing that has one, or the card itself."""
    return thing if isinstance(thing, Card) else thing.card()


def card(thing: Card | Carded, page_language: str, *, level: int = 3, variant: str = "") -> SafeString:
    """One card. ``level`` of its heading, 2 to 4; ``variant`` ``feature``: picture beside the text in a frame."""
    shown = as_card(thing)
    title_lang = lang_attribute(language_of_text(shown.title, shown.language))
    text_lang = lang_attribute(language_of_text(shown.text, shown.language))
    drawn = variant == "feature" or bool(shown.art)
    name, before = _card_shape(shown, variant)
    text = f'<p class="card-text"{text_lang}>{escape(shown.text)}</p>' if shown.text else ""
    # Plain strings: a list of twenty cards through format_html costs a millisecond more. Every value is escaped.
    return mark_safe(
        f'<article class="{name}">{before}<div class="card-body">{_kicker(shown, page_language)}'
        f'<h{level:d}{title_lang} class="card-title"><a href="{conditional_escape(shown.url)}">'
        f"{escape(shown.title)}</a></h{level:d}>{text}{_foot(shown, drawn)}</div></article>"
    )


def _card_shape(shown: Card, variant: str) -> tuple[str, str]:
    line = f" line-{shown.line}" if shown.line in _NEEDS else ""
    if variant == "feature" or shown.art:
        picture = need_art(shown.art or shown.url, shown.line)
        name = "card-feature" if variant == "feature" else "card-art"
        return f"card {name}{line}", f'<div class="card-picture">{picture}</div>'
    if shown.date:
        return "card card-date", big_date(shown.date, shown.date_end)
    if shown.stop:
        return f"card card-stop{line}", stop(shown.stop)
    return f"card{line}", ""


def _kicker(shown: Card, page_language: str) -> str:
    words = f"<span>{conditional_escape(str(_KINDS[shown.kind]))}</span>" if shown.kind in _KINDS else ""
    tag = lang_tag(shown.language, page_language)
    return f'<p class="kicker">{words}{tag}</p>' if words or tag else ""


def _foot(shown: Card, drawn: bool) -> str:
    """What stands at the lower edge, so that it is level in a row of cards: facts, and in words the need that is
    ``drawn`` on the card's sign."""
    items = "".join(f"<li>{conditional_escape(item)}</li>" for item in shown.meta)
    if drawn and shown.line in _NEEDS:
        items += f"<li>{need_sign(shown.line, small=True)}</li>"
    return f'<ul class="bare meta">{items}</ul>' if items else ""


def cards(things: Iterable[Card | Carded], page_language: str, *, level: int = 3, columns: int = 3) -> SafeString:
    """A list of cards in up to ``columns`` (2 or 3) columns; nothing for no things."""
    items = "".join(f"<li>{card(thing, page_language, level=level)}</li>" for thing in things)
    return mark_safe(f'<ul class="bare cards cards-{columns:d}">{items}</ul>' if items else "")


def choices(facet: Facet) -> SafeString:
    """The check boxes of a facet, each with its count."""
    # Safe: every value is escaped.
    return mark_safe("".join(_choice(escape(facet.name), option) for option in facet.options))


def _choice(name: str, option: FacetOption) -> str:
    sign = f'<span class="is-small">{plate(option.icon)}</span>' if option.icon else ""
    return (
        f'<label class="choice"><input type="checkbox" name="{name}" value="{escape(option.code)}"'
        f"{' checked' if option.selected else ''}>{sign}<span{lang_attribute(option.language)}>"
        f'{conditional_escape(option.label)}</span><span class="count">{option.count}</span></label>'
    )


class Linked(Protocol):
    """A link of the header or footer. ``current``: the page shown is it or below it."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def current(self) -> bool: ...
    @property
    def language(self) -> str: ...


def links(items: Iterable[Linked]) -> SafeString:
    """Links as items of a list."""
    # Safe: every value is escaped.
    return mark_safe(
        "".join(
            f'<li><a href="{escape(item.url)}"{lang_attribute(language_of_text(item.title, item.language))}'
            f"{_current(item.current)}>{escape(item.title)}</a></li>"
            for item in items
        )
    )


class LanguageLinked(Protocol):
    """A link to the same page in another language, or to this page."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def current(self) -> bool: ...


def language_links(items: Iterable[LanguageLinked]) -> SafeString:
    """The language switcher as items of a list, each language in its own words."""
    # Safe: every value is escaped; codes and names are ours.
    return mark_safe(
        "".join(
            f'<li><a href="{escape(item.url)}" hreflang="{item.code}" lang="{item.code}"{_current(item.current)}>'
            f"{escape(item.name)}</a></li>"
            for item in items
        )
    )


def _current(current: bool) -> str:
    return ' aria-current="true"' if current else ""


def json_ld(data: Mapping[str, Any] | list[Any] | None) -> SafeString:
    """A schema.org data block; characters that could end the script element are escaped."""
    if not data:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).translate(_JSON_ESCAPES)
    # Safe: what could end the element is escaped.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
