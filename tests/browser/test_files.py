"""A file of translations in Chromium: taken along, filled in, looked at, imported; and axe on the way."""

import io
from collections.abc import Callable

import openpyxl

from tests.browser.conftest import DESKTOP, PHONE, Site, sign_in
from tests.browser.test_accessibility import violations

BEGUN = """
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from wagtail_localize.operations import translate_object
from core.seed import page_by_key
from home.models import StandardPage
from translation.following import follow
parent = page_by_key("project", "en")
page = StandardPage(title="A first talk", slug="a-first-talk", summary="Half an hour.", locale=parent.locale)
page.body = [("paragraph", "<p>Come on <b>weekdays</b>, or <a href='https://example.org/'>write</a> first.</p>")]
parent.add_child(instance=page)
page.save_revision().publish()
translate_object(page, [Locale.objects.get(language_code="hr")], None, get_user_model().objects.first())
follow()
"""
TEXTS = {"A first talk": "Prvi razgovor", "Half an hour.": "k" * 4_000}


def test_a_workbook_goes_out_and_comes_back(open_page: Callable, site: Site, croatian_editor: str) -> None:
    site.shell(BEGUN)
    page = open_page("about:blank", viewport=DESKTOP).page
    sign_in(page, site, croatian_editor)
    page.goto(site.path("/admin/translations/?language=hr"))
    page.click("a[href*='translations/files/']")
    page.check("text=A first talk")
    with page.expect_download() as found:
        page.click("form[action*='download'] button")
    book = openpyxl.load_workbook(io.BytesIO(found.value.path().read_bytes()))
    for row in book.active.iter_rows(min_row=3):
        row[3].value = TEXTS.get(row[2].value)
    filled = io.BytesIO()
    book.save(filled)
    sent = {"name": found.value.suggested_filename, "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    page.set_input_files("#file", files=[sent])
    page.click("form[action*='upload'] button")
    page.wait_for_selector(".files-plan")
    assert page.locator(".files-refused").count() == 1
    wrong = {}
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page):
                wrong[viewport["width"], scheme] = broken
    assert wrong == {}
    page.click("form[action*='upload'] button")
    page.wait_for_selector(".messages")
    assert "1" in page.locator(".messages").inner_text()
    page.goto(site.path("/admin/translations/files/?language=hr"))
    said = 'from wagtail_localize.models import StringTranslation as S; print(S.objects.filter(data="Prvi razgovor").count())'
    assert site.shell(said) == "1"
