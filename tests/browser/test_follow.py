"""Following by mail as people do it: on a small phone, by keyboard, without script, in the dark."""

from collections.abc import Callable

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations

SMALL = {"width": 320, "height": 640}
LINKS = """
from django.utils.translation import override
from home.follow.choices import Choices, asked_url, no_more_url, own_path
from home.models import Follower
one, _new = Follower.objects.get_or_create(email='ana@example.org', defaults={'language': 'hr', 'languages': ['hr', 'en']})
with override('hr'):
    urls = asked_url('bo@example.org', Choices.of(one)), own_path(one), no_more_url(one)
print(' '.join('/' + url.split('/hr/')[1] for url in urls))
"""
ASKED = """
from django.utils.translation import override
from home.follow.choices import Choices, asked_url
with override('en'):
    url = asked_url('cy@example.org', Choices(language='en', languages=('fr',), kinds=('event',), rhythm='weekly'))
print(url.split('/', 3)[3])
"""
"""The address in the mail, which the worker has sent and forgotten."""


def test_every_page_is_for_everybody(open_page: Callable, site: Site) -> None:
    links = [f"/hr{path}" for path in site.shell(LINKS).split()]
    for path, dark in zip(("/hr/pratite/", *links), (False, True, True, False), strict=True):
        page = open_page(path, viewport=SMALL, dark=dark).page
        assert violations(page) == [], path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], path
        assert path == "/hr/pratite/" or page.context.cookies() == []


def test_a_person_follows_by_keyboard_without_script(open_page: Callable, site: Site) -> None:
    watched = open_page("/en/events/", viewport=SMALL, javascript=False)
    page = watched.page
    page.get_by_role("link", name="News by mail").press("Enter")
    page.wait_for_url("**/en/follow/?kind=event")
    assert page.get_by_label("English").is_checked()
    page.get_by_label("English").press("Space")
    page.locator("#id_email").press_sequentially("cy@example.org")
    page.locator("#id_email").press("Enter")
    page.wait_for_selector("[role=alert]")
    watched.errors.clear()  # Chromium notes the answer's status, which says that the form is to be mended
    assert page.locator("#id_email").input_value() == "cy@example.org"
    assert page.locator(".error-text").inner_text() == "Tick at least one language."
    page.get_by_label("Français").press("Space")
    page.get_by_role("button", name="Send me the link").press("Enter")
    page.wait_for_url("**/en/follow/sent/")
    path = site.shell(ASKED)
    page = open_page(f"/{path}", viewport=SMALL, javascript=False).page
    page.get_by_role("button", name="Yes, write to me").press("Enter")
    page.wait_for_selector("text=You follow Keep in Pact by mail now.")
    assert page.get_by_label("Français").is_checked()
    page.get_by_role("link", name="End the mails and delete my address").press("Enter")
    page.get_by_role("button", name="No more mails").press("Enter")
    page.wait_for_selector("text=We have deleted your address")
    assert page.context.cookies() == []
