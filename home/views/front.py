"""The home page: two doors, the needs, first questions, the modules, one case study, the partners."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext

from centres.finder.counts import counts_by_need
from centres.models import FinderPage
from community.models import CommunityIndexPage
from core.cards import Card
from core.i18n.borrowed import mark, says
from core.i18n.localised import PagesHere, pages_here
from core.kept import kept
from core.models import BasePage
from core.page_views import shows
from core.vocabularies import CompetenceCode, Need
from home.cards import PartnerLine, partner_lines
from home.models import HomePage
from resources.cards import module_titles


@dataclass(frozen=True, slots=True)
class Tile:
    """One need on the home page: its words, how many centres answer it, and the finder's address for it."""

    code: str
    label: str
    text: str
    count_label: str
    url: str


@dataclass(frozen=True, slots=True)
class DoorLink:
    """One line of the practitioners' door."""

    label: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the home page shows of other pages in its language; ``urls`` by the id that was chosen."""

    finder_url: str
    urls: dict[int, str]
    featured: Card | None
    partners: list[PartnerLine]


@shows(HomePage)
def home(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """What stands around it is kept until something is published; the numbers of centres are always fresh."""
    ids = page.linked_ids()
    around = kept(f"home/{page.locale.language_code}/{'-'.join(map(str, ids))}", lambda: _around(page, ids))
    total, counts = counts_by_need()
    return {
        "finder_url": around.finder_url,
        "total": total,
        "need_choices": Need.choices,
        "tiles": _tiles(page, counts, around.finder_url),
        "door_links": _door_links(page, around.urls),
        "remote_url": around.urls.get(page.remote_page_id or 0, ""),
        "competences": competence_stops(page.locale.language_code),
        "featured_card": around.featured,
        "organisations": around.partners,
    }


def _around(page: HomePage, ids: list[int]) -> Around:
    pages = pages_here(ids, page.locale, (FinderPage, CommunityIndexPage))
    return Around(
        finder_url=pages.url_of(FinderPage),
        urls={pk: other.url or "" for pk in ids if (other := pages.chosen(pk))},
        featured=_featured_card(page, pages),
        partners=partner_lines(page.locale.language_code, pages.url_of(CommunityIndexPage)),
    )


def _featured_card(page: HomePage, pages: PagesHere) -> Card | None:
    """The card of the page to show, in this language or as its fallback."""
    featured = pages.chosen(page.featured_id)
    specific = featured.specific if featured else None
    if not isinstance(specific, BasePage):
        return None
    mark(specific)
    return specific.card()


def _tiles(page: HomePage, counts: dict[str, int], finder_url: str) -> list[Tile]:
    """The needs with the number of centres that answer them."""
    return [
        Tile(
            code=block["value"]["need"],
            label=says(page, block["value"]["title"]),
            text=says(page, block["value"]["text"]),
            count_label=_count_label(counts.get(block["value"]["need"], 0)),
            url=f"{finder_url}?need={block['value']['need']}" if finder_url else "",
        )
        for block in page.needs.raw_data
    ]


def _count_label(count: int) -> str:
    """``34 centres`` in the active language."""
    return ngettext("%(count)s centre", "%(count)s centres", count) % {"count": count}


def _door_links(page: HomePage, urls: dict[int, str]) -> list[DoorLink]:
    """The practitioners' links whose page is live in this language."""
    return [
        DoorLink(
            says(page, block["value"]["label"]),
            says(page, block["value"].get("hint", "")),
            urls[block["value"]["page"]],
        )
        for block in page.practitioner_links.raw_data
        if block["value"].get("page") in urls
    ]


def competence_stops(language: str) -> list[dict[str, Any]]:
    """The seven competences as stops; each leads to its module where there is one."""
    urls = {module.competence: module.url for module in module_titles(language)}
    return [
        {"stop": code, "label": label, "url": urls.get(code, ""), "current": False}
        for code, label in CompetenceCode.choices
    ]
