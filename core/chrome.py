"""Navigation, footer, alert and language switcher of one request, ready to render."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from core.i18n.borrowed import mark, says
from core.i18n.languages import active_language, endonym
from core.i18n.localised import PagesHere, language_of, pages_here
from core.i18n.said import Said, language_of_text
from core.i18n.translations import switcher_urls
from core.i18n.urls import home_url
from core.kept import kept
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
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the settings of one language say: the part of the chrome that is the same on every page."""

    claim: str = ""
    navigation: list[Link] = field(default_factory=list)
    about: str = ""
    footer_columns: list[Column] = field(default_factory=list)
    legal: list[Link] = field(default_factory=list)
    funding: str = ""
    alert: Alert | None = None


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


def _links(row: LanguageSettings, raw: Iterable[Any], pages: PagesHere) -> list[Link]:
    links = []
    for item in raw:
        value = item["value"]
        page = pages.chosen(value.get("page"))
        url = (page.get_url() if page else "") or value.get("url") or ""
        title = says(row, value.get("title") or "") or (page.title if page else "")
        if url and title:
            of_page = page is not None and not value.get("title")
            links.append(Link(title=title, url=url, language=language_of(page) if of_page else ""))
    return links


def _alert(row: LanguageSettings, pages: PagesHere) -> Alert | None:
    if not row.alert_title:
        return None
    page = pages.chosen(row.alert_page_id)
    return Alert(
        title=row.alert_title,
        text=row.alert_text,
        link_url=(page.get_url() if page else "") or "",
        link_text=Said(page.title, language_of_text(page.title, language_of(page))) if page else "",
        tone=row.alert_tone,
        until=row.alert_until,
    )


def _words(row: LanguageSettings | None) -> Words:
    """What one language's settings say, with the addresses of the pages they link to; one query."""
    if row is None:
        return Words()
    pages = pages_here(_page_ids(row), row.locale)
    mark(row)
    return Words(
        claim=row.claim,
        about=row.about,
        funding=row.funding,
        navigation=_links(row, row.navigation.raw_data, pages),
        legal=_links(row, row.legal.raw_data, pages),
        footer_columns=[
            Column(says(row, item["value"]["title"]), _links(row, item["value"]["links"], pages))
            for item in row.footer.raw_data
        ],
        alert=_alert(row, pages),
    )


def _published_words(language: str) -> Words:
    rows = LanguageSettings.objects.filter(locale__language_code=language, live=True)
    return _words(rows.select_related("locale").first())


def _search_url() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return home_url(active_language())


def _languages(request: HttpRequest, language: str) -> list[LanguageLink]:
    head = getattr(request, "head", None)
    own = head.switcher if head else {}
    missing = head.missing if head else []
    urls = switcher_urls(own, home_url)
    return [LanguageLink(code, endonym(code), urls[code], code == language, code in missing) for code in urls]


def chrome_for(request: HttpRequest) -> Chrome:
    """The chrome of ``request`` in the active language."""
    language = active_language()
    draft = getattr(request, "chrome_draft", None)
    words = _words(draft) if draft else kept(f"chrome/{language}", lambda: _published_words(language))
    home = home_url(language)
    alert = words.alert
    return Chrome(
        languages=_languages(request, language),
        language=language,
        home_url=home,
        search_url=_search_url(),
        claim=words.claim,
        about=words.about,
        funding=words.funding,
        navigation=[
            replace(link, current=link.url != home and request.path.startswith(link.url)) for link in words.navigation
        ],
        footer_columns=words.footer_columns,
        legal=words.legal,
        alert=alert if alert and (alert.until is None or alert.until > timezone.now()) else None,
    )
