"""The page beside its text, in Chromium: nothing is fetched before it is opened, it follows the passage, and stays where it was after a save."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations
from tests.browser.test_translating import at_work, begun, here, pages, status  # noqa: F401 - fixtures

WIDE = {"width": 1280, "height": 800}
SMALL = {"width": 320, "height": 640}


def marked(page: Any, text: str) -> None:
    """Waits until the preview points at a text."""
    page.wait_for_function(
        """(text) => [...document.querySelectorAll('iframe')].some(({contentDocument}) =>
            [...(contentDocument?.querySelectorAll('[style]') ?? [])].some(
                ({style, textContent}) => style.outlineStyle === 'solid' && textContent.includes(text)))""",
        arg=text,
    )


def scrolled(page: Any) -> int:
    return page.evaluate("document.querySelector('iframe:not([inert])').contentWindow.scrollY")


def test_the_page_follows_the_passage(open_page: Callable, site: Site, begun: Any) -> None:  # noqa: F811
    watched = at_work(open_page, site, begun, viewport=WIDE)
    page, asked = watched.page, []
    page.on(
        "request",
        lambda request: asked.append(request.url) if "preview" in request.url and "static" not in request.url else None,
    )
    page.reload()
    page.locator(".desk-scripted").wait_for()
    page.keyboard.type("Naslov")
    page.keyboard.press("Enter")
    status(page, "saved")
    assert asked == [], "nobody has opened it"
    button = page.get_by_role("button", name="Preview beside the text")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    page.locator(".desk-here .desk-rich, .desk-here textarea").first.focus()
    marked(page, begun["summary"])
    page.keyboard.type("Dvanaest rečenica.")
    page.keyboard.press("Enter")
    page.frame_locator("iframe:not([inert])").get_by_text("Dvanaest rečenica.").first.wait_for()
    for _step in range(9):
        page.keyboard.press("Control+ArrowDown")
    assert here(page) == "12"
    marked(page, "Sentence 9 of the text.")
    place = scrolled(page)
    page.keyboard.type("Rečenica 9.")
    marked(page, "Rečenica 9.")
    assert abs(scrolled(page) - place) < 40
    page.keyboard.press("Alt+KeyP")
    assert page.locator(":focus").get_attribute("id") == "desk-preview"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text().startswith("Back to the text")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert here(page) == "12"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == WIDE["width"]
        assert violations(page) == []
    page.reload()
    page.locator("#desk-preview iframe").wait_for()
    page.get_by_role("button", name="Preview beside the text").click()
    assert page.locator("iframe").count() == 0
    watched.errors.clear()


def test_a_small_screen_has_no_room_for_it(open_page: Callable, site: Site, begun: Any) -> None:  # noqa: F811
    page = at_work(open_page, site, begun, viewport=SMALL).page
    page.evaluate("localStorage.setItem('translation/preview', 'open')")
    page.reload()
    page.locator(".desk-scripted").wait_for()
    assert not page.get_by_role("button", name="Preview beside the text").is_visible()
    assert page.locator("iframe").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
