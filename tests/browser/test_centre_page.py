"""A centre on a phone: how to get there, whom to call and when come first. Positions in CSS pixels at 360 x 740."""

from collections.abc import Callable

import pytest

from tests.browser.test_accessibility import violations

PHONE = {"width": 360, "height": 740}
TWO_SCREENS = 2 * PHONE["height"]
CENTRES = [
    "/en/centres/cite-des-metiers-marseille/", "/fr/centres/cite-des-metiers-bruxelles/",
    "/nl/centra/cite-des-metiers-la-reunion/", "/it/centri/cite-des-metiers-marseille/",
    "/pt/centros/porta22-barcelona/", "/hr/centri/cisok-cakovec/", "/hr/centri/citta-dei-mestieri-svizzera-italiana/",
    "/en/centres/citta-dei-mestieri-genova/",
]  # fmt: skip
ENDS = """() => ['address', 'section:has(> #contact)', '#hours', 'table.hours']
    .flatMap(one => [...document.querySelectorAll(one)]).map(one => Math.round(one.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("path", CENTRES)
def test_address_contact_and_hours_are_within_two_screens(open_page: Callable, path: str) -> None:
    page = open_page(path, viewport=PHONE).page
    ends = page.evaluate(ENDS)
    assert len(ends) >= 2
    assert max(ends) <= TWO_SCREENS
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_they_come_directly_under_the_key_facts_and_before_the_map(open_page: Callable) -> None:
    page = open_page("/hr/centri/citta-dei-mestieri-svizzera-italiana/", viewport=PHONE).page
    parts = [".key-facts", "address", "#contact", "#hours", "#unknown", ".map", "#helps"]
    tops = [page.locator(part).bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    facts = page.locator(".key-facts").bounding_box()
    assert tops[1] - facts["y"] - facts["height"] <= 48


def test_beside_the_facts_on_a_desktop(open_page: Callable) -> None:
    page = open_page("/hr/centri/citta-dei-mestieri-svizzera-italiana/").page
    facts, reach = (page.locator(part).bounding_box() for part in (".key-facts", ".centre-reach"))
    assert abs(facts["y"] - reach["y"]) <= 1
    assert reach["x"] > facts["x"] + facts["width"]
