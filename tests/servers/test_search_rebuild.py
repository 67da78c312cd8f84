"""A rebuild of the search index while transactions are open, on a database whose transactions see only what is committed."""

from pathlib import Path

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.xdist_group("servers")

RACE = """
import threading
from django.db import connection, transaction
from search import changes, outbox, sources, truth
from search.engines import get_engine
from search.interface import Document
from search.models import IndexTask, IndexVersion, SynonymGroup

with connection.cursor() as cursor:
    cursor.execute("CREATE SCHEMA rebuild")
with connection.schema_editor() as editor:
    for model in (SynonymGroup, IndexTask, IndexVersion):
        editor.create_model(model)

class Source:
    name, model = "groups", SynonymGroup
    read = threading.Event()
    def documents(self, pks=None):
        rows = SynonymGroup.objects.order_by("pk")
        for row in rows if pks is None else rows.filter(pk__in=pks):
            yield Document(source="groups", pk=row.pk, language="en", kind="page", title=row.terms, url="/")
        if pks is None:
            # The filling has read what was committed; only now may the other transactions go on.
            Source.read.set()
            for other in open_ones:
                other.join()
    def public(self):
        return SynonymGroup.objects.values_list("pk", flat=True)

sources._sources.clear()
sources.register(Source())
started = threading.Barrier(4)

def change(pk, also_drain):
    with transaction.atomic(), changes.deferred():
        SynonymGroup.objects.filter(pk=pk).update(terms="changed")
        changes.add([("groups", str(pk))])
        started.wait()
        Source.read.wait()
    if also_drain:
        outbox.drain()
    connection.close()

groups = [SynonymGroup.objects.create(language="en", terms="before") for _ in range(4)]
open_ones = []
get_engine().rebuild(sources.documents())
open_ones[:] = [threading.Thread(target=change, args=(group.pk, last)) for group, last in zip(groups, (False, False, True))]
Source.read.clear()
for one in open_ones:
    one.start()
started.wait()
# A later row that is committed and visible when the rebuild starts: its number is higher than those of the open ones.
with changes.deferred():
    changes.add([("groups", str(groups[3].pk))])
outbox.rebuild()
print(outbox.drain().waiting, bool(truth.compare(get_engine(), truth.digests())), get_engine().known(["changed"]))
"""


@pytest.mark.needs("postgresql")
def test_what_commits_during_a_rebuild_is_not_lost(postgresql_url: str, tmp_path: Path) -> None:
    url = f"{postgresql_url}?options=-csearch_path%3Drebuild"
    with Installation(tmp_path / "var", DATABASE_URL=url) as site:
        assert site.shell(RACE) == "0 False {'changed': {'en': 3}}"
