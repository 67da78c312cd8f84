"""The organiser at the desk: the list fits the screen, is read by everybody and is saved."""

from collections.abc import Callable

from tests.browser.conftest import Site, sign_in
from tests.browser.test_accessibility import violations
from tests.browser.test_signing_up import SMALL, round_

__all__ = ["round_"]


def test_the_list_is_ticked_on_a_small_phone(
    open_page: Callable, round_: tuple, site: Site, croatian_editor: str
) -> None:
    page = open_page("/en/", viewport=SMALL).page
    sign_in(page, site, croatian_editor)
    page.goto(site.path(f"/admin/events/{round_[0]}/sign-ups/"))
    assert [one for one in violations(page) if "sign-up" in one] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    page.get_by_label("Ana").first.check()
    page.get_by_role("button", name="Spremi prisutnost").click()
    page.wait_for_selector("text=Prisutnost je spremljena.")
    assert page.get_by_label("Ana").first.is_checked()
    page.goto(site.path(f"/admin/events/{round_[0]}/sign-ups/print/"))
    assert violations(page) == []
    assert page.locator("tbody tr").count() >= 1
