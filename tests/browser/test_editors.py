"""What editors press and type, in a browser: nothing is done twice, replaced, or lost on the way."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site, sign_in, wait_until_edits_count

TYPED = {"fr": "15/01/2027", "nl": "15-1-2027", "it": "15.01.2027", "pt": "15/1/2027", "hr": "15. 1. 2027."}
SHOWN = {"fr": "15/01/2027", "nl": "15-01-2027", "it": "15/01/2027", "pt": "15/01/2027", "hr": "15.01.2027."}
PREPARE = """
import json
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from agenda.models import EventPage
from core.seed import page_by_key
from home.models import StandardPage
from translation.following import follow

people = get_user_model().objects
for user in people.filter(username__in=["moderator", "editor", *(f"translator-{code}" for code in %(languages)r)]):
    if not user.check_password("a password only for this run"):
        user.set_password("a password only for this run")
        user.save()
    code = user.username.partition("-")[2] or "en"
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
events = {code: EventPage.objects.filter(locale__language_code=code, alias_of=None).first().pk for code in %(languages)r}
page = StandardPage.objects.filter(live=True, locale__language_code="it", alias_of=None).first()
page.summary = "In revisione."
page.save_revision(user=people.get(username="editor"))
page.get_workflow().start(page, people.get(username="editor"))
contact = page_by_key("contact", "en").specific
source, _made = TranslationSource.update_or_create_from_instance(contact)
translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="fr"))
follow()  # now the translator has the texts of the French page there was, whatever the worker does meanwhile
StringTranslation.objects.filter(context__object_id=contact.translation_key, locale=translation.target_locale)[0].delete()
print(json.dumps({"events": events, "page": page.pk, "contact": translation.get_target_instance().pk}))
"""
STATE = """
import json
from wagtail.models import Page
page = Page.objects.get(pk=%d).specific
print(json.dumps({"live": page.live, "draft": page.has_unpublished_changes, "summary": page.summary,
    "states": [state.status for state in page.workflow_states.all()], "start": str(getattr(page.get_latest_revision_as_object(), "start_date", ""))}))
"""


def told(site: Site, code: str) -> Any:
    """What a piece of code prints on the site, as JSON."""
    return json.loads(site.shell(code))


@pytest.fixture(scope="module")
def desk(site: Site) -> dict[str, Any]:
    """People with a known password, an event per language, a page in review, a translation begun."""
    return told(site, PREPARE % {"languages": list(TYPED)})


@pytest.mark.parametrize("language", TYPED)
def test_a_typed_day_stays_what_it_is(open_page: Callable, site: Site, desk: dict[str, Any], language: str) -> None:
    page = open_page("about:blank").page
    sign_in(page, site, f"translator-{language}")
    event = desk["events"][language]
    page.goto(site.path(f"/admin/pages/{event}/edit/"))
    for field, text in (("start_date", TYPED[language]), ("start_time", "9.30"), ("end_date", TYPED[language])):
        page.locator(f"input[name={field}]").fill(text)
        page.keyboard.press("Tab")
        assert page.locator(f"input[name={field}]").input_value() == text
    page.locator("input[name=end_time]").fill("17h")
    page.locator("input[name=title]").click()
    assert page.locator("input[name=end_time]").input_value() == "17h"
    with page.expect_navigation():
        page.locator("button.action-save").first.click()
    assert page.locator("input[name=start_date]").input_value() == SHOWN[language]
    assert page.locator("input[name=start_time]").input_value() == "09:30"
    assert page.locator("input[name=end_time]").input_value() == "17:00"


def test_approving_is_sent_once_and_nothing_is_saved_behind_it(
    open_page: Callable, site: Site, desk: dict[str, Any]
) -> None:
    page = open_page("about:blank").page
    sign_in(page, site, "moderator")
    address = site.path(f"/admin/pages/{desk['page']}/edit/")
    page.goto(address)
    wait_until_edits_count(page)
    posts: list[bool] = []
    page.on(
        "request",
        lambda one: (
            posts.append(one.is_navigation_request()) if one.method == "POST" and one.url.startswith(address) else None
        ),
    )
    page.locator("textarea[name=summary]").fill("Approvato così.")
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    button = page.locator("button[data-workflow-action-name=approve]").first
    button.evaluate("one => { one.click(); one.click() }")
    page.wait_for_url("**/admin/pages/*/")
    page.wait_for_timeout(1500)
    assert posts.count(True) == 1
    assert posts[-1] is True, "nothing is saved behind it"
    state = told(site, STATE % desk["page"])
    assert state["live"] is True
    assert state["draft"] is False
    assert state["summary"] == "Approvato così."
    assert state["states"] == ["approved"]


def test_a_translator_writes_a_text_and_sends_it_for_review(
    open_page: Callable, site: Site, desk: dict[str, Any]
) -> None:
    page = open_page("about:blank").page
    sign_in(page, site, "translator-fr")
    page.goto(site.path(f"/admin/pages/{desk['contact']}/edit/"))
    page.locator(".desk-scripted").wait_for()
    page.keyboard.type("Écrivez-nous vraiment")
    page.keyboard.press("Enter")
    page.locator("[data-status='saved']").wait_for()
    with page.expect_navigation():
        page.locator("button[name=action][value=review]").click()
    state = told(site, STATE % desk["contact"])
    assert state["states"] == ["in_progress"]
