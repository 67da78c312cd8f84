"""Practitioners as they come: by a link, with the keyboard, without script, on a small phone."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations

SMALL = {"width": 320, "height": 640}
PEOPLE = "/hr/zajednica/people/"
LINK = (
    "from community.visitors.links import SIGN_IN; from secrets import token_urlsafe;"
    "from community.models import Practitioner as P; e = '{email}';"
    "p = P.objects.filter(email=e).first(); print(SIGN_IN.key(e, p.pk if p else 0, token_urlsafe(9)))"
)
OTHER = (
    "from community.models import Practitioner as P;"
    "P.objects.filter(email='bo@example.org').delete();"
    "p = P.objects.create(email='bo@example.org', name='Bo', offers=['digital'], visible='everyone', languages=['nl'],"
    "text='Een tekst.', text_language='nl', organisation_name='Beroepskeuzevoorlichtingsorganisatie'); print(p.key)"
)


@pytest.fixture
def colleague(site: Site) -> str:
    """The step in the address of somebody everyone sees."""
    return site.shell(OTHER)


def link(site: Site, email: str) -> str:
    return f"{PEOPLE}sign-in/open/?key={site.shell(LINK.format(email=email))}"


def fits(page: object) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_the_whole_way_on_a_small_phone_without_script(open_page: Callable, site: Site, colleague: str) -> None:
    watched = open_page(link(site, "ana@example.org"), viewport=SMALL, javascript=False)
    page = watched.page
    assert fits(page)
    page.click("main form button[type=submit]")
    assert page.url.endswith("/own/edit/")
    assert [one["name"] for one in page.context.cookies() if one["httpOnly"]] == ["practitioner"]
    page.click("main form button[type=submit]")
    assert page.locator(".notice-error a[href='#id_name']").count() == 1
    assert "400" in watched.errors.pop()
    page.fill("#id_name", "Ana Horvat")
    page.locator("fieldset", has=page.locator("#id_seeks")).locator("input[value=digital]").check()
    page.locator("details.facet summary").click()
    page.locator("input[name=languages][value=de]").check()
    page.locator("input[name=languages][value=nl]").check()
    page.click("main form button[type=submit]")
    assert page.url.endswith("/own/?done=saved")
    assert fits(page)
    page.click(f"main a[href*='{colleague}']")
    page.click("main a[href$='/write/']")
    page.fill("#id_message", "Dobar dan.")
    page.click("main form button[type=submit]")
    assert page.url.endswith("/people/sent/")
    page.goto(site.path(f"{PEOPLE}own/erase/"))
    assert fits(page)
    page.click("main form button[type=submit]")
    assert page.url.endswith("/people/erased/")
    assert [one for one in page.context.cookies() if one["name"] == "practitioner"] == []


def test_axe_finds_nothing_and_nothing_is_wide(open_page: Callable, site: Site, colleague: str) -> None:
    page = open_page(link(site, "axe@example.org"), viewport=SMALL, dark=True).page
    assert violations(page) == []
    page.click("main form button[type=submit]")
    page.fill("#id_name", "Neobičnodugoprezimenović-Najdemokratičnija")
    page.locator("fieldset", has=page.locator("#id_seeks")).locator("input[value=digital]").check()
    page.locator("details.facet summary").click()
    assert violations(page) == []
    assert fits(page)
    page.click("main form button[type=submit]")
    paths = ("own/", "", "?theme=evaluation", f"{colleague}/", f"{colleague}/write/", "own/erase/", "sent/")
    for path in paths:
        page.goto(site.path(f"{PEOPLE}{path}"))
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)
        assert fits(page), path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert fits(page), f"{path} at 200 %"
    page.context.clear_cookies()
    for path in ("", "sign-in/", f"{colleague}/"):
        page.goto(site.path(f"{PEOPLE}{path}"))
        assert violations(page) == [], path
        assert fits(page), path


def test_the_keyboard_leads_all_the_way(open_page: Callable, site: Site, colleague: str) -> None:
    page = open_page(link(site, "keys@example.org")).page
    page.focus("main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/own/edit/")
    page.focus("#id_name")
    page.keyboard.type("Kim")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_role"
    page.focus("fieldset:has(#id_seeks) input[value=digital]")
    page.keyboard.press("Space")
    page.focus("details.facet summary")
    page.keyboard.press("Enter")
    assert page.locator("details.facet[open]").count() == 1
    page.focus("#id_name")
    page.keyboard.press("Enter")
    page.wait_for_url("**/own/?done=saved")
    page.focus(f"main a[href*='{colleague}']")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{colleague}/")


def test_reading_sets_no_cookie(open_page: Callable, site: Site, colleague: str) -> None:
    page = open_page(PEOPLE).page
    page.goto(site.path(f"{PEOPLE}{colleague}/"))
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
