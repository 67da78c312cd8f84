"""The last seats of an event on PostgreSQL, where many really sign up, confirm and cancel at once."""

import json

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.xdist_group("servers")

RACE = """
import json
from threading import Barrier, Thread
from django.db import connection
from agenda.models import SignUp
from agenda.signups import book
from tests.agenda.signing import entry, open_event, register_of

def at_once(*calls):
    '''What goes wrong when all are made at the same moment, each on a connection of its own.'''
    wrong, start = [], Barrier(len(calls))
    def run(call):
        start.wait()
        try:
            call()
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()
    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return wrong

event = open_event("Last seats", sign_up_places=3)
register = register_of(event)
names = [f"P{number}" for number in range(8)] + ["P0", "P1"]
told = {"vendor": connection.vendor}
told["wrong"] = at_once(*(lambda name=name: book.ask(register.pk, entry(name)) for name in names))
told["asked"] = [register.signups.filter(state=state).count() for state in ("seated", "waiting")]
told["wrong"] += at_once(*(lambda one=one: book.confirm(one) for one in register.signups.all() for _ in range(2)))
told["confirmed"] = [register.signups.filter(state=state).count() for state in ("seated", "waiting")]
seated = list(register.signups.filter(state="seated"))[:2]
told["wrong"] += at_once(*(lambda one=one: book.cancel(one) for one in seated for _ in range(3)))
told["cancelled"] = [register.signups.filter(state=state).count() for state in ("seated", "waiting", "cancelled")]
event.delete()
print(json.dumps(told))
"""


@pytest.mark.needs("postgresql", "redis")
def test_each_seat_is_given_once(prepared: tuple[Installation, str]) -> None:
    site, _untouched = prepared
    told = json.loads(site.shell(RACE).splitlines()[-1])
    assert told["vendor"] == "postgresql"
    assert told["wrong"] == []
    assert told["asked"] == [3, 5]
    assert told["confirmed"] == [3, 5]
    assert told["cancelled"] == [3, 3, 2]
