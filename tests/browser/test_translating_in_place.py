"""A centre, an organisation and a name of a vocabulary in the translator's editor, in Chromium: by keyboard, too long, published."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Site, sign_in
from tests.browser.test_accessibility import violations
from tests.browser.test_editing import accounts, in_site  # noqa: F401 - a fixture
from tests.browser.test_translating import here, status

MAKE = """
from centres.models import Centre, ServiceTerm
from community.models import Organisation
from translation.following import follow
from translation.models import Item
centre = Centre.objects.create(name="Test centre NUMBER", language="en", country="BE", live=True)
texts = {"summary": "A centre for all", "papers": "A card & a letter", "description": "First this.\\nThen that."}
centre.texts.add(centre.texts.model(language="en", **texts))
centre.save()
about = '<p>Ask <a href="https://example.org/">a partner</a>.</p><ul><li>Two</li></ul>'
body = Organisation.objects.create(name="Body NUMBER", name_language="en", slug="body-NUMBER", live=True)
body.texts.add(body.texts.model(language="en", summary="A body", about=about))
body.save()
term = ServiceTerm(code="desk-NUMBER", labels={"en": "Desk NUMBER"})
term.save()
follow()
names = {"centre": ("centres.centre", centre), "organisation": ("community.organisation", body), "term": ("core.term", term)}
found = {name: Item.objects.get(kind=kind, key=str(thing.pk)) for name, (kind, thing) in names.items()}
{name: {"path": f"/admin/translations/{one.pk}/hr/", "pk": one.key} for name, one in found.items()}"""
ROW = """
from centres.models import Centre
centre = Centre.objects.get(pk=PK)
rows = {row.language: row for row in centre.texts.all()}
row = rows.get("hr")
[row.summary, row.papers, row.description] if row else None"""


@pytest.fixture
def things(site: Site, accounts: dict[str, Any], request: pytest.FixtureRequest) -> Any:  # noqa: F811
    """A thing of each kind, with nothing in Croatian."""
    return in_site(site, MAKE.replace("NUMBER", str(abs(hash(request.node.name)) % 10**6)))


def test_a_centre_by_keyboard_until_readers_see_it(open_page: Callable, site: Site, things: Any) -> None:
    watched = open_page("/admin/login/")
    page, keyboard = watched.page, watched.page.keyboard
    sign_in(page, site, "moderator")
    page.goto(site.path(things["centre"]["path"]))
    page.locator(".desk-scripted").wait_for()
    assert here(page) == "1"
    keyboard.type("riječ " * 51)
    keyboard.press("Enter")
    status(page, "refused")
    line = page.locator("[data-passage]").first
    assert "too long for its place" in line.inner_text()
    line.locator("textarea").focus()
    keyboard.press("Control+a")
    keyboard.type("Središte za sve")
    keyboard.press("Enter")
    status(page, "saved")
    assert here(page) == "2"
    keyboard.type("Prvo ovo.")
    keyboard.press("Shift+Enter")
    keyboard.type("Zatim ono.")
    keyboard.press("Enter")
    keyboard.type("Iskaznica & pismo")
    keyboard.press("Enter")
    page.locator("#desk-progress", has_text="Nothing is left").or_(
        page.locator("[data-status=finished]")
    ).first.wait_for()
    assert in_site(site, ROW.replace("PK", things["centre"]["pk"])) is None, "a draft"
    assert page.locator(":focus").inner_text() == "Publish in Croatian"
    status(page, "saved")
    keyboard.press("Enter")
    page.get_by_text("Readers see these texts in Croatian now.").wait_for()
    found = in_site(site, ROW.replace("PK", things["centre"]["pk"]))
    assert found == ["Središte za sve", "Iskaznica & pismo", "Prvo ovo.\nZatim ono."]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(open_page: Callable, site: Site, things: Any, viewport: dict) -> None:
    page = open_page("/admin/login/", viewport=viewport).page
    sign_in(page, site, "administrator")
    found = {}
    for name, thing in things.items():
        page.goto(site.path(thing["path"]))
        page.locator(".desk-scripted").wait_for()
        page.keyboard.type("Riječi")
        page.keyboard.press("Enter")
        status(page, "saved")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            if wrong := violations(page):
                found[name, scheme] = wrong
    assert found == {}
