"""What the search leaves to the worker."""

import logging
from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import periodic
from search import outbox, truth
from search.engines import get_engine
from search.interface import EngineError
from search.models import IndexTask, SearchCount

logger = logging.getLogger(__name__)


@periodic(label=_("Bring the search index up to date"), every=timedelta(minutes=1), priority=10)
def update_index() -> None:
    """Index what has changed. What the engine refuses waits in the outbox."""
    outbox.drain()


@periodic(label=_("Compare the search index with the content"), daily_at=time(0, 20))
def mend_index() -> None:
    """Bring up to date what a new day changes without anybody saving it (an event is over, a fact is old), and whatever
    else an index holds wrongly."""
    wanted = truth.digests()
    for engine in get_engine().members().values():
        try:
            keys = truth.differing(engine, wanted)
        except EngineError as error:
            logger.warning("The search index %s cannot be compared: %s", engine.name, error)
            continue
        IndexTask.objects.bulk_create(
            [IndexTask(engine=engine.name, source=source, object_id=pk) for source, pk in sorted(keys)], batch_size=500
        )
    outbox.drain()


@periodic(label=_("Forget what was searched a year ago"), daily_at=time(3, 20))
def forget_searches() -> None:
    """Delete old counts of searches."""
    SearchCount.forget_old(timezone.localdate())
