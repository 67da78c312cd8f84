"""The map beside the list: the same numbers, reached and left by keyboard, nothing asked of another host."""

import base64
from collections.abc import Callable

import pytest

FINDER = "/it/centri/?place=Milano&radius=400"
STOPS = "button.map-stop:not(.stop-cluster):not(.map-other)"
FOCUSED = "document.activeElement"
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")


def with_map(open_page: Callable, path: str = FINDER, *, stops: bool = True, **options: object) -> object:
    """The page once its map stands."""
    page = open_page(path, **options).page
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(".map .map-land", state="attached")
    if stops:
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
    assert "place=Milano" in page.url
    assert "radius=" not in page.url
    assert page.locator("[data-number]").count() > 0
    assert page.locator(".distance").count() > 0


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
    page.route("https://tile.openstreetmap.org/**", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
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


def test_where_no_street_comes_the_own_ground_stands_in(open_page: Callable) -> None:
    watched = open_page(FINDER)
    page = watched.page
    page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    page.locator(".streets a").click()
    page.wait_for_url("**streets=1**")
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(".map .map-land", state="attached")
    watched.foreign.clear()
    watched.errors.clear()


def test_zoom_comes_before_the_stops_in_the_order_of_tab_and_of_reading(open_page: Callable) -> None:
    page = with_map(open_page)
    page.locator(".map").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.classList.contains('leaflet-control-zoom-in')")
    classes = page.eval_on_selector_all(".map :is(a, button)", "all => all.map(one => one.className)")
    assert "leaflet-control-zoom-in" in classes[0]
    assert "leaflet-control-zoom-out" in classes[1]


def test_stops_outside_the_view_are_not_reached(open_page: Callable) -> None:
    page = with_map(open_page, "/it/centri/?place=Milano&radius=400#map=9/45.46/9.19", stops=False)
    page.locator(".map button").first.wait_for(state="attached")
    inside = """all => all.filter(one => !one.inert).every(one => {
        const [box, frame] = [one.getBoundingClientRect(), one.closest('.map').getBoundingClientRect()];
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return x > frame.left - 8 && x < frame.right + 8 && y > frame.top - 8 && y < frame.bottom + 8; })"""
    assert page.eval_on_selector_all(".map button", inside)


def test_the_address_keeps_the_view(open_page: Callable) -> None:
    page = with_map(open_page)
    assert "#map=" not in page.url
    page.locator(".map").focus()
    page.keyboard.press("ArrowRight")
    page.locator("[data-map-here]").wait_for(state="visible")
    address = page.evaluate("location.href")
    assert "#map=" in address
    page.reload()
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(".map .map-land", state="attached")
    assert page.evaluate("location.href") == address
    assert page.locator("[data-map-here]").is_visible()
    page.evaluate("location.hash = '#map=6/48.2/16.4'")
    page.locator(".leaflet-control-scale-line", has_text="100 km").wait_for()


@pytest.mark.parametrize("place", ["48.85/2.35", "45.33/14.44", "41.15/-8.6", "50.85/4.35", "45.44/12.32"])
@pytest.mark.parametrize("zoom", [5, 7, 9, 11])
def test_the_map_says_where_it_is_at_every_zoom(open_page: Callable, zoom: int, place: str) -> None:
    page = with_map(open_page, f"/en/centres/#map={zoom}/{place}", stops=False)
    page.locator(".map .map-town").nth(2).wait_for(state="attached")
    assert page.locator(".leaflet-control-scale-line").inner_text().endswith("km")


def test_the_first_view_is_light_and_more_comes_only_further_in(open_page: Callable) -> None:
    sizes: list[tuple[str, int]] = []
    page = open_page("/en/").page
    page.on("requestfinished", lambda request: sizes.append((request.url, request.sizes()["responseBodySize"])))
    page.goto(page.url + "centres/")
    page.wait_for_selector(".map .map-land", state="attached")
    page.wait_for_load_state("networkidle")
    assert sum(size for _, size in sizes) <= 300_000
    assert not [url for url, _ in sizes if "/towns/" in url or "basemap-near" in url]
    with page.expect_response("**/basemap-near.json") as near, page.expect_response("**/towns/0_48.json"):
        page.evaluate("location.hash = '#map=11/48.85/2.35'")
    assert near.value.ok
    page.locator(".map-town", has_text="Montreuil").wait_for(state="attached")


@pytest.mark.parametrize("blocked", ["**/basemap.json", "**/leaflet.js", "**/ground.js", "**/centres/map.js"])
def test_blocked_files_leave_a_sentence_and_no_frame(open_page: Callable, blocked: str) -> None:
    watched = open_page("/en/")
    page = watched.page
    page.route(blocked, lambda route: route.abort())
    page.goto(page.url + "centres/")
    page.locator("#map").scroll_into_view_if_needed()
    page.locator(".map-missing").wait_for(state="visible")
    assert not page.locator(".map-frame").is_visible()
    assert not page.locator(".map-legend").is_visible()
    watched.errors.clear()


def test_a_pile_of_centres_does_not_look_like_a_stop(open_page: Callable) -> None:
    page = with_map(open_page)
    shape = "one => getComputedStyle(one).borderTopLeftRadius"
    assert page.locator(".map .stop-cluster").first.evaluate(shape) == "3px"
    assert page.locator(STOPS).first.evaluate(shape) == "50%"


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
