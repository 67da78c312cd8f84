"""Peer exchanges as pages: beforehand who opens what, afterwards what came out."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from agenda.models import PeerExchangePage
from agenda.retelling import retold
from agenda.views.pages import event
from core.i18n.localised import language_of, pages_here
from core.page_views import shows


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens the theme. ``name`` of the organisation and ``url`` of its page, ``""`` for none; ``words`` as the page has them."""

    name: Any
    url: str
    words: str


@shows(PeerExchangePage)
def exchange(page: PeerExchangePage, request: HttpRequest) -> dict[str, Any]:
    """What an event shows; the theme with who opens it; once it is over what came out, and the text that was made of it."""
    is_told = page.is_past and page.has_come_out
    return event(page, request) | {"opener": _opener(page), "is_told": is_told, "retold": _retold(page)}


def _opener(page: PeerExchangePage) -> Opener | None:
    language = page.locale.language_code
    if page.opener:
        return Opener(page.opener.name_in(language).said, page.opener.url_in(language), page.opened_by)
    return Opener("", "", page.opened_by) if page.opened_by else None


def _retold(page: PeerExchangePage) -> tuple[Page, str] | None:
    """The text that was made of it and its language, where everybody may read it."""
    made = retold(page) if page.is_past else None
    here = pages_here([made.pk], page.locale).chosen(made.pk) if made else None
    return (here, language_of(here)) if here else None
