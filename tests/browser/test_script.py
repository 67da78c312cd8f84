"""The small script: menus that close, suggestions by keyboard; and the same pages without it."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE

PLACES = {"count": 2, "results": [{"name": "Rijeka", "label": "Rijeka"}, {"name": "Porto", "label": "Porto, Portugal"}]}


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: Callable) -> None:
    page = open_page("/hr/", viewport=PHONE).page
    menu = page.locator("details.menu-main")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    menu.locator("a").first.focus()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_click_elsewhere_closes_a_menu(open_page: Callable) -> None:
    page = open_page("/fr/", viewport=PHONE).page
    page.locator("details.menu-language summary").click()
    assert page.locator("details.menu-language a").first.is_visible()
    page.mouse.click(5, 700)
    assert page.locator("details.menu-language").get_attribute("open") is None


@pytest.mark.parametrize("viewport", [PHONE, {"width": 800, "height": 700}])
def test_menus_open_without_script(open_page: Callable, viewport: dict) -> None:
    page = open_page("/nl/", viewport=viewport, javascript=False).page
    page.locator("details.menu-main summary").click()
    assert page.locator("details.menu-main a").first.is_visible()


def test_a_place_is_chosen_by_keyboard(open_page: Callable) -> None:
    page = open_page("/it/").page
    page.route("**/api/v1/places?**", lambda route: route.fulfill(json=PLACES))
    box = page.locator("input[data-suggest$=places]").first
    assert box.get_attribute("role") == "combobox"
    box.press_sequentially("ri")
    options = page.locator("[role=option]")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    box.press("Enter")
    assert box.input_value() == "Porto, Portugal"
    assert box.get_attribute("aria-expanded") == "false"
    assert page.url.endswith("/it/")


def test_escape_leaves_what_was_typed(open_page: Callable) -> None:
    page = open_page("/pt/").page
    page.route("**/api/v1/places?**", lambda route: route.fulfill(json=PLACES))
    box = page.locator("input[data-suggest$=places]").first
    box.press_sequentially("po")
    page.locator("[role=option]").first.wait_for()
    box.press("Escape")
    assert box.input_value() == "po"
    assert not page.locator("[role=listbox]").first.is_visible()


def test_suggestions_say_their_language_when_it_is_another(open_page: Callable) -> None:
    page = open_page("/fr/search/").page
    found = [
        {"title": "Centar", "url": "/hr/", "kind_label": "centre", "language": "hr"},
        {"title": "Centre", "url": "/fr/", "kind_label": "centre", "language": "fr"},
    ]
    page.route("**/api/v1/suggest?**", lambda route: route.fulfill(json={"count": 2, "results": found}))
    page.locator("input[data-suggest$=suggest]").first.press_sequentially("cen")
    options = page.locator("[role=option]")
    options.first.wait_for()
    assert [option.get_attribute("lang") for option in options.all()] == ["hr", "fr"]
    assert [option.locator("span").inner_text() for option in options.all()] == ["centre · croate", "centre"]


def test_filters_are_unfolded_where_there_is_room(open_page: Callable) -> None:
    page = open_page("/en/centres/").page
    assert page.locator("details.filters input").first.is_visible()
    page.set_viewport_size(PHONE)
    assert not page.locator("details.filters input").first.is_visible()
    page.locator("details.filters > summary").click()
    assert page.locator("details.filters input").first.is_visible()
