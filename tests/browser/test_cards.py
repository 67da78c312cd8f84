"""Cards of a row are equally high wherever cards stand, and their pictures keep 16:9."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest

ROWS = """
lists => lists.map(list => {
  const rows = {};
  for (const item of list.children) {
    const card = item.querySelector(".card"), box = card.getBoundingClientRect();
    const foot = card.querySelector(".card-body > .meta");
    (rows[Math.round(box.top)] ??= []).push([box.height, foot ? foot.getBoundingClientRect().bottom - box.top : null]);
  }
  return Object.values(rows);
})
"""


@pytest.fixture
def lists(paths: dict[str, list[str]]) -> list[str]:
    """Every page of the sitemap in two languages, and the lists with filters."""
    return [*paths["en"], *paths["hr"], "/en/case-studies/?kind=case&kind=module&kind=publication"]


def test_cards_of_a_row_are_equally_high(open_page: Callable, lists: list[str]) -> None:
    page = open_page("/en/").page
    base, uneven, rows_seen = page.url.split("/en/")[0], {}, Counter()
    for path in lists:
        page.goto(base + path)
        for width in (800, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for rows in page.eval_on_selector_all(".cards", ROWS):
                for row in rows:
                    rows_seen[width] += len(row) > 1
                    heights, feet = zip(*row, strict=True)
                    feet = [foot for foot in feet if foot is not None]
                    if max(heights) - min(heights) > 1 or (feet and max(feet) - min(feet) > 1):
                        uneven[path, width] = row
    assert uneven == {}
    assert min(rows_seen[800], rows_seen[1280]) >= 6


def test_pictures_of_cards_are_sixteen_by_nine(open_page: Callable) -> None:
    page = open_page("/en/case-studies/").page
    for width, scheme in product((320, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        shapes = page.eval_on_selector_all(".card-picture", "all => all.map(p => p.offsetWidth / p.offsetHeight)")
        assert len(shapes) >= 9
        assert all(abs(shape - 16 / 9) < 0.02 for shape in shapes), (width, scheme)


def test_contents_lead_to_their_heading_and_stay_away_on_a_phone(open_page: Callable) -> None:
    page = open_page("/en/legal-notice/").page
    link = page.locator(".contents a").nth(1)
    title = link.inner_text()
    link.click()
    assert page.locator(":target h2").inner_text() == title
    page.set_viewport_size({"width": 360, "height": 740})
    assert not page.locator(".contents").is_visible()


@pytest.mark.parametrize("path", ["/en/at-a-distance/", "/en/contact/", "/en/legal-notice/", "/en/centres/data/"])
def test_the_right_half_is_filled_on_a_wide_screen(open_page: Callable, path: str) -> None:
    page = open_page(path).page
    box = page.locator("aside").first.bounding_box()
    assert box["x"] > 640
    assert box["height"] > 300


def test_nothing_drawn_is_printed_beside_a_text(open_page: Callable) -> None:
    page = open_page("/en/case-studies/").page
    page.emulate_media(media="print")
    assert not page.locator(".card-picture").first.is_visible()
    assert page.locator(".card .need-sign").first.is_visible()
