"""What was published last below a list: its Atom feed (RFC 4287), and what those who follow it by mail are told of.

A room says which of its lists have news: ``@lists(AgendaIndexPage) def events(page) -> queryset``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date

from core.head import SITE_NAME, Head
from core.kept import kept
from core.models import BasePage
from core.routing import public_page

LATEST = 50
"""Entries at most: whoever looks once a month misses none."""
NAME = "feed.atom"
Pages = Callable[[Any], Any]
"""Takes the list; gives a ``BasePageQuerySet`` of what it is about, in all languages."""


@dataclass(frozen=True, slots=True)
class Source:
    """What lists of a type tell: ``pages``, and for mails whether a page ``is_news`` still and a ``note`` in the active language."""

    pages: Pages
    is_news: Callable[[Any], bool]
    note: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A list with news, as readers know it. ``kind``: of what it lists (``core.vocabularies.Kind``). ``url``, ``feed``: paths."""

    kind: str
    title: str
    url: str
    feed: str


_sources: dict[type[BasePage], Source] = {}
_by_mail: list[Callable[[str], str]] = []


def lists(
    model: type[BasePage],
    *,
    is_news: Callable[[Any], bool] = lambda page: True,
    note: Callable[[Any], str] = lambda page: "",
) -> Callable[[Pages], Pages]:
    """Registers what the feed below pages of a type tells.

    ``is_news``: whether what was published is still worth a mail. ``note``: words beside its title there, such as a day.
    """

    def register(pages: Pages) -> Pages:
        _sources[model] = Source(pages, is_news, note)
        return pages

    return register


def told_by_mail(form_url: Callable[[str], str]) -> None:
    """Registers the form by which one follows a list: it takes the kind of what is listed and gives a path."""
    _by_mail[:] = [form_url]


def offer(page: BasePage, head: Head) -> None:
    """Says in the head of a list where its news are: as a feed, and by mail where a form is registered; no query."""
    head.feed = feed_url(page)
    head.by_mail = next((form_url(_kind(page)) for form_url in _by_mail), "")


def _kind(page: BasePage) -> str:
    return _sources[type(page)].pages(page).model.kind


def sources() -> Iterator[tuple[str, Any, Source]]:
    """``(kind, queryset, source)`` of every kind some public list has; one query for each type of list."""
    seen: set[str] = set()
    for model, source in _sources.items():
        for page in model.objects.in_public().order_by("path"):
            if (kind := _kind(page)) not in seen:
                seen.add(kind)
                yield kind, source.pages(page), source


def told_in(language: str) -> list[Told]:
    """The public lists of a language that have news, one for each kind; no query while they are kept."""
    return kept(f"feeds/{language}", lambda: _told_in(language))


def _told_in(language: str) -> list[Told]:
    pages = [page for model in _sources for page in model.objects.in_language(language)]
    found: dict[str, Told] = {}
    for page in sorted(pages, key=lambda page: page.path):
        found.setdefault(_kind(page), Told(_kind(page), page.title, page.url or "", feed_url(page)))
    return list(found.values())


def feed_url(page: BasePage) -> str:
    """The path of the feed of a list."""
    return f"{page.url or ''}{NAME}"


def feed(request: HttpRequest, path: str) -> HttpResponse:
    """``<list>/feed.atom``: one query besides those that find the list. Raises Http404 where no public list with a feed is.

    Fallback pages are no news.
    """
    page = public_page(request, path)
    source = _sources.get(type(page))
    if source is None:
        raise Http404
    newest = source.pages(page).in_language(page.locale.language_code).real().exclude(first_published_at=None)
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
