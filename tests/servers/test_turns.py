"""Forms of the admin that come twice at the same moment, on PostgreSQL, where both really are at work at once."""

import json

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.xdist_group("servers")

POSTS = """
import json
from threading import Barrier, Thread
from django.conf import settings
from django.db import connection
from django.urls import reverse
from tests.core.test_turns import APPROVE, a_page, address, body_of, form_of, in_review, signed_in
from tests.forms import posted_as_it_is
from core.seed import page_by_key
from home.models import StandardPage
settings.ALLOWED_HOSTS = ["*"]

def at_once(url, form, *names):
    '''The answers to one form sent by each of names at the same moment.'''
    clients, answers, start = [signed_in(name) for name in names], [], Barrier(len(names))
    def send(client):
        start.wait()
        try:
            answers.append(client.post(url, form).status_code)
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()
    threads = [Thread(target=send, args=[client]) for client in clients]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return answers

told = {"vendor": connection.vendor}
page = a_page()
before = page.revisions.count()
form = form_of(signed_in("moderator"), page) | {"summary": "At once.", "action-publish": "1"}
told["publish"] = [at_once(address(page), form, *["moderator"] * 4), page.revisions.count() - before]

form = in_review(page) | APPROVE
told["approve"] = [at_once(address(page), form, "moderator", "moderator"), page.workflow_states.filter(status="approved").count()]
page.refresh_from_db()
told["decided"] = [page.live, page.has_unpublished_changes, page.workflow_in_progress]

form = in_review(page) | APPROVE
told["two"] = [sorted(at_once(address(page), form, "moderator", "administrator")), page.workflow_states.filter(status="approved").count()]

add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", page_by_key("home", "fr").pk])
form = posted_as_it_is(signed_in("moderator").get(add).content.decode(), StandardPage) | body_of(StandardPage())
form |= {"title": "Une seule", "slug": "une-seule", "summary": "Une.", "action-publish": "1"}
told["add"] = [at_once(add, form, "moderator", "moderator"), StandardPage.objects.filter(slug="une-seule", locale__language_code="fr").count()]
print(json.dumps(told))
"""


@pytest.mark.needs("postgresql", "redis")
def test_equal_forms_at_the_same_moment_are_one_change(prepared: tuple[Installation, str]) -> None:
    site, _untouched = prepared
    told = json.loads(site.shell(POSTS).splitlines()[-1])
    assert told["vendor"] == "postgresql"
    assert told["publish"] == [[302] * 4, 1]
    assert told["approve"] == [[302] * 2, 1]
    assert told["decided"] == [True, False, False]
    # The second moderator is told that the review has moved on, beside the own words.
    assert told["two"] == [[200, 302], 2]
    assert told["add"] == [[302] * 2, 1]
