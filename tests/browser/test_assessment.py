"""The self-assessment as people use it: by keyboard, without script, without net, on a small phone, before and after."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations

SMALL = {"width": 320, "height": 640}
PLACE = "/hr/kompetencije/self-assessment/"


def answer(page: object, step: str) -> None:
    """The same for each statement, by what the form holds."""
    page.eval_on_selector_all(f"fieldset.statement input[value={step}]", "all => all.forEach(one => one.click())")


def send(page: object) -> None:
    with page.expect_navigation():
        page.click("form.statements button[type=submit]")


def fits(page: object) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_without_script_on_a_small_phone_from_before_to_after(open_page: Callable, site: Site, tmp_path: Path) -> None:
    watched = open_page(PLACE, viewport=SMALL, javascript=False)
    page = watched.page
    assert fits(page)
    assert page.locator("[data-kept], [data-keep]").count() <= 1
    page.click(f"main a[href='{PLACE}c/?moment=before']")
    assert page.locator("input[name=moment]:checked").get_attribute("value") == "before"
    send(page)
    assert "400" in watched.errors.pop()
    page.click(".notice-error li:nth-child(2) a")
    assert page.evaluate("document.activeElement.value") == "not-yet"
    for group in page.locator("fieldset.statement").all():
        group.locator("input[value=partly]").check()
    send(page)
    assert fits(page)
    assert not page.locator("[data-keep]").is_visible()
    with page.expect_download() as download:
        page.click("form[action$='file/'] button")
    file = tmp_path / "before.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["moment"] == "before"
    page.goto(site.path(f"{PLACE}c/?moment=after"))
    for group in page.locator("fieldset.statement").all():
        group.locator("input[value=fully]").check()
    send(page)
    page.set_input_files("input[type=file]", file)
    with page.expect_navigation():
        page.click("form[enctype] button")
    assert page.locator(".tracks .dot-before").count() == 3
    assert page.locator("tbody td").nth(2).inner_text() == "+4"
    assert fits(page)
    assert page.context.cookies() == []


def test_by_keyboard_kept_forgotten_and_nothing_for_axe_to_find(open_page: Callable) -> None:
    watched = open_page(f"{PLACE}c/?moment=before", viewport=SMALL, dark=True)
    page = watched.page
    assert violations(page) == []
    send(page)
    assert "400" in watched.errors[0]
    assert violations(page) == []
    page.check("[data-keep-draft]")
    page.focus("fieldset.statement input")
    for _statement in range(12):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.reload()  # which sends the empty form once more
    assert all("400" in one for one in watched.errors)
    watched.errors.clear()
    assert page.locator("fieldset.statement input:checked").count() == 12
    page.focus("form.statements button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert violations(page) == []
    page.click("[data-keep-button]")
    assert page.inner_text("[data-kept-said]").startswith("Zadržano")
    page.goto(page.url.replace("/c/", "/"))
    assert violations(page) == []
    page.click("[data-open]")
    page.wait_for_selector("[data-result]")
    page.go_back()
    page.click("[data-forget]")
    assert not page.locator("[data-kept]").is_visible()
    assert page.evaluate("localStorage.getItem('self-assessments')") == "[]"
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes('draft')).length") == 0


def test_the_result_comes_without_net_and_is_the_same(open_page: Callable, site: Site) -> None:
    watched = open_page(f"{PLACE}all/", viewport=SMALL)
    page = watched.page
    answer(page, "mostly")
    page.eval_on_selector_all("[data-letter=F] input[value=partly]", "all => all.forEach(one => one.click())")
    page.context.set_offline(True)
    page.click("form.statements button[type=submit]")
    page.wait_for_selector("[data-back]")
    assert fits(page)
    table = page.inner_text(".outcome tbody")
    area = page.get_attribute("[data-area]", "points")
    described = page.locator("desc").text_content()
    grow = page.inner_text("[data-grow]")
    assert violations(page) == []
    page.click("[data-keep-button]")
    page.click("[data-back]")
    assert page.locator("fieldset.statement input:checked").count() == 84
    page.context.set_offline(False)
    page.goto(site.path(PLACE))
    page.click("[data-open]")
    page.wait_for_selector("[data-result]")
    assert page.inner_text(".outcome tbody") == table
    assert page.get_attribute("[data-area]", "points") == area
    assert page.locator("desc").text_content() == described
    assert page.inner_text("[data-grow]") == grow
    assert violations(page) == []
    watched.errors[:] = [one for one in watched.errors if "ERR_INTERNET_DISCONNECTED" not in one]
