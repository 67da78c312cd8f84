"""Suggesting a change as people do it: on a small old phone, and by keyboard."""

from collections.abc import Callable

from tests.browser.test_accessibility import violations

FORM = "/hr/centri/cite-des-metiers-bruxelles/suggest/"
UNFOLD = ".care-form summary"
CONTROLS = """[...document.querySelectorAll('.care-form :is(input, select, textarea, button, summary)')]
    .filter(one => one.type !== 'hidden' && one.checkVisibility() && !one.closest('[aria-hidden]')).length"""


def test_it_begins_with_one_question_and_words_are_sent_at_once(open_page: Callable) -> None:
    page = open_page(FORM, viewport={"width": 360, "height": 740}, javascript=False).page
    assert page.evaluate(CONTROLS) == 4
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 740
    page.fill("#id_note", "Ulica se zove drukčije.")
    page.click("form.care-form button[type=submit] >> nth=0")
    assert page.url.endswith("?sent=1")


def test_a_change_is_suggested_on_a_small_phone_without_script(open_page: Callable) -> None:
    watched = open_page(FORM, viewport={"width": 320, "height": 640}, javascript=False)
    page = watched.page
    page.click(UNFOLD)
    page.fill("#id_phone", "zvati")
    page.select_option("#id_hours-0-state", "open")
    page.fill("[name=hours-0-0]", "9")
    page.fill("[name=hours-0-1]", "17")
    page.click("form.care-form button[type=submit]")
    assert page.locator(".notice-error a[href='#id_phone']").count() == 1
    assert page.input_value("[name=hours-0-1]") == "17"
    assert "400" in watched.errors.pop()
    page.fill("#id_phone", "+385 40 111 222")
    page.click("form.care-form button[type=submit]")
    assert page.locator(".care-changes > div").count() == 2
    page.click("button[value=send]")
    assert page.url.endswith("?sent=1")


def test_axe_finds_nothing_and_nothing_is_wide(open_page: Callable) -> None:
    page = open_page(FORM, viewport={"width": 320, "height": 640}, dark=True).page
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.click(UNFOLD)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.focus("#id_street")
    page.keyboard.type("Nova ulica 7")
    page.keyboard.press("Enter")
    page.wait_for_selector(".care-changes")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.goto(page.url.replace("suggest", "claim"))
    assert violations(page) == []
