"""Atom feeds (RFC 4287): what was published last below a list, in the language of the list.

A room says which of its lists have one: ``@lists(AgendaIndexPage) def events(page) -> queryset``.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date

from core.head import SITE_NAME
from core.models import BasePage
from core.routing import public_page

LATEST = 50
"""Entries at most: whoever looks once a month misses none."""
NAME = "feed.atom"
Pages = Callable[[Any], Any]
"""Takes the list; gives a ``BasePageQuerySet`` of what it is about, in all languages."""
_pages: dict[type[BasePage], Pages] = {}


def lists(model: type[BasePage]) -> Callable[[Pages], Pages]:
    """Registers what the feed below pages of a type tells."""

    def register(pages: Pages) -> Pages:
        _pages[model] = pages
        return pages

    return register


def feed_url(page: BasePage) -> str:
    """The path of the feed of a list."""
    return f"{page.url or ''}{NAME}"


def feed(request: HttpRequest, path: str) -> HttpResponse:
    """``<list>/feed.atom``: one query besides those that find the list. Raises Http404 where no public list with a feed is.

    Fallback pages are no news.
    """
    page = public_page(request, path)
    pages = _pages.get(type(page))
    if pages is None:
        raise Http404
    newest = pages(page).in_language(page.locale.language_code).real().exclude(first_published_at=None)
    atom = Atom1Feed(
        title=f"{page.title} · {SITE_NAME}",
        link=page.full_url,
        description=page.summary,
        language=page.content_language,
        feed_url=request.build_absolute_uri(feed_url(page)),
        author_name=SITE_NAME,
    )
    for one in newest.order_by("-first_published_at", "-pk")[:LATEST]:
        atom.add_item(
            title=one.title,
            link=one.full_url,
            description=one.summary,
            unique_id=f"urn:uuid:{uuid5(one.translation_key, page.locale.language_code)}",
            pubdate=one.first_published_at,
            updateddate=one.last_published_at or one.first_published_at,
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Last-Modified"] = http_date(atom.latest_post_date().timestamp())
    return response
