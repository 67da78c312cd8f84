"""Template tags of the portal: ``{% load portal %}``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from core import components
from core.art import art as draw
from core.art import need_art
from core.cards import Card, Carded
from core.i18n.languages import active_language, endonym, exonym
from core.i18n.said import language_of_text

register = template.Library()

register.simple_tag(components.status, name="status")
register.simple_tag(components.json_ld, name="json_ld")
register.simple_tag(components.big_date, name="big_date")
register.simple_tag(components.symbol_url, name="symbol_url")
register.simple_tag(components.language_links, name="language_links")
register.simple_tag(components.links, name="links")
register.simple_tag(components.choices, name="choices")
register.filter("endonym", endonym)
register.filter("exonym", exonym)


def page_language(context: Context) -> str:
    """The language the visitor reads in, also inside a text that is shown in another one."""
    request = context.get("request")
    return getattr(request, "LANGUAGE_CODE", "") or active_language()


@register.simple_tag(takes_context=True)
def error_mark(context: Context) -> str:
    """``Error: `` before the window's title while the visitor has something to put right, in a form or in the address."""
    # By their own types: asking a lazy value for its class would make it, and with the token of a form its cookie.
    forms = [value for value in context.flatten().values() if issubclass(type(value), BaseForm | BaseFormSet)]
    wrong = any(form.is_bound and not form.is_valid() for form in forms)
    head = context.get("head")
    wrong = wrong or bool(head and head.to_put_right)
    return _("Error:") + " " if wrong else ""


@register.simple_tag(takes_context=True)
def user_bar(context: Context) -> str:
    """Wagtail's bar for who works on the site; the admin's *Checks* read the preview through it.

    Visitors without a session are not asked who they are: their answer would depend on a cookie.
    """
    request = context.get("request")
    return wagtailuserbar(context) if request and settings.SESSION_COOKIE_NAME in request.COOKIES else ""


@register.simple_tag
def icon(name: str, modifier: str = "") -> SafeString:
    """``{% icon "search" %}``: symbol ``i-search`` of signs.svg, hidden from screen readers."""
    return components.icon(name, modifier)


@register.simple_tag
def need_sign(code: str, label: Any = True, small: bool = False) -> SafeString:
    """``{% need_sign "train" %}``: plate and word. ``label=False``: plate alone; ``small=True``: 28 px."""
    return components.need_sign(code, label, small=small)


@register.simple_tag
def plate(code: str) -> SafeString:
    """``{% plate "train" %}``: the pictogram plate alone, hidden from screen readers."""
    return components.plate(code)


@register.simple_tag
def art(seed: Any, line: str = "", sign: str = "") -> SafeString:
    """``{% art page.slug %}``: the drawing of a seed; ``line``: a need that must be in it, which is then on the sign;
    ``sign="i-phone"``: another symbol of signs.svg on it."""
    return draw(str(seed), line or "", sign) if sign else need_art(str(seed), line or "")


@register.simple_tag
def stop(content: Any = "", state: str = "") -> SafeString:
    """``{% stop 3 state="dashed" %}``."""
    return components.stop(content, state)


@register.simple_tag(takes_context=True)
def lang_tag(context: Context, code: str, always: bool = False) -> SafeString:
    """``{% lang_tag "fr" %}``: shown when it is not the page's language, or ``always=True``."""
    return components.lang_tag(code, "" if always else page_language(context))


@register.simple_tag
def lang_attr(code: str) -> SafeString:
    """``<h3{% lang_attr "fr" %}>``: the attribute, when the text is not in the language around it."""
    return components.lang_attribute(code)


@register.filter
def language(text: Any) -> str:
    """``{% lang_attr title|language %}``: the language a text knows of itself, ``""`` for most (``core.i18n.borrowed``)."""
    return language_of_text(text)


@register.simple_tag(takes_context=True)
def card(context: Context, thing: Card | Carded, level: int = 3, variant: str = "") -> SafeString:
    """``{% card page %}``; ``variant="feature"``: wide, with its picture beside."""
    return components.card(thing, page_language(context), level=level, variant=variant)


@register.simple_tag(takes_context=True)
def cards(context: Context, things: Iterable[Card | Carded], level: int = 3, columns: int = 3) -> SafeString:
    """``{% cards pages %}``: a list of cards in up to three columns."""
    return components.cards(things, page_language(context), level=level, columns=columns)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``{{ labels|item:code }}``: the value under a variable key, ``""`` when there is none."""
    return mapping.get(key, "")


@register.filter
def iso(value: date) -> str:
    """A date for the ``datetime`` attribute."""
    return value.isoformat()
