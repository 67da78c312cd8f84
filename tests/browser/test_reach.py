"""Titles, the way past the filters, suggestions that say how many they are, large text, forced colours, paper."""

from collections.abc import Callable

import pytest

PLACES = {"count": 2, "results": [{"name": "Rijeka", "label": "Rijeka"}, {"name": "Porto", "label": "Porto, Portugal"}]}
COMPARED = "/en/centres/compare/?centre=cisok-cakovec&centre=cite-des-metiers-paris&centre=citta-dei-mestieri-torino&centre=cidade-das-profissoes-porto"
LARGE_TEXT = [
    "/en/centres/", "/it/centri/?place=Milano&radius=400&speaks=it", "/hr/centri/cisok-cakovec/", COMPARED, "/hr/",
    "/en/centres/cisok-cakovec/suggest/", "/en/search/?q=work", "/en/events/", "/en/case-studies/",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/en/centres/", "/en/case-studies/", "/en/search/?q=work"])
def test_the_results_are_two_tabs_away(open_page: Callable, path: str) -> None:
    page = open_page(path).page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    results = "document.activeElement.closest('#list, #results, [aria-labelledby=results]')"
    assert page.evaluate(f"Boolean({results})")


def test_suggestions_say_how_many_they_are_and_open_again(open_page: Callable) -> None:
    page = open_page("/en/centres/").page
    page.route("**/api/v1/places?**", lambda route: route.fulfill(json=PLACES))
    box = page.locator("#place")
    box.press_sequentially("ri")
    page.locator("[role=option]").first.wait_for()
    assert "2" in page.locator("body > [role=status]").inner_text()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    page.unroute("**/api/v1/places?**")
    page.route("**/api/v1/places?**", lambda route: route.fulfill(json={"count": 0, "results": []}))
    box.press_sequentially("q")
    page.locator("body > [role=status]", has_text="No suggestions").wait_for(state="attached")


@pytest.mark.parametrize("path", LARGE_TEXT)
def test_text_of_twice_the_size_stays_on_a_small_screen(open_page: Callable, path: str) -> None:
    page = open_page(path, viewport={"width": 320, "height": 640}).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    outside = """all => all.filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > 321 && getComputedStyle(one).position !== 'absolute'
            && !one.closest('.map, .table-frame, .visually-hidden, svg, .suggestions');
    }).map(one => one.outerHTML.slice(0, 120))"""
    assert page.eval_on_selector_all("body *", outside) == []


def test_forced_colours_keep_the_lines(open_page: Callable) -> None:
    page = open_page("/en/", forced_colors="active", viewport={"width": 900, "height": 900}).page
    paint = "(one, part) => getComputedStyle(one, part)"
    lines = page.locator(".needs > li").first.evaluate(f"one => ({paint})(one, '::after').backgroundImage")
    assert "gradient" in lines
    page = open_page("/en/centres/", forced_colors="active").page
    colour = page.locator(".stops > li").first.evaluate(f"one => ({paint})(one, '::before').backgroundColor")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour != ground


def test_a_comparison_of_four_prints_whole(open_page: Callable) -> None:
    page = open_page(COMPARED, viewport={"width": 672, "height": 990}).page
    page.emulate_media(media="print")
    table = page.locator(".compare-table")
    assert table.locator("thead th").count() == 4
    assert table.evaluate("one => getComputedStyle(one.rows[1].cells[1]).display") == "table-cell"
    right = table.locator("thead th").last.evaluate("one => one.getBoundingClientRect().right")
    assert right <= 672
    assert page.locator(".table-frame").evaluate("one => one.scrollWidth <= one.clientWidth")
