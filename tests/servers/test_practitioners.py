"""Practitioners who click twice at the same moment, on PostgreSQL and on the embedded database."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.template import folder

pytestmark = pytest.mark.xdist_group("servers")

CLICKS = """
import json
from threading import Barrier, Thread
from django.conf import settings
from django.db import connection
from django.test import Client
from community.models import CommunityIndexPage, Conversation, Practitioner, UsedLink, Visit
from community.visitors.links import SIGN_IN
from core import personal
from core.letters.models import Mail
from tests.community.people import add, signed_in
settings.ALLOWED_HOSTS = ["*"]
base = CommunityIndexPage.objects.in_language("en").get().people_url

def at_once(*sends):
    '''The answers to what is sent at the same moment.'''
    answers, start = [], Barrier(len(sends))
    def go(send):
        start.wait()
        try:
            answers.append(send().status_code)
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()
    threads = [Thread(target=go, args=[send]) for send in sends]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return sorted(answers)

told = {"vendor": connection.vendor}
link = f"{base}sign-in/open/?key=" + SIGN_IN.key("once@example.org", 0, "n" * 32)
told["link"] = [at_once(*[lambda: Client().post(link)] * 4), Practitioner.objects.count(), Visit.objects.count(), UsedLink.objects.count()]

links = [f"{base}sign-in/open/?key=" + SIGN_IN.key("two@example.org", 0, number * 32) for number in "ab"]
told["links"] = [at_once(*[lambda at=at: Client().post(at) for at in links]), Practitioner.objects.filter(email="two@example.org").count()]

mails = Mail.objects.filter(kind__in=("people-message", "people-answer"))  # others leave theirs here
mails.delete()
ana, bo = add("Ana"), add("Bo")
browser, other = signed_in(ana, Client()), signed_in(bo, Client())
to_bo, to_ana = (f"{base}{person.key}/write/" for person in (bo, ana))
told["message"] = [at_once(*[lambda: browser.post(to_bo, {"message": "Same"})] * 3), mails.count(), Conversation.objects.count()]

Conversation.objects.all().delete()
mails.delete()
told["both"] = [at_once(lambda: browser.post(to_bo, {"message": "A"}), lambda: other.post(to_ana, {"message": "B"})),
                mails.count(), Conversation.objects.count()]

told["erase"] = [at_once(*[lambda: browser.post(f"{base}own/erase/")] * 2, lambda: other.post(to_ana, {"message": "C"}),
                         lambda: browser.post(f"{base}own/edit/", {"name": "Back", "visible": "everyone", "text_language": "en"})),
                 Practitioner.objects.filter(email=ana.email).count(), Conversation.objects.count(),
                 Mail.objects.filter(to=ana.email).count()]
print(json.dumps(told))
"""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Installation]:
    shutil.copytree(folder(), tmp_path / "var", symlinks=True)
    with Installation(tmp_path / "var") as site:
        yield site


def check(told: dict) -> None:
    assert told["link"] == [[302, 410, 410, 410], 1, 1, 1]
    assert told["links"] == [[302, 302], 1]
    assert told["message"] == [[302] * 3, 1, 1]
    assert told["both"] == [[302, 302], 2, 1]
    answers, *left = told["erase"]
    assert left == [0, 0, 0], told["erase"]
    assert set(answers) <= {302, 403, 404}, answers


@pytest.mark.needs("postgresql", "redis")
def test_clicks_at_the_same_moment_count_once_on_postgresql(prepared: tuple[Installation, str]) -> None:
    told = json.loads(prepared[0].shell(CLICKS).splitlines()[-1])
    assert told["vendor"] == "postgresql"
    check(told)


def test_clicks_at_the_same_moment_count_once_on_the_embedded_database(embedded: Installation) -> None:
    told = json.loads(embedded.shell(CLICKS).splitlines()[-1])
    assert told["vendor"] == "sqlite"
    check(told)
