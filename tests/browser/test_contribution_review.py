"""What an author sent is published by two other people, each in a few clicks from the first page of the admin."""

import json
from collections.abc import Callable
from typing import Any

from tests.browser.conftest import Site, sign_in, wait_until_edits_count

STORY = ("context", "need", "done", "result", "attention", "transferability")
TITLE = "A bus that guides"
MOST_CLICKS = 8


def prepared(site: Site) -> int:
    """A sent contribution named for an organisation of which the seeded partner is a member; the key of its page."""
    answers = dict.fromkeys(STORY, "Text.") | {"title": TITLE, "summary": "It stops.", "licence": "CC0-1.0"}
    code = f"""
import json
from django.contrib.auth import get_user_model
from django.utils import timezone
from community.membership import join
from community.models import Organisation
from resources.contribute import progress
from resources.models import Contribution
organisation = Organisation.objects.filter(live=True).first()
for name in ("partner", "moderator"):
    user = get_user_model().objects.get(username=name)
    user.check_password("a password only for this run") or user.set_password("a password only for this run")
    user.save()
join(organisation, get_user_model().objects.get(username="partner"))
one = Contribution.objects.create(language="en", email="ana@example.org", name="Ana", organisation=organisation,
    answers=json.loads({json.dumps(json.dumps(answers))}), state="sent", sent_at=timezone.now())
progress.place(one.pk)
one.refresh_from_db()
print(one.page_id)
"""
    return int(site.shell(code))


def approved(page: Any, site: Site) -> int:
    """Approves it from the first page; how many clicks that took."""
    clicks = 0

    def click(locator: Any) -> None:
        nonlocal clicks
        locator.click()
        clicks += 1

    page.goto(site.path("/admin/"))
    click(page.get_by_role("link", name=TITLE).first)
    wait_until_edits_count(page)
    click(page.locator("[data-w-dropdown-target=toggle]").last)
    click(page.locator("button[data-workflow-action-name=approve]").first)
    page.wait_for_load_state()
    page.wait_for_timeout(1500)
    return clicks


def test_two_people_publish_it_in_few_clicks_each(open_page: Callable, site: Site) -> None:
    pk = prepared(site)
    live = f"from resources.models import CaseStudyPage; print(CaseStudyPage.objects.get(pk={pk}).live)"
    for name, public in (("partner", "False"), ("moderator", "True")):
        page = open_page("about:blank").page
        sign_in(page, site, name)
        assert approved(page, site) <= MOST_CLICKS
        assert site.shell(live) == public, name
