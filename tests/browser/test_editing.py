"""What editors press in the admin, where scripts decide."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site, sign_in, wait_until_edits_count

TILES = "https://tile.openstreetmap.org/"
TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def in_site(site: Site, code: str) -> Any:
    """What the last line of ``code`` is in the running site, through JSON."""
    *lines, last = code.strip().splitlines()
    program = "\n".join([*lines, "import json", f"print(json.dumps({last}))"])
    return json.loads(site.shell(program))


@pytest.fixture(scope="module")
def accounts(site: Site) -> dict[str, Any]:
    """The demo accounts with a known password and an English admin, and the numbers of a page and of a centre."""
    return in_site(
        site,
        """
from django.contrib.auth import get_user_model
from centres.models import Centre
from core.seed import page_by_key
from wagtail.users.models import UserProfile
for user in get_user_model().objects.all():
    if not user.check_password("a password only for this run"):
        user.set_password("a password only for this run")
        user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
page = page_by_key("contact", "nl")
{"page": page.pk, "centre": Centre.objects.get(slug="cisok-cakovec").pk}""",
    )


def signed_in(open_page: Callable, site: Site, name: str) -> Any:
    watched = open_page("about:blank")
    sign_in(watched.page, site, name)
    return watched


def test_the_checks_of_a_page_count_something(open_page: Callable, site: Site, accounts: dict[str, Any]) -> None:
    page = signed_in(open_page, site, "editor").page
    page.goto(site.path(f"/admin/pages/{accounts['page']}/edit/"))
    page.get_by_role("button", name="Toggle checks").click()
    words = page.locator("[data-content-word-count]")
    page.wait_for_function("() => /[0-9]{2}/.test(document.querySelector('[data-content-word-count]')?.textContent)")
    assert int(words.inner_text()) > 20


def test_whoever_works_on_the_site_finds_the_form_of_a_page(
    open_page: Callable, site: Site, accounts: dict[str, Any]
) -> None:
    page = signed_in(open_page, site, "editor").page
    page.goto(site.path("/nl/contact/"))
    assert page.locator("wagtail-userbar").count() == 1
    assert open_page("/nl/contact/").page.locator("wagtail-userbar").count() == 0


def test_the_point_of_a_centre(open_page: Callable, site: Site, accounts: dict[str, Any]) -> None:
    """Streets after a click only; what is set beside them stands for the door; how far the town is stands below."""
    watched = signed_in(open_page, site, "editor")
    page = watched.page
    page.context.route(f"{TILES}**", lambda route: route.fulfill(body=TILE, content_type="image/png"))
    page.goto(site.path(f"/admin/snippets/centres/centre/edit/{accounts['centre']}/"))
    page.locator("[data-point]").scroll_into_view_if_needed()
    page.locator("[data-canvas] .map-stop").wait_for()
    page.locator("#id_latitude").fill("46.39")
    page.locator("#id_longitude").fill("16.50")
    assert page.locator("#id_point_precision").input_value() in {"street", "door"}
    page.wait_for_function("() => /km/.test(document.querySelector('[data-distance]').textContent)")
    assert "Čakovec" in page.locator("[data-distance]").inner_text()
    assert watched.foreign == []
    page.locator("#id_point_precision").select_option("city")
    page.locator("button[data-streets]").click()
    frame = page.frame_locator("iframe.point-panel__streets")
    marker = frame.get_by_role("button", name="The point. Move it with the arrow keys")
    marker.wait_for()
    frame.locator("img.leaflet-tile").first.wait_for()
    marker.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#id_longitude').value !== '16.50'")
    assert page.locator("#id_point_precision").input_value() == "door"
    assert watched.foreign
    assert all(address.startswith(TILES) for address in watched.foreign)
    watched.foreign.clear()


def test_publishing_over_somebody_elses_version(open_page: Callable, site: Site, accounts: dict[str, Any]) -> None:
    """The button of Wagtail's dialog leads to both texts, and pressed beside them it publishes."""
    watched = signed_in(open_page, site, "moderator")
    page = watched.page
    page.goto(site.path(f"/admin/pages/{accounts['page']}/edit/"))
    in_site(
        site,
        f"""
from django.contrib.auth import get_user_model
from wagtail.models import Page
page = Page.objects.get(pk={accounts["page"]}).specific
page.summary = "De woorden van iemand anders."
page.save_revision(user=get_user_model().objects.get(username="editor")).pk""",
    )
    wait_until_edits_count(page)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 400):
        page.locator("#id_title").fill("Contact en adres")
    page.wait_for_timeout(500)
    publish(page)
    dialog = page.locator("#w-save-confirmation-dialog")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish").click()
    assert "Yours, not saved yet" in page.locator("main").inner_text()
    with page.expect_navigation():
        publish(page)
    assert "Contact en adres" in open_page("/nl/contact/").page.locator("h1").inner_text()
    watched.errors.clear()  # the console repeats that the form could not save by itself


def publish(page: Any) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("button[name=action-publish]").first.click()


def test_what_saved_itself_is_published_at_once(open_page: Callable, site: Site, accounts: dict[str, Any]) -> None:
    """Neither a new page nor one that is there is taken for somebody else's version."""
    watched = signed_in(open_page, site, "moderator")
    page = watched.page
    home = in_site(site, "from core.seed import page_by_key\npage_by_key('home', 'nl').pk")
    for path in (f"add/home/standardpage/{home}/", f"{accounts['page']}/edit/"):
        page.goto(site.path(f"/admin/pages/{path}"))
        wait_until_edits_count(page)
        page.locator("#id_title").fill("Contact vanzelf")
        for text in ("Eerst vanzelf bewaard.", "Nog eens vanzelf bewaard."):
            page.locator("#id_summary").fill(text)
            page.keyboard.press("Tab")
            page.wait_for_timeout(2000)
        with page.expect_navigation():
            publish(page)
        assert "while you were writing" not in page.locator("body").inner_text()
    assert "Contact vanzelf" in open_page("/nl/contact/").page.locator("h1").inner_text()
    in_site(
        site, "from home.models import StandardPage\nStandardPage.objects.get(slug='contact-vanzelf').delete()[0] > 0"
    )
