"""Every kind of page, in every language, in Chromium: axe finds nothing, nothing overflows, nothing is kept before a click."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from core.i18n.languages import LANGUAGES
from tests.browser.conftest import DESKTOP, Site, Visits, Watched

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SEARCHES = {"fr": "recherche", "nl": "zoeken", "it": "ricerca", "pt": "pesquisa", "hr": "pretraga", "en": "search"}


def violations(page: object) -> list[str]:
    """What axe finds on the page, once it is loaded: a click ends when its answer begins to come in."""
    page.wait_for_load_state()
    result = Axe().run(page, options=AXE)
    return [f"{v['id']}: {n['target']}" for v in result.response["violations"] for n in v["nodes"]]


@dataclass
class Seen:
    """What one visitor saw who opened every page of a language: by path, only where there was something."""

    axe: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, int] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)


@pytest.fixture(scope="module")
def seen(site: Site, visits: Visits, paths: dict) -> Callable[[str], Seen]:
    """Opening a page costs more than most questions about it: all are asked at once, and each test looks at its answers."""

    @cache
    def visit(language: str) -> Seen:
        page = visits.begin(java_script_enabled=True).new_page()
        watched, found = Watched(page, site), Seen()
        every = [*paths[language], f"/{language}/{SEARCHES[language]}/?q=orientation"]
        for number, path in enumerate(every):
            page.emulate_media(color_scheme="light")
            page.goto(site.path(path))
            kept = page.context.cookies(), page.evaluate("localStorage.length + sessionStorage.length")
            if any(kept):
                found.kept[path] = kept
            wrong = violations(page)
            if number % 3 == 0 or path == every[-1]:
                page.emulate_media(color_scheme="dark")
                wrong += [f"dark: {one}" for one in violations(page)]
            if wrong:
                found.axe[path] = wrong
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            if (width := page.evaluate("document.documentElement.scrollWidth")) > DESKTOP["width"]:
                found.wide[path] = width
        visits.end_all()
        watched.check()
        return found

    return visit


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(seen: Callable[[str], Seen], language: str) -> None:
    """In light colours on every page, in dark ones on every third."""
    assert seen(language).axe == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cookie_and_no_storage_before_a_click(seen: Callable[[str], Seen], language: str) -> None:
    assert seen(language).kept == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_at_200_percent_stays_in_one_column(seen: Callable[[str], Seen], language: str) -> None:
    assert seen(language).wide == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_small_phone(open_page: Callable, paths: dict, language: str) -> None:
    watched = open_page(f"/{language}/", viewport={"width": 320, "height": 640})
    base = watched.page.url.split(f"/{language}/")[0]
    wide = {}
    for path in paths[language]:
        watched.page.goto(base + path)
        width = watched.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}
