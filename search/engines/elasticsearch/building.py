"""Indexes by name: the one in use and the one that is being built, each behind an alias."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch

from search.engines.elasticsearch import mapping, writing
from search.interface import DONE, Document, EngineBusyError, EngineRefusedError

BEAT = 10
"""Seconds between two signs of life of a rebuild."""

ABANDONED = 60
"""Seconds without a sign after which a rebuild counts as killed."""

_PATIENCE = 60


class Names:
    """What the indexes of a portal are called. `prefix` tells portals and environments on one cluster apart."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.live = f"{prefix}.{mapping.VERSION}"
        self.next = f"{self.live}.next"

    def new(self) -> str:
        """Return a name for a new index."""
        return f"{self.live}.{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid4().hex[:6]}"

    @property
    def every(self) -> str:
        """Pattern of all indexes of this portal, those of other versions of its code too."""
        return f"{self._prefix}.*"


class NewIndex:
    """An index that is being filled; `finish` puts it in the place of the one in use."""

    def __init__(self, client: Elasticsearch, names: Names) -> None:
        self._client = client.options(request_timeout=_PATIENCE)
        self._names = names
        self.name = names.new()
        self._beat = 0.0
        self._start()

    def _start(self) -> None:
        for name in behind(self._client, self._names.next):
            meta = self._client.indices.get_mapping(index=name)[name]["mappings"].get("_meta", {})
            if time.time() - meta.get("beat", 0) < ABANDONED:
                raise EngineBusyError(
                    f"The search index is being rebuilt by another process, or by one that was killed: "
                    f"in {ABANDONED} seconds it may be tried again."
                )
            self._client.indices.delete(index=name, ignore_unavailable=True)
        self._client.indices.create(
            index=self.name,
            settings=mapping.settings(),
            mappings={**mapping.mappings(), "_meta": {"beat": time.time()}},
            aliases={self._names.next: {}},
        )
        self._beat = time.monotonic()

    def fill(self, documents: Sequence[Document], version: int) -> None:
        """Put in documents of objects that have no newer version here. Raises EngineRefusedError when one is not taken."""
        outcome = writing.fill(self._client, self._names.next, documents, version)
        if outcome is not DONE:
            raise EngineRefusedError(f"A document was not taken: {outcome.reason}")
        if time.monotonic() - self._beat > BEAT:
            self._client.indices.put_mapping(index=self.name, meta={"beat": time.time()})
            self._beat = time.monotonic()

    def finish(self) -> None:
        """Take the place of the index in use, in one step; drop all others of this portal."""
        client = self._client
        client.indices.put_settings(index=self.name, settings={"refresh_interval": "1s"})
        client.indices.refresh(index=self.name)
        # A second copy on another node before anybody relies on it; a cluster of one has none to wait for.
        client.cluster.health(index=self.name, wait_for_status="green", timeout="30s")
        old = [name for name in client.indices.get(index=self._names.every, allow_no_indices=True) if name != self.name]
        client.indices.update_aliases(
            actions=[
                *({"remove_index": {"index": name}} for name in old),
                {"remove": {"index": self.name, "alias": self._names.next}},
                {"add": {"index": self.name, "alias": self._names.live, "is_write_index": True}},
            ]
        )

    def drop(self) -> None:
        """Leave nothing behind."""
        self._client.indices.delete(index=self.name, ignore_unavailable=True)


def behind(client: Elasticsearch, alias: str) -> list[str]:
    """Return the indexes an alias stands for, none when there is no such alias."""
    try:
        return list(client.indices.get_alias(name=alias))
    except ApiError as error:
        if error.meta.status == 404:
            return []
        raise
