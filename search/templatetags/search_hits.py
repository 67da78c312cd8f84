"""One hit as markup: `{% load search_hits %}`. Made in Python because a page shows twenty."""

from html import escape

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import components
from core.i18n.borrowed import language_in
from core.i18n.languages import exonym
from core.i18n.said import Said
from core.templatetags.portal import page_language
from search.cards import HitLine
from search.interface import Hit, Segment

register = template.Library()


@register.simple_tag(takes_context=True)
def hit(context: Context, row: HitLine) -> SafeString:
    """`{% hit row %}`: kind, place, language, title, extract with the found words marked, facts."""
    return mark_safe(_markup(row, page_language(context), explain=bool(context.get("explain"))))


def _markup(row: HitLine, page_language: str, *, explain: bool = False) -> str:
    found = row.hit
    language = components.lang_attribute(found.language)
    title_language = components.lang_attribute(language_in(found.language, found.title))
    text_language = components.lang_attribute(language_in(found.language, found.text))
    place = f"<span{language}>{_spoken(row.place, found.language)}</span>" if row.place else ""
    far = escape(_("%(km)s km away") % {"km": f"{found.km:.0f}"}) if found.km is not None else ""
    kicker = " · ".join(part for part in (escape(row.kind), place, far) if part)
    facts = " · ".join(_spoken(fact, found.language) for fact in row.facts)
    facts = f'<p class="place"{language}>{facts}</p>' if facts else ""
    why = f'<p class="small">{escape(_why(found))}</p>' if explain else ""
    return (
        f'<li><p class="kicker"><span>{kicker}</span>{components.lang_tag(found.language, page_language)}</p>'
        f'<h4 class="hit-title"><a href="{escape(found.url)}"{title_language}>{"".join(map(_segment, found.heading)) or escape(found.title)}{_told_apart(row, page_language)}</a></h4>'
        f'<p class="hit-text"{text_language}>{"".join(map(_segment, found.extract))}</p>{facts}{why}</li>'
    )


def _spoken(text: str, language: str) -> str:
    said = language_in(language, text)
    return escape(text) if said == language else conditional_escape(Said(text, said))


def _told_apart(row: HitLine, page_language: str) -> str:
    """What a link says besides its title, unseen, so that the same words never lead to two pages."""
    kind = row.kind if row.namesake else ""
    language = exonym(row.hit.language, page_language) if row.hit.language != page_language else ""
    told = ", ".join(filter(None, (kind, language)))
    return f'<span class="visually-hidden" lang="{page_language}">, {escape(told)}</span>' if told else ""


def _why(found: Hit) -> str:
    """Why an editor sees a hit here: its score, and what raised or lowered it."""
    reasons = ", ".join(name for name in found.boosts if not name.startswith("word "))
    return _("Why here: score %(score)s; %(reasons)s") % {
        "score": f"{found.score:.2f}",
        "reasons": reasons or _("words only"),
    }


def _segment(segment: Segment) -> str:
    text = escape(segment.text)
    return f"<mark>{text}</mark>" if segment.hit else text
