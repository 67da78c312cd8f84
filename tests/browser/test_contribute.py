"""A good practice is sent as people do it: on a small phone without script, by keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations
from tests.resources.authors import pdf, picture

SMALL = {"width": 320, "height": 640}
STORY = ("context", "need", "done", "result", "attention", "transferability")
LINK = "from resources.contribute import keys; from resources.models import Contribution; print(keys.author_path(Contribution.objects.latest('pk'), 'practice/'))"


def next_step(page: Any) -> None:
    page.click(".contribute-form button[type=submit]")


def test_the_whole_way_on_a_small_phone_without_script(open_page: Callable, site: Site, tmp_path: Path) -> None:
    watched = open_page("/it/", viewport=SMALL, javascript=False)
    page = watched.page
    form = site.shell("from resources.contribute.keys import list_in; print(list_in('it').url)")
    page.goto(site.path(form))
    page.click(".contribute-call a.btn")
    page.fill("#id_email", "nessuno")
    next_step(page)
    assert page.locator(".notice-error a[href='#id_email']").count() == 1
    assert "400" in watched.errors.pop()
    page.fill("#id_email", "ana@example.org")
    page.fill("#id_name", "Ana")
    next_step(page)
    assert page.url.endswith("/mailed/")
    page.goto(site.path(site.shell(LINK)))
    page.fill("#id_title", "Lo sportello che viaggia")
    page.fill("#id_summary", "Un autobus porta l’orientamento nei paesi.")
    next_step(page)
    for name in STORY:
        page.fill(f"#id_{name}", "Testo.")
    next_step(page)
    page.check("input[name=themes] >> nth=0")
    next_step(page)
    for file in (picture(), pdf()):
        (tmp_path / str(file.name)).write_bytes(file.read())
    page.set_input_files("#id_more", [tmp_path / "bus.jpg", tmp_path / "orari.pdf"])
    next_step(page)
    page.locator("input[name^=alt-]").fill("Un autobus")
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    next_step(page)
    page.check("input[name=licence] >> nth=0")
    next_step(page)
    assert page.locator("a[href*='#id_consent']").count() == 1
    page.click("a[href*='#id_consent']")
    page.check("#id_consent")
    next_step(page)
    page.click("main form button[type=submit]")
    assert "/status/" in page.url
    assert not page.context.cookies()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_and_nothing_is_wide(open_page: Callable, site: Site, dark: bool) -> None:
    form = site.shell("from resources.contribute.keys import list_in; print(list_in('hr').contribute_url)")
    watched = open_page(form, viewport=SMALL, dark=dark)
    page = watched.page
    assert violations(page) == []
    page.fill("#id_email", "ana@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mailed/")
    path = site.path(site.shell(LINK))
    for step in ("who", "practice", "story", "about", "files", "licence", "check", "withdraw"):
        page.goto(path.replace("/practice/", f"/{step}/"))
        assert violations(page) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"], step


def test_keyboard_reaches_the_button_of_a_step(open_page: Callable, site: Site) -> None:
    page = open_page("/en/").page
    site.shell(
        "from resources.models import Contribution; Contribution.objects.create(language='en', email='ana@example.org')"
    )
    page.goto(site.path(site.shell(LINK)))
    page.focus("#id_title")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/**")
    page.focus("#id_tips")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/**")
