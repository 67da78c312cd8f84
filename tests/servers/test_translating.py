"""A page translated by several people at the same moment, on PostgreSQL and on SQLite: begun once, published once, nothing lost."""

import json
import shutil
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.template import folder as template_folder

pytestmark = pytest.mark.xdist_group("servers")

AT_ONCE = """
import json
from threading import Barrier, Thread
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from core.seed import page_by_key
from home.models import StandardPage
from tests.forms import fields_in
from translation.files.beginning import begin_one
from translation.following import follow
from translation.models import Segment, Standing
settings.ALLOWED_HOSTS = ["*"]

def at_once(*jobs):
    answers, start = [None] * len(jobs), Barrier(len(jobs))
    def do(number):
        start.wait()
        try:
            answers[number] = jobs[number]()
        except Exception as error:
            answers[number] = repr(error)
        finally:
            connection.close()
    threads = [Thread(target=do, args=[number]) for number in range(len(jobs))]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return answers

def signed_in(name):
    client = Client()
    client.force_login(get_user_model().objects.get(email__startswith=f"{name}@"))
    return client

def standing(page):
    return Standing.objects.select_related("item").get(item__key=str(page.translation_key), locale__language_code="hr")

home = page_by_key("home", "en")
body = [{"type": "paragraph", "value": f"<p>Sentence {one} of this page.</p>"} for one in range(8)]
page = StandardPage(locale=home.locale, title="Two at once", slug="two-at-once", summary="A page.", body=body)
home.add_child(instance=page)
page.save_revision().publish()
follow()
told = {"vendor": connection.vendor}
people = [get_user_model().objects.get(email__startswith=name) for name in ("translator-hr@", "coordinator-hr@")]
told["begun"] = at_once(*(lambda one=one: begin_one(standing(page), one) for one in people))
told["translations"] = Translation.objects.filter(source__object_id=page.translation_key).count()
told["segments"] = StringSegment.objects.filter(source__object_id=page.translation_key).count()
told["versions"] = Page.objects.filter(translation_key=page.translation_key, locale__language_code="hr").count()
follow()
where = reverse("translation_passages", args=[standing(page).item_id, "hr"])
rows = list(Segment.objects.filter(item=standing(page).item, order__isnull=False).order_by("order"))
names = {row.path.split(".")[0]: row.pk for row in rows}
bodies = [row.pk for row in rows if row.path.startswith("body")]
told["passages"] = len(bodies)

def says(client, **texts):
    seen = fields_in(client.get(where).content.decode())
    sent = {f"text-{pk}": text for pk, text in texts.items()}
    kept = {name: seen[name] for name in (f"seen-{pk}" for pk in texts)}
    return sent | kept

first, second = signed_in("translator-hr"), signed_in("coordinator-hr")
mine = says(first, **{str(names["title"]): "Naslov prve osobe", str(bodies[0]): "Prva rečenica ove stranice."})
hers = says(second, **{str(names["summary"]): "Stranica.", str(bodies[0]): "Rečenica broj nula ove stranice."})
def send(client, data):
    answer = client.post(where, {"where": "save", **data}, headers={"Accept": "application/json"})
    both = answer.json()["lines"].get(str(bodies[0]), {})
    return [answer.status_code, both.get("saved"), both.get("said")]
told["saved"] = at_once(lambda: send(first, mine), lambda: send(second, hers))
follow()
from translation.models import Rendering
told["kept"] = {
    name: [one.text for one in Rendering.objects.filter(segment=pk, locale__language_code="hr") if one.text]
    for name, pk in {"title": names["title"], "summary": names["summary"], "both": bodies[0]}.items()
}
rest = {str(pk): f"Rečenica broj {number} ove stranice." for number, pk in enumerate(bodies) if number}
send(second, says(second, **rest))
follow()
third = signed_in("moderator")
told["published"] = at_once(*(
    lambda client=client: client.post(where, {"action": "publish"}).status_code for client in (second, third)
))
follow()
croatian = Page.objects.get(translation_key=page.translation_key, locale__language_code="hr").specific
told["live"] = [croatian.live, croatian.title, croatian.is_fallback]
told["public"] = Client().get(croatian.url).status_code
told["problems"] = sorted(len(one) for one in Page.find_problems())
print(json.dumps(told))
"""


def good(told: dict) -> None:
    """Each began, wrote and published it, or was told that somebody else had."""
    assert set(told["begun"]) <= {True, False}
    assert any(told["begun"])
    assert (told["translations"], told["versions"]) == (1, 1)
    assert told["segments"] == told["passages"] + 3, "title, address and summary besides the text"
    assert [status for status, _saved, _said in told["saved"]] == [200, 200]
    assert sorted(saved for _status, saved, _said in told["saved"]) == [False, True]
    refused = next(said for _status, saved, said in told["saved"] if not saved)
    assert told["kept"]["both"][0] in refused, "who was second reads the words of the first"
    assert told["kept"]["title"] == ["Naslov prve osobe"]
    assert told["kept"]["summary"] == ["Stranica."]
    assert told["published"] == [302, 302]
    assert told["live"] == [True, "Naslov prve osobe", False]
    assert told["public"] == 200
    assert told["problems"] == [0, 0, 0, 0, 0]


@pytest.mark.needs("postgresql", "redis")
def test_two_people_at_once_on_postgresql(prepared: tuple[Installation, str]) -> None:
    site, _untouched = prepared
    told = json.loads(site.shell(AT_ONCE).splitlines()[-1])
    assert told["vendor"] == "postgresql"
    good(told)


def test_two_people_at_once_on_sqlite(tmp_path: Path) -> None:
    shutil.copytree(template_folder(), tmp_path / "site", symlinks=True)
    with Installation(tmp_path / "site") as site:
        told = json.loads(site.shell(AT_ONCE).splitlines()[-1])
    assert told["vendor"] == "sqlite"
    good(told)
