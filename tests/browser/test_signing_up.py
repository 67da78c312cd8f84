"""Signing up as people do it: on a small phone, by keyboard, without script, in the dark; and the organiser at the desk."""

from collections.abc import Callable

import pytest

from core.i18n.languages import LANGUAGES
from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations

SMALL = {"width": 320, "height": 640}
PREPARE = """
from django.utils.translation import override
from agenda.models import EventPage
from agenda.signups.keys import own_url
from tests.agenda.signing import open_event, person, register_of
from tests.agenda.test_signing_up import questions
event = EventPage.objects.filter(slug='browser-round').first() or open_event('Browser round', sign_up_places=3, place='Zagreb', country='HR',
    questions=questions(('What would you like to learn?', True), ('Anything else?', False)))
one = register_of(event).signups.filter(name='Ana').first() or person(event, 'Ana')
versions = {page.locale.language_code: page.url for page in EventPage.objects.filter(translation_key=event.translation_key).select_related('locale')}
owns = {}
for language in versions:
    with override(language):
        owns[language] = own_url(one).split('/', 3)[3]
import json; print(json.dumps([event.pk, versions, owns]))
"""


@pytest.fixture(scope="module")
def round_(site: Site) -> tuple[int, dict[str, str], dict[str, str]]:
    """The event's key, its paths by language, and somebody's own sign-up by language."""
    import json

    pk, versions, owns = json.loads(site.shell(PREPARE))
    return pk, versions, {language: f"/{path}" for language, path in owns.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_for_everybody(open_page: Callable, round_: tuple, language: str) -> None:
    _pk, versions, owns = round_
    event = versions[language]
    for path in (event, f"{event}sign-up/", f"{event}sign-up/sent/", owns[language]):
        page = open_page(path, viewport=SMALL, dark=language in {"fr", "hr"}).page
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], path


def test_what_is_to_be_mended_is_for_everybody_too(open_page: Callable, round_: tuple) -> None:
    watched = open_page(f"{round_[1]['hr']}sign-up/", viewport=SMALL)
    watched.page.locator("main button[type=submit]").click()
    watched.page.wait_for_selector("[role=alert]")
    assert watched.page.locator(".error-text").count() == 4
    assert violations(watched.page) == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    watched.errors.clear()  # Chromium notes the answer's status


def test_a_person_signs_up_by_keyboard_without_script(open_page: Callable, round_: tuple, site: Site) -> None:
    _pk, versions, _owns = round_
    watched = open_page(versions["en"], javascript=False)
    page = watched.page
    assert page.context.cookies() == []
    page.get_by_role("link", name="Sign up").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-up/")
    page.locator("#id_name").focus()
    page.keyboard.type("Bo")
    page.keyboard.press("Tab")
    page.keyboard.type("bo@example")
    page.locator("#id_consent").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("#id_name").input_value() == "Bo"
    assert page.locator("#id_email").get_attribute("aria-invalid") == "true"
    assert page.locator("#id_consent").is_checked()
    watched.errors.clear()  # Chromium notes the answer's status, which says that the form is to be mended
    page.locator("#id_email").fill("bo@example.org")
    page.get_by_label("What would you like to learn?").fill("To listen")
    page.wait_for_timeout(2500)  # what is sent at once is asked for again
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/sign-up/sent/")
    own = site.shell(
        "from agenda.models import SignUp; from agenda.signups.keys import own_url;"
        "from django.utils.translation import override; override('en').__enter__();"
        "print(own_url(SignUp.objects.get(email='bo@example.org')).split('/', 3)[3])"
    )
    mine = open_page(f"/{own}", viewport=SMALL, javascript=False).page
    mine.get_by_role("button", name="Confirm my sign-up").press("Enter")
    mine.wait_for_selector("text=You have a place.")
    assert mine.context.cookies() == []
    mine.get_by_role("button", name="Cancel my sign-up").press("Enter")
    mine.wait_for_selector("text=the sign-up is cancelled")
