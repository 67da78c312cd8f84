"""An editor places hotspots on the picture by clicks, moves them by keys and mouse, and publishes the scene."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import Site, sign_in
from tests.browser.test_accessibility import violations
from tests.browser.test_editing import accounts, in_site  # noqa: F401 - a fixture

PLACES = [(0.5, 0.5), (0.25, 0.5), (0.7, 0.45), (0.8, 0.55), (0.1, 0.5), (0.9, 0.4)]
SPOTS = ".places-picture button"


def write(page: Any, within: str, text: str) -> None:
    """Into the rich text of a field."""
    page.locator(f"{within} .public-DraftEditor-content").first.click()
    page.keyboard.type(text)


def choose(page: Any, name: str, number: int) -> None:
    """What a chooser does once a picture is chosen."""
    page.evaluate(
        """([name, number]) => {
          const field = document.querySelector(`[name="${name}"]`);
          field.value = number;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        [name, number],
    )


def until_saved(page: Any) -> None:
    """The form saves itself after each change: waits until nothing has been sent for three seconds."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    quiet = 0
    while quiet < 3:
        before = len(sent)
        page.wait_for_timeout(1000)
        quiet = quiet + 1 if len(sent) == before else 0


def test_six_hotspots_are_placed_by_clicks_and_published(
    open_page: Callable,
    site: Site,
    accounts: dict[str, Any],  # noqa: F811
) -> None:
    known = in_site(
        site,
        """
from core.seed import page_by_key
hall = page_by_key("scene:hall", "en").specific
{"module": page_by_key("module-c", "en").pk, "picture": hall.picture_id}""",
    )
    watched = open_page("about:blank")
    page = watched.page
    sign_in(page, site, "moderator")
    page.goto(site.path(f"/admin/pages/add/resources/scenepage/{known['module']}/"))
    page.locator("[name=title]").fill("A second hall")
    page.locator("[name=summary]").fill("Look around.")
    assert "Choose the 360° picture first." in page.locator("[data-places] [data-status]").inner_text()
    choose(page, "picture", known["picture"])
    flat = page.locator(".places-picture")
    flat.wait_for(state="visible")
    flat.scroll_into_view_if_needed()
    for number, (across, down) in enumerate(PLACES, start=1):
        box = flat.bounding_box()
        flat.click(position={"x": box["width"] * across, "y": box["height"] * down})
        page.wait_for_function(f"() => document.querySelectorAll('{SPOTS}').length === {number}")

    def at(number: int) -> tuple[str, str]:
        return tuple(page.locator(f"[name=hotspots-{number}-value-{name}]").input_value() for name in ("yaw", "pitch"))

    assert [at(number) for number in range(3)] == [("0", "0"), ("-90", "0"), ("72", "9")]
    page.locator(SPOTS).nth(1).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    assert at(1) == ("-91", "10")
    spot, box = page.locator(SPOTS).nth(2).bounding_box(), flat.bounding_box()
    page.mouse.move(spot["x"] + 10, spot["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2, steps=3)
    page.mouse.up()
    assert at(2) == ("90", "0")
    page.locator("[name=hotspots-0-value-yaw]").fill("200")
    page.wait_for_function(f"() => document.querySelectorAll('{SPOTS}').length === 5")
    page.locator("[name=hotspots-0-value-yaw]").fill("5")
    assert [one for one in violations(page) if "places-" in one] == []

    for number in range(6):
        page.locator(f"[name=hotspots-{number}-value-title]").fill(f"Place {number + 1}")
        write(page, f"[data-contentpath=text]:has([name=hotspots-{number}-value-text])", f"Text {number + 1}.")
    page.locator(
        "[data-contentpath=stills] .c-sf-add-button, #panel-child-content-stills-section .c-sf-add-button"
    ).last.click()
    choose(page, "stills-0-value-image", known["picture"])
    page.locator("[name=stills-0-value-alt]").fill("A hall.")
    write(page, "#panel-child-content-walkthrough-section", "You stand in a hall.")
    until_saved(page)
    with page.expect_navigation():
        page.evaluate("() => document.querySelector('[name=action-publish]').click()")
    assert "A second hall" in page.locator(".messages .success").inner_text()
    html = page.request.get(site.path("/en/learning/module-c/a-second-hall/")).text()
    assert html.count('data-spot="') == 6
    assert 'data-yaw="-91" data-pitch="10"' in " ".join(html.split())
    in_site(
        site, "from resources.models import ScenePage\nScenePage.objects.filter(title='A second hall').delete()[0] > 0"
    )
