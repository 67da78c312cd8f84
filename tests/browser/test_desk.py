"""Our own parts of the admin in Chromium: what waits, help, a draft taken back, Monday's hours on all days."""

from collections.abc import Callable

from tests.browser.conftest import PHONE, Site, sign_in
from tests.browser.test_accessibility import violations

CONCEPTS = "snippets/translation/concept/"
TRANSLATIONS = [
    "translations/?language=all",
    "translations/?language=hr&state=all",
    CONCEPTS,
    f"{CONCEPTS}add/",
    f"{CONCEPTS}edit/1/",
    "glossary/import/",
    "translations/files/?language=hr",
]
COLOURED = ["", "help/", "waiting/drafts/", *TRANSLATIONS[:2]]
CENTRES = ["snippets/centres/centre/", "snippets/centres/centre/add/", "centres/care/", "centres/care/due/"]
OURS = [*COLOURED, *TRANSLATIONS[2:], *CENTRES, "imports/", "imports/new/"]
TIMES = "[name^='hours-'][name$='-0']"


def test_axe_finds_nothing_on_our_screens(open_page: Callable, site: Site, croatian_editor: str) -> None:
    page = open_page("about:blank", viewport=PHONE).page
    sign_in(page, site, croatian_editor)
    found = {}
    for path in OURS:
        page.goto(site.path(f"/admin/{path}"))
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], path
        for scheme in ("light", "dark") if path in COLOURED else ("light",):
            page.emulate_media(color_scheme=scheme)
            if wrong := violations(page):
                found[path, scheme] = wrong
    assert found == {}


def test_monday_is_copied_by_keyboard_and_the_draft_is_taken_back(
    open_page: Callable,
    site: Site,
    croatian_editor: str,
) -> None:
    page = open_page("about:blank").page
    sign_in(page, site, croatian_editor)
    page.goto(site.path("/admin/snippets/centres/centre/?q=%C4%8Cakovec"))
    page.locator("main table a[href*='/edit/']").first.click()
    page.wait_for_selector("[data-copy-hours] button")
    stored = page.evaluate(f"[...document.querySelectorAll({TIMES!r})].map(field => field.value)")
    page.select_option("#id_hours-0-state", "open")
    page.fill("[name=hours-0-0]", "8:30")
    page.fill("[name=hours-0-1]", "12")
    page.focus("[data-copy-hours] button")
    page.keyboard.press("Enter")
    assert page.locator("[data-copy-hours] [role=status]").inner_text()
    assert [page.input_value(f"[name=hours-{day}-0]") for day in range(7)] == ["8:30"] * 7
    assert page.input_value("#id_hours-6-state") == "open"
    page.keyboard.press("Enter")
    assert page.input_value("[name=hours-6-0]") == stored[6]
    page.keyboard.press("Enter")
    page.fill("[name=hours-6-0]", "10")  # from now on there is nothing to take back
    page.focus("[data-copy-hours] button")
    page.keyboard.press("Enter")
    assert page.input_value("[name=hours-6-0]") == "8:30"
    page.locator("button.action-save:visible").first.click()
    page.wait_for_load_state("networkidle")
    assert page.input_value("[name=hours-5-0]") == "08:30"
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.locator("a[href*='/discard/']").click()
    page.wait_for_url("**/discard/**")
    assert violations(page) == []
    page.locator("button.serious").click()
    page.wait_for_url("**/edit/**")
    assert page.evaluate(f"[...document.querySelectorAll({TIMES!r})].map(field => field.value)") == stored


def test_visitors_copy_hours_too_and_without_script_there_is_no_dead_button(open_page: Callable) -> None:
    form = "/hr/centri/cite-des-metiers-bruxelles/suggest/"
    page = open_page(form, javascript=False).page
    page.click(".care-form summary")
    assert page.locator("[data-copy-hours]").count() == 1
    assert not page.locator("[data-copy-hours]").is_visible()
    page = open_page(form, viewport={"width": 320, "height": 640}).page
    page.click(".care-form summary")
    page.select_option("#id_hours-0-state", "closed")
    page.click("[data-copy-hours] button")
    assert page.input_value("#id_hours-6-state") == "closed"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
