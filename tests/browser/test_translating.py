"""A translator at work in Chromium: by keyboard alone, without a connection, after the session has ended, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Site, sign_in
from tests.browser.test_accessibility import violations
from tests.browser.test_editing import in_site

BEGIN = """
import json as j
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
from core.seed import page_by_key
from home.models import StandardPage
from translation.desk import acting
from translation.following import follow
from translation.models import Standing
for name in ("translator-hr", "translator-fr"):
    user = get_user_model().objects.get(username=name)
    if not user.check_password("a password only for this run"):
        user.set_password("a password only for this run")
        user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
user = get_user_model().objects.get(username="translator-hr")
lines = "".join(f"<p>Sentence {number} of the text.</p>" for number in range(1, 13))
linked = '<p>Ask <a href="https://example.org/">a <b>partner</b></a> of ours.</p>'
home, made = page_by_key("home", "en"), []
for number in range(1, PAGES + 1):
    page = StandardPage(title=f"Sentences {number}", locale=home.locale, summary=f"Twelve sentences of page {number}.")
    page.body = j.dumps([{"type": "paragraph", "value": linked + lines}])
    home.add_child(instance=page)
    page.save_revision().publish()
    follow()
    one = Standing.objects.select_related("item").get(item__key=str(page.translation_key), locale__language_code="hr")
    acting.begin(one, user)
    made.append({"path": f"/admin/translations/{one.item_id}/hr/", "item": one.item_id, "summary": page.summary})
made"""
WRITTEN = """
from translation.models import Rendering
dict(Rendering.objects.filter(segment__item=ITEM, locale__language_code="hr").values_list("segment__text", "text"))"""
END_SESSIONS = """
from django.contrib.sessions.models import Session
Session.objects.all().delete()[0]"""


@pytest.fixture(scope="module")
def pages(site: Site, request: pytest.FixtureRequest) -> list[Any]:
    """Pages of 15 passages whose translation into Croatian has begun; the translator's admin is in English."""
    number = sum(test.fspath == request.node.fspath for test in request.session.items)
    return in_site(site, BEGIN.replace("PAGES", str(number)))


@pytest.fixture
def begun(pages: list[Any]) -> Any:
    """One of them that nobody has written in."""
    return pages.pop()


def written(site: Site, begun: Any) -> dict[str, str]:
    return in_site(site, WRITTEN.replace("ITEM", str(begun["item"])))


def at_work(open_page: Callable, site: Site, begun: Any, **options: Any) -> Any:
    watched = open_page("about:blank", **options)
    sign_in(watched.page, site, "translator-hr")
    watched.page.goto(site.path(begun["path"]))
    return watched


def here(page: Any) -> str:
    """The number of the passage one writes in."""
    return page.evaluate("document.activeElement.closest('[data-passage]')?.querySelector('.desk-stop').textContent")


def status(page: Any, name: str) -> None:
    page.locator(f"[data-status='{name}']").wait_for()


def test_ten_passages_by_keyboard_and_on_at_another_machine(open_page: Callable, site: Site, begun: Any) -> None:
    watched = at_work(open_page, site, begun)
    page, keyboard = watched.page, watched.page.keyboard
    page.locator(".desk-scripted").wait_for()
    assert here(page) == "1"
    keyboard.type("Naslov")
    keyboard.press("Enter")
    keyboard.type("Dvanaest rečenica.")
    keyboard.press("Enter")
    assert here(page) == "3"
    assert page.locator(":focus").get_attribute("role") == "textbox"
    keyboard.type("Pitajte našeg partnera")
    keyboard.press("Control+k")
    keyboard.type(" danas")
    for _step in range(7):
        keyboard.press("Enter")
        keyboard.type(f"Rečenica {int(here(page)) - 3}.")
    status(page, "saved")
    with page.expect_request(lambda request: request.method == "POST" and "here=" in (request.post_data or "")) as told:
        keyboard.press("Enter")
    assert here(page) == "11"
    at = page.locator("[data-passage]", has=page.locator(":focus")).get_attribute("data-passage")
    assert f"here={at}" in told.value.post_data, "the place is known with the text, for whoever leaves at once"
    page.locator("#desk-progress", has_text="5 are left.").wait_for()
    page.wait_for_function("() => document.querySelector('#desk-panel').textContent.includes('Passage 11')")
    page.context.set_offline(True)
    keyboard.type("Rečenica 8.")
    keyboard.press("Enter")
    status(page, "offline")
    keyboard.type("Rečenica 9.")
    assert "Rečenica 8." in page.evaluate("JSON.stringify(localStorage)")
    page.context.set_offline(False)
    page.locator("#desk-progress", has_text="3 are left.").wait_for()
    assert watched.errors
    watched.errors.clear()
    found = written(site, begun)
    assert found["Sentence 8 of the text."] == "Rečenica 8."
    assert found["Sentence 9 of the text."] == "Rečenica 9."
    assert found['Ask <a id="a1">a <b>partner</b></a> of ours.'] == 'Pitajte našeg <a id="a1">partnera</a> danas'
    assert len(found) == 12
    assert "Rečenica" not in page.evaluate("JSON.stringify(localStorage)")
    other = at_work(open_page, site, begun, viewport=PHONE).page
    other.locator(".desk-scripted").wait_for()
    assert here(other) == here(page) == "12"


def test_a_session_that_ends_loses_nothing(open_page: Callable, site: Site, begun: Any) -> None:
    watched = at_work(open_page, site, begun)
    page = watched.page
    page.locator(".desk-scripted").wait_for()
    in_site(site, END_SESSIONS)
    page.keyboard.type("Naslov bez prijave")
    page.keyboard.press("Enter")
    status(page, "signedOut")
    assert "login" in page.locator("[data-status] a").get_attribute("href")
    page.keyboard.type("Sažetak bez prijave")
    again = page.context.new_page()
    sign_in(again, site, "translator-hr")
    again.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#desk-progress", has_text="13 are left.").wait_for()
    in_site(site, END_SESSIONS)
    page.keyboard.type(" i dalje")
    page.goto(site.path(begun["path"]))
    sign_in(page, site, "translator-hr")
    page.goto(site.path(begun["path"]))
    status(page, "saved")
    found = written(site, begun)
    assert found[begun["summary"]] == "Sažetak bez prijave i dalje"
    assert sorted(found.values()) == ["Naslov bez prijave", "Sažetak bez prijave i dalje"]
    watched.errors.clear()


def test_a_link_cannot_be_broken_and_is_put_back(open_page: Callable, site: Site, begun: Any) -> None:
    page = at_work(open_page, site, begun).page
    page.locator(".desk-scripted").wait_for()
    for _step in range(2):
        page.keyboard.press("Control+ArrowDown")
    page.keyboard.type("Pitajte partnera [1] danas")
    tools = page.locator(".desk-here .desk-tool")
    assert [one.inner_text().split(",")[0].split() for one in tools.all()] == [
        ["1", "Put", "back"],
        ["2", "Put", "back"],
    ]
    page.locator(".desk-here .desk-rich").press("Home")
    for _word in range(2):
        page.keyboard.press("Control+ArrowRight")
    tools.nth(0).click()
    assert page.locator(".desk-here .desk-rich .desk-mark").inner_text() == "partnera"
    assert tools.nth(0).inner_text().split(",")[0].split() == ["1", "Link", "1"]
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert page.locator(".desk-here .desk-rich .desk-mark").count() == 0
    page.keyboard.type("Naš partner")
    tools.nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    status(page, "saved")
    assert written(site, begun)['Ask <a id="a1">a <b>partner</b></a> of ours.'] == "Naš <b>partner</b>"


def test_the_memory_is_taken_by_one_key(open_page: Callable, site: Site, begun: Any) -> None:
    code = """
from django.utils import timezone
from translation.models import Rendering, Segment
from wagtail.models import Locale
segment = Segment.objects.exclude(item=ITEM).filter(item__locale__language_code="en", text__contains=" ").first()
says = {"text": "Trinaest rečenica.", "made_for": "SUMMARY", "approved": True, "at": timezone.now()}
Rendering.objects.update_or_create(segment=segment, locale=Locale.objects.get(language_code="hr"), defaults=says)[0].pk"""
    in_site(site, code.replace("ITEM", str(begun["item"])).replace("SUMMARY", begun["summary"]))
    page = at_work(open_page, site, begun).page
    page.locator(".desk-scripted").wait_for()
    page.keyboard.press("Control+ArrowDown")
    page.locator("#desk-panel [data-take]").first.wait_for()
    page.keyboard.press("Alt+1")
    page.keyboard.press("Enter")
    status(page, "saved")
    assert written(site, begun) == {begun["summary"]: "Trinaest rečenica."}


def test_the_same_form_without_scripts(open_page: Callable, site: Site, begun: Any) -> None:
    page = at_work(open_page, site, begun, javascript=False).page
    areas = page.locator("#desk-form textarea")
    assert areas.count() == 15
    areas.nth(0).fill("Naslov")
    areas.nth(2).fill("Pitajte [1]partnera[/2]")
    page.get_by_role("button", name="Save all").click()
    assert areas.nth(2).input_value() == "Pitajte [1]partnera[/2]"
    assert "does not stand in the original" in page.locator("#desk-form").inner_text()
    areas.nth(2).fill("Pitajte [1]partnera[/1]")
    page.get_by_role("button", name="Save all").click()
    assert set(written(site, begun).values()) == {"Naslov", 'Pitajte <a id="a1">partnera</a>'}
    page.locator("a", has_text="Memory, terms and notes").nth(3).click()
    page.locator("#desk-panel textarea").fill("Is this a sentence?")
    page.get_by_role("button", name="Leave the note").click()
    assert "Is this a sentence?" in page.locator("#desk-panel").inner_text()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(open_page: Callable, site: Site, begun: Any, viewport: dict) -> None:
    page = at_work(open_page, site, begun, viewport=viewport).page
    page.locator(".desk-scripted").wait_for()
    page.keyboard.type("Naslov")
    page.keyboard.press("Enter")
    status(page, "saved")
    page.locator("#desk-panel h2").first.wait_for()
    found = {}
    for query in ("", "?state=missing"):
        if query:
            page.goto(site.path(begun["path"] + query))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            if wrong := violations(page):
                found[query, scheme] = wrong
    assert found == {}
