"""Navigation, footer, alert and language switcher of one request, ready to render."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from core.i18n.languages import endonym
from core.i18n.translations import active_language, switcher_urls
from core.models import LanguageSettings


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``current`` when the page shown is it or below it. ``language`` when its title is in another language."""

    title: str
    url: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A titled group of links in the footer."""

    title: str
    items: list[Link]


@dataclass(frozen=True, slots=True)
class Alert:
    """A message on top of every page; ``link_url`` may be empty."""

    title: str
    text: str
    link_url: str
    link_text: str
    tone: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language switcher. ``missing``: the page has no version of its own in that language."""

    code: str
    name: str
    url: str
    current: bool
    missing: bool


@dataclass(slots=True)
class Chrome:
    """Everything around a page."""

    languages: list[LanguageLink]
    language: str
    home_url: str
    search_url: str
    claim: str = ""
    navigation: list[Link] = field(default_factory=list)
    about: str = ""
    footer_columns: list[Column] = field(default_factory=list)
    legal: list[Link] = field(default_factory=list)
    funding: str = ""
    alert: Alert | None = None


def home_url(language: str) -> str:
    """The path of a language's home page."""
    with override(language):
        return reverse("wagtail_serve", args=[""])


def _search_url() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return home_url(active_language())


def _page_ids(row: LanguageSettings) -> Iterator[int]:
    """Ids of every page the settings link to, read from the raw stream data so that no page is loaded yet."""

    def walk(value: Any) -> Iterator[int]:
        if isinstance(value, dict):
            if isinstance(value.get("page"), int):
                yield value["page"]
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, Iterable) and not isinstance(value, str):
            for item in value:
                yield from walk(item)

    for stream in (row.navigation, row.footer, row.legal):
        yield from walk(list(stream.raw_data))
    if row.alert_page_id:
        yield row.alert_page_id


def _links(raw: Iterable[Any], pages: dict[int, Page], path: str, home: str) -> list[Link]:
    links = []
    for item in raw:
        value = item["value"]
        page = pages.get(value.get("page") or 0)
        url = (page.get_url() if page else "") or value.get("url") or ""
        title = value.get("title") or (page.title if page else "")
        if url and title:
            links.append(Link(title=title, url=url, current=url != home and path.startswith(url)))
    return links


def _alert(row: LanguageSettings, pages: dict[int, Page]) -> Alert | None:
    if not row.has_alert:
        return None
    page = pages.get(row.alert_page_id or 0)
    return Alert(
        title=row.alert_title,
        text=row.alert_text,
        link_url=(page.get_url() if page else "") or "",
        link_text=page.title if page else "",
        tone=row.alert_tone,
    )


def _languages(request: HttpRequest, language: str) -> list[LanguageLink]:
    head = getattr(request, "head", None)
    own = head.switcher if head else {}
    missing = head.missing if head else []
    urls = switcher_urls(own, home_url)
    return [
        LanguageLink(code, endonym(code), urls[code], code == language, code in missing) for code in urls
    ]


def chrome_for(request: HttpRequest) -> Chrome:
    """The chrome of ``request`` in the active language; two queries."""
    language = active_language()
    row = (
        getattr(request, "chrome_draft", None)
        or LanguageSettings.objects.filter(locale__language_code=language, live=True).first()
    )
    home = home_url(language)
    chrome = Chrome(
        languages=_languages(request, language), language=language, home_url=home, search_url=_search_url()
    )
    if row is None:
        return chrome
    pages = {
        page.pk: page for page in Page.objects.live().filter(pk__in=set(_page_ids(row))).select_related("locale")
    }
    chrome.claim = row.claim
    chrome.about = row.about
    chrome.funding = row.funding
    chrome.navigation = _links(row.navigation.raw_data, pages, request.path, home)
    chrome.legal = _links(row.legal.raw_data, pages, request.path, home)
    chrome.footer_columns = [
        Column(item["value"]["title"], _links(item["value"]["links"], pages, request.path, home))
        for item in row.footer.raw_data
    ]
    chrome.alert = _alert(row, pages)
    return chrome

