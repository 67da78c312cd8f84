"""The map beside the list: the same numbers, reached and left by keyboard, nothing asked of another host."""

from collections.abc import Callable

FINDER = "/it/centri/?place=Milano&radius=400"
STOPS = "button.map-stop:not(.stop-cluster):not(.map-other)"
FOCUSED = "document.activeElement"


def with_map(open_page: Callable, path: str = FINDER, **options: object) -> object:
    """The page once its map stands."""
    page = open_page(path, **options).page
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(".map .map-land", state="attached")
    page.wait_for_selector(STOPS)
    return page


def test_stops_carry_the_numbers_of_the_list(open_page: Callable) -> None:
    page = with_map(open_page)
    names = page.eval_on_selector_all(
        "[data-number]", "rows => rows.map(r => [r.dataset.number, r.querySelector('a').textContent.trim()])"
    )
    stops = page.eval_on_selector_all(STOPS, "stops => stops.map(s => [s.textContent, s.getAttribute('aria-label')])")
    assert stops
    for number, label in stops:
        assert dict(names)[number] in label
    assert [int(number) for number, _ in stops] == sorted(int(number) for number, _ in stops)


def test_a_marker_opens_and_escape_returns_to_its_row(open_page: Callable) -> None:
    page = with_map(open_page)
    stop = page.locator(STOPS).first
    number = stop.inner_text()
    stop.focus()
    assert page.locator(".stops > .is-here").get_attribute("data-number") == number
    page.keyboard.press("Enter")
    page.wait_for_function(f"{FOCUSED}.closest('.leaflet-popup')")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.closest('[data-number]').dataset.number") == number
    assert page.locator(".leaflet-popup").count() == 0


def test_row_and_marker_turn_yellow_together(open_page: Callable) -> None:
    page = with_map(open_page)
    number = page.locator(STOPS).first.inner_text()
    page.locator(f"[data-number='{number}']").hover()
    assert page.locator("button.stop-here").inner_text() == number


def test_the_map_does_not_hold_the_focus(open_page: Callable) -> None:
    page = with_map(open_page)
    page.locator(".map-skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate(f"Boolean({FOCUSED}.closest('.map'))")
    page.locator(".map").focus()
    for _ in range(80):
        page.keyboard.press("Tab")
        if not page.evaluate(f"Boolean({FOCUSED}.closest('.map-frame'))"):
            break
    assert not page.evaluate(f"Boolean({FOCUSED}.closest('.map'))")


def test_a_moved_map_offers_to_search_there(open_page: Callable) -> None:
    page = with_map(open_page)
    assert not page.locator("[data-map-here]").is_visible()
    page.locator(".leaflet-control-zoom-in").focus()
    page.keyboard.press("Enter")
    page.locator("[data-map-here]").click()
    page.wait_for_url("**bbox=**")
    assert "place=" not in page.url
    assert page.locator("[data-number]").count() > 0


def test_every_control_is_large_enough_for_a_finger(open_page: Callable) -> None:
    page = with_map(open_page, viewport={"width": 360, "height": 740})
    for control in page.locator(".leaflet-control-zoom a").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_there_is_the_list_alone(open_page: Callable) -> None:
    page = open_page(FINDER, javascript=False).page
    assert page.locator("[data-number]").count() > 0
    assert not page.locator("#map").is_visible()


def test_streets_are_asked_for_only_after_the_click(open_page: Callable) -> None:
    watched = open_page(FINDER)
    page = watched.page
    page.route("https://tile.openstreetmap.org/**", lambda route: route.fulfill(status=204))
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(STOPS)
    assert watched.foreign == []
    page.locator(".streets a").click()
    page.wait_for_url("**streets=1**")
    page.wait_for_selector(".map .leaflet-tile", state="attached")
    page.wait_for_selector(STOPS)
    assert page.locator(".map .map-land").count() == 0
    assert watched.foreign
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in watched.foreign)
    page.locator(".streets a").click()
    page.wait_for_selector(".map .map-land", state="attached")
    assert "streets" not in page.url
    watched.foreign.clear()
    watched.errors[:] = [error for error in watched.errors if "204" not in error]


def test_two_centres_are_chosen_and_compared_without_javascript(open_page: Callable) -> None:
    page = open_page(FINDER, javascript=False, viewport={"width": 360, "height": 740}).page
    for box in page.locator(".row-compare input").all()[:2]:
        box.check()
    page.locator("#compare button").click()
    assert "/compare/" in page.url
    assert page.locator("thead th").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Togli").first.or_(page.get_by_role("link", name="Take out").first).click()
    assert page.locator("thead th").count() == 1
