"""A training plan is put together by keyboard, without a script, on a telephone."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE


def test_a_plan_is_put_together(open_page: Callable) -> None:
    page = open_page("/hr/ucenje/training-plan/", viewport=PHONE).page
    assert Axe().run(page).response["violations"] == []
    plain = page.context.browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    plain.goto(page.url)
    boxes = plain.locator('input[name="u"]')
    for number in (0, 6):
        boxes.nth(number).focus()
        plain.keyboard.press("Space")
    plain.locator("#plan-title").fill("Čakovec")
    with plain.expect_navigation():
        plain.keyboard.press("Enter")
    assert plain.locator("h1").inner_text() == "Čakovec"
    before = plain.locator("tbody th").all_inner_texts()
    with plain.expect_navigation():
        plain.locator(".plan-changes a").first.press("Enter")
    assert [one[3:] for one in plain.locator("tbody th").all_inner_texts()] == [one[3:] for one in before[::-1]]
    page.goto(plain.url)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.context.cookies() == []
    plain.context.close()
