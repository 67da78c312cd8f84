"""The finder's list is dense: what fits on a screen is what people compare. Heights in CSS pixels at 1280."""

from collections.abc import Callable

import pytest

HIGHEST_ROW = 120
HIGHEST_PAGE = 3400
FINDERS = [
    "/en/centres/", "/en/centres/?page=2", "/fr/centres/", "/nl/centra/", "/it/centri/?place=Milano&radius=400",
    "/pt/centros/?place=Lyon", "/hr/centri/",
]  # fmt: skip


@pytest.mark.parametrize("path", FINDERS)
def test_a_row_is_three_lines_and_the_page_a_few_screens(open_page: Callable, path: str) -> None:
    page = open_page(path).page
    rows = page.eval_on_selector_all(".centre-row", "rows => rows.map(row => [row.offsetHeight, row.innerText])")
    assert len(rows) >= 14
    assert [text for height, text in rows if height > HIGHEST_ROW] == []
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST_PAGE


def test_needs_are_signs_with_their_words_and_the_choice_to_compare_is_at_the_edge(open_page: Callable) -> None:
    page = open_page("/en/centres/").page
    row = page.locator(".centre-row:has(.need-signs)").first
    signs = row.locator(".need-signs li")
    assert all(sign.text_content().strip() == sign.get_attribute("title") for sign in signs.all())
    tops = {round(sign.bounding_box()["y"]) for sign in signs.all()}
    assert len(tops) == 1
    compare, edge = row.locator(".row-compare").bounding_box(), row.bounding_box()
    assert abs(compare["x"] + compare["width"] - edge["x"] - edge["width"]) <= 1
    assert compare["height"] >= 24


@pytest.mark.parametrize("dark", [False, True])
def test_a_row_keeps_its_lines_on_a_phone(open_page: Callable, dark: bool) -> None:
    page = open_page("/en/centres/", viewport={"width": 360, "height": 740}, dark=dark).page
    heights = page.eval_on_selector_all(".centre-row", "rows => rows.map(row => row.offsetHeight)")
    assert max(heights) <= 240
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
