"""The repository item by item: on a small phone, by keyboard, without script, in the dark."""

from collections.abc import Callable

import yaml

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations
from tests.skills.test_matching import PROFILES

SMALL = {"width": 320, "height": 640}


def fits(page: object) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def is_for_everybody(page: object, where: str) -> None:
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (where, scheme)
    assert fits(page), where
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page), f"{where} at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")


def test_every_state_is_for_everybody(open_page: Callable, site: Site) -> None:
    watched = open_page("/hr/kompetencije/items/?q=sastanak", viewport=SMALL)
    page = watched.page
    is_for_everybody(page, "list")
    for path in ("items/?q=sastanak&competence=B", "items/c-00000000/", "c-koordinacija/", "job-profile/?ticked=1"):
        page.goto(site.path(f"/hr/kompetencije/{path}"))
        is_for_everybody(page, path)
    page.fill("#id_text", yaml.safe_load((PROFILES / "hr.yaml").read_text())[0]["text"])
    page.click("main form[method=post] button")
    is_for_everybody(page, "result")
    page.goto(site.path("/hr/kompetencije/job-profile/"))
    page.click("main form[method=post] button")
    is_for_everybody(page, "error")
    watched.errors = [one for one in watched.errors if "400" not in one]
    assert page.context.cookies() == []


def test_a_job_is_compared_by_keyboard_without_script(open_page: Callable, site: Site) -> None:
    page = open_page("/en/competences/", viewport=SMALL, javascript=False).page
    page.focus("main a[href$='job-profile/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/job-profile/")
    page.focus("#id_text")
    page.keyboard.type("You follow the budget and check invoices.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/job-profile/#result")
    assert page.locator("main td mark").all_inner_texts() == ["budget", "invoices"]
    boxes = page.locator("main input[name=item]:checked")
    assert boxes.count() == 4
    boxes.first.focus()
    page.keyboard.press("Space")
    assert boxes.count() == 3
    page.focus("#id_title")
    page.keyboard.type("Project officer")
    with page.expect_download() as download:
        page.focus("button[formaction]")
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "project-officer.docx"
    page.goto(site.path("/en/competences/items/?q=meetings"))
    page.focus("main .item-list a >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c-coordination/#c-*")
    code = page.url.partition("#")[2]
    assert page.locator(f"#{code}").evaluate("e => e.matches(':target')")
    assert page.locator(f"#{code} a.item-link").get_attribute("href") == f"#{code}"
