"""What an author sends twice at the same moment, on PostgreSQL and on SQLite: one draft, one mail, one answer."""

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
from django.db import connection
from django.core.files.uploadedfile import SimpleUploadedFile
from core.letters.models import Mail
from core.models import CustomDocument
from resources.contribute.files import keep
from resources.contribute import progress
from resources.models import AuthorQuestion, CaseStudyPage, Contribution
settings.ALLOWED_HOSTS = ["*"]

def at_once(what, number=4):
    answers, start = [], Barrier(number)
    def do():
        start.wait()
        try:
            answers.append(what())
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()
    threads = [Thread(target=do) for _number in range(number)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return sorted(str(one) for one in answers)

story = dict.fromkeys(("context", "need", "done", "result", "attention", "transferability"), "Text.")
answers = story | {"title": "At once", "summary": "Once.", "licence": "CC0-1.0", "consent": True}
one = Contribution.objects.create(language="en", email="ana@example.org", name="Ana", answers=answers)
told = {"vendor": connection.vendor}
told["refused"] = keep(one, [SimpleUploadedFile("plan.pdf", b"%PDF-1.4\\n%%EOF")])
told["send"] = at_once(lambda: progress.send(one))
told["mails"] = Mail.objects.filter(kind="contribution-received").count()
told["place"] = at_once(lambda: progress.place(one.pk))
told["documents"] = CustomDocument.objects.filter(title="plan").count()
told["pages"] = CaseStudyPage.objects.filter(title="At once").count()
asked = AuthorQuestion.objects.create(contribution=one, text="How?")
told["answer"] = at_once(lambda: progress.answer(one, asked.pk, "So."))
one.refresh_from_db()
told["decline"] = at_once(lambda: progress.decline(one, "No."))
told["documents"] = [told["documents"], CustomDocument.objects.filter(title="plan").count()]
told["declined"] = Mail.objects.filter(kind="contribution-declined").count()
print(json.dumps(told))
"""


def once(told: dict) -> None:
    """Each of four did it, or was told that it was done."""
    assert told["send"] == ["False"] * 3 + ["True"]
    assert told["mails"] == 1
    assert told["place"] == ["None"] * 4
    assert told["pages"] == 1
    assert told["refused"] == []
    assert told["documents"] == [1, 0], "in the library while there is a draft"
    assert told["answer"] == ["False"] * 3 + ["True"]
    assert told["decline"] == ["False"] * 3 + ["True"]
    assert told["declined"] == 1


@pytest.mark.needs("postgresql", "redis")
def test_four_times_at_once_is_once_on_postgresql(prepared: tuple[Installation, str]) -> None:
    site, _untouched = prepared
    told = json.loads(site.shell(AT_ONCE).splitlines()[-1])
    assert told["vendor"] == "postgresql"
    once(told)


def test_four_times_at_once_is_once_on_sqlite(tmp_path: Path) -> None:
    shutil.copytree(template_folder(), tmp_path / "site", symlinks=True)
    with Installation(tmp_path / "site") as site:
        told = json.loads(site.shell(AT_ONCE).splitlines()[-1])
    assert told["vendor"] == "sqlite"
    once(told)
