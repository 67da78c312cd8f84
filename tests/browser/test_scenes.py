"""A 360° scene in Chromium: nothing before a click, then by keyboard alone."""

from collections.abc import Callable

from tests.browser.conftest import PHONE, Site
from tests.browser.test_accessibility import violations

HALL = "/en/learning/module-c/hall-360/"
VIEW = "document.querySelector('.scene-stage').dataset"
FOCUSED = "document.activeElement"


def test_a_scene_is_walked_by_keyboard(open_page: Callable, site: Site) -> None:
    watched = open_page(HALL)
    page = watched.page
    assert not [address for address in watched.requests if "three" in address or "scene_viewer" in address]
    assert page.context.cookies() == []
    assert violations(page) == []

    page.locator("[data-open]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => document.querySelector('.scene-stage') && {VIEW}.yaw === '0'")
    assert [address for address in watched.requests if "three.core.min.js" in address]
    assert page.evaluate(f"{FOCUSED}.className") == "scene-stage"
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => {VIEW}.yaw === '6'")
    page.keyboard.press("+")
    page.wait_for_function(f"() => {VIEW}.wide === '60'")
    box = page.locator(".scene-stage").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 250)
    page.mouse.up()
    page.wait_for_function(f"() => Number({VIEW}.yaw) > 10")

    names, views = [], []
    for _ in range(6):
        page.keyboard.press("Tab")
        page.wait_for_timeout(100)
        names.append(page.evaluate(f"{FOCUSED}.getAttribute('aria-label')"))
        views.append(page.evaluate(f"{VIEW}.yaw"))
    assert names[0] == "1. Welcome desk"
    assert views == ["0", "-90", "68", "106", "-143", "151"]
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert "One card for each offer" in dialog.inner_text()
    assert page.evaluate(f"Boolean({FOCUSED}.closest('dialog'))")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.getAttribute('aria-label')") == names[-1]

    page.get_by_role("button", name="Close the scene").click()
    assert page.evaluate(f"{FOCUSED}.hasAttribute('data-open')")
    assert page.locator("[data-still]").is_visible()


def test_without_drawing_the_page_says_so_and_the_task_answers_in_place(open_page: Callable) -> None:
    page = open_page(HALL, viewport=PHONE, dark=True).page
    page.evaluate("HTMLCanvasElement.prototype.getContext = () => null")
    page.locator("[data-open]").click()
    page.wait_for_function("() => document.querySelector('[data-status]').textContent.includes('cannot show')")
    assert page.locator("[data-still]").is_visible()
    page.locator("#q1").select_option("1")
    page.get_by_role("button", name="Check my choice").click()
    page.wait_for_function(f"() => {FOCUSED}.id === 'task'")
    assert "Right: 1 of 6" in page.locator("#task").inner_text()
    assert "q1=1" in page.url
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_a_script_nothing_is_missing_but_the_button(open_page: Callable) -> None:
    page = open_page(HALL, javascript=False).page
    assert not page.locator("[data-open]").is_visible()
    page.locator("#q2").select_option("1")
    page.get_by_role("button", name="Check my choice").click()
    assert "Right: 0 of 6" in page.locator("#task").inner_text()
