"""Every kind of page, in every language, in Chromium: axe finds nothing, nothing overflows at 320 px."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from core.i18n.languages import LANGUAGES

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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(open_page: Callable, paths: dict, language: str, dark: bool) -> None:
    watched = open_page(f"/{language}/", dark=dark)
    searched = [f"/{language}/{SEARCHES[language]}/?q=orientation"]
    found = {}
    for path in paths[language] + searched if not dark else paths[language][::3] + searched:
        watched.page.goto(watched.page.url.split(f"/{language}/")[0] + path)
        if wrong := violations(watched.page):
            found[path] = wrong
    assert found == {}


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


def test_text_at_200_percent_stays_in_one_column(open_page: Callable, paths: dict) -> None:
    watched = open_page("/nl/", viewport={"width": 1280, "height": 900})
    base = watched.page.url.split("/nl/")[0]
    for path in paths["nl"]:
        watched.page.goto(base + path)
        watched.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 1280, path
