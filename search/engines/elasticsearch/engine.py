"""The engine on a server: what the interface promises, on Elasticsearch or OpenSearch."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from rapidfuzz.distance import OSA

from core.i18n.languages import LANGUAGES
from search.engines.base import Building, Engine
from search.engines.elasticsearch import answers, asking, suggesting, writing
from search.engines.elasticsearch.building import Names, NewIndex, behind
from search.engines.elasticsearch.client import connect, errors, version
from search.engines.elasticsearch.mapping import spelled
from search.expressions import Known, Matches, Request
from search.interface import (
    Change,
    EngineError,
    EngineRefusedError,
    EngineSlowError,
    Health,
    Indexed,
    Key,
    Outcome,
    Suggestion,
)

_SHORTEST, _LONG, _CHOICES = 4, 8, 20
_STREAM = 2_000
_PATIENCE = 30
_BULK = 10


class ElasticsearchEngine(Engine):
    """An `Engine` on the server that `options` name (default: the setting `ELASTICSEARCH`).

    `refresh` makes a change findable at once instead of within a second; for tests.
    """

    name = "elasticsearch"

    def __init__(self, options: Mapping[str, Any] | None = None, *, refresh: bool = False) -> None:
        options = options or settings.ELASTICSEARCH
        self.client = connect(options)
        self.names = Names(options["prefix"])
        self._timeout: float = options["timeout"]
        self._place = f"Elasticsearch at {', '.join(options['urls'])}"
        self._refresh = refresh

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        with errors(self._place):
            answer = self._ask(asking.body(request), request.until)
            return answers.matches(answer, request)

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Count the documents that hold the clauses of each request."""
        if not requests:
            return []
        until = min((request.until for request in requests if request.until is not None), default=None)
        searches = [{"query": asking.holding(request), "size": 0, "track_total_hits": True} for request in requests]
        with errors(self._place):
            return [answer["hits"]["total"]["value"] for answer in self._ask_all(searches, until)]

    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return the languages of each spelling that is in the index, and in how many documents."""
        names = [(word, code) for word in dict.fromkeys(words) for code in LANGUAGES]
        filters = {spelled(code, word): {"term": {"spelling": spelled(code, word)}} for word, code in names}
        found: dict[str, dict[str, int]] = {}
        if not names:
            return found
        with errors(self._place):
            answer = self._ask({"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}})
            buckets = answer["aggregations"]["words"]["buckets"]
            for word, code in names:
                if number := buckets[spelled(code, word)]["doc_count"]:
                    found.setdefault(word, {})[code] = number
        return found

    def similar(self, word: str) -> list[Known]:
        """Return the spellings near a folded one."""
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        slips = 2 if len(word) >= _LONG else 1
        suggest = {
            code: {
                "text": spelled(code, word),
                "term": {
                    "field": "spelling",
                    "analyzer": "keyword",
                    "size": _CHOICES,
                    "suggest_mode": "always",
                    "max_edits": slips,
                    "prefix_length": len(spelled(code, "")),
                    "accuracy": 0.0,
                    "max_term_freq": 1_000_000.0,
                },
            }
            for code in LANGUAGES
        }
        with errors(self._place):
            answer = self._ask({"size": 0, "suggest": suggest})
            return [
                Known(near, code, option["freq"], slip)
                for code, (entry,) in answer["suggest"].items()
                for option in entry["options"]
                if (slip := OSA.distance(word, near := option["text"].removeprefix(spelled(code, "")))) <= slips
            ]

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Complete what was typed with titles; see `Engine.suggest`."""
        words = suggesting.words_of(text)
        if not words:
            return []
        with errors(self._place):
            found = self._ask_all(suggesting.searches(words, language, limit))
            return suggesting.suggestions(found, language, limit)

    def apply(self, changes: Sequence[Change]) -> dict[Key, Outcome]:
        """Bring objects up to date, here and in an index that is being built; see `Engine.apply`."""
        with errors(self._place):
            client = self.client.options(request_timeout=_BULK)
            building = [self.names.next] if behind(client, self.names.next) else []
            return writing.apply(client, [self.names.live, *building], changes, refresh=self._refresh)

    @contextmanager
    def rebuilding(self) -> Generator[Building, None, None]:
        """Start a new index; its alias takes the place of the one in use if the block ends well."""
        with errors(self._place):
            version(self.client.options(request_timeout=_PATIENCE))
            new = NewIndex(self.client, self.names)
        try:
            yield _Filling(new, self._place)
            with errors(self._place):
                new.finish()
        except BaseException:
            with suppress(EngineError), errors(self._place):
                new.drop()
            raise

    def indexed(self) -> Iterator[Indexed]:
        """Yield what the index holds, in the order of the ids.

        Raises EngineRefusedError when only some of it can be told.
        """
        search: dict[str, Any] = {
            "size": _STREAM,
            "sort": [{"id": "asc"}],
            "_source": False,
            "docvalue_fields": ["source", "pk", "language", "digest"],
            "track_total_hits": False,
        }
        while True:
            with errors(self._place):
                self.client.options(request_timeout=_PATIENCE).indices.refresh(index=self.names.live)
                answer = self._ask(search, time.monotonic() + _PATIENCE)
                if answers.partial(answer):
                    raise EngineRefusedError(f"{self._place}: some of the index does not answer.")
                hits = answer["hits"]["hits"]
                found = [
                    Indexed(*(hit["fields"][name][0] for name in ("source", "pk", "language", "digest")))
                    for hit in hits
                ]
            yield from found
            if len(hits) < _STREAM:
                return
            search["search_after"] = hits[-1]["sort"]

    def health(self) -> Health:
        """Say whether the index can answer; never raises."""
        start = time.perf_counter()
        try:
            with errors(self._place):
                client = self.client.options(request_timeout=max(self._timeout, 2.0))
                who = version(client)
                documents = client.count(index=self.names.live)["count"]
                status = client.cluster.health(index=self.names.live)["status"]
        except EngineError as error:
            return Health(ok=False, documents=0, detail=str(error), engine=self.name)
        detail = "Some of the search index is lost or not there yet (red)." if status == "red" else ""
        if not documents:
            detail = "The search index is empty: run `manage.py search rebuild`."
        return Health(
            ok=not detail,
            documents=documents,
            detail=detail,
            engine=self.name,
            version=who,
            latency_ms=round((time.perf_counter() - start) * 1000, 1),
        )

    def _left(self, until: float | None) -> float:
        """Seconds this request may take. Raises EngineSlowError when none are left."""
        if until is None:
            return self._timeout
        left = until - time.monotonic()
        if left <= 0:
            raise EngineSlowError(f"{self._place} took too long.")
        return left

    def _ask(self, search: Mapping[str, Any], until: float | None = None) -> answers.Answer:
        left = self._left(until)
        return (
            self.client.options(request_timeout=left)
            .search(index=self.names.live, body={**search, "timeout": f"{int(left * 1000)}ms"})
            .body
        )

    def _ask_all(self, searches: Sequence[Mapping[str, Any]], until: float | None = None) -> list[answers.Answer]:
        left = self._left(until)
        lines: list[Mapping[str, Any]] = []
        for search in searches:
            lines += [{}, search]
        found = self.client.options(request_timeout=left).msearch(index=self.names.live, searches=lines)["responses"]
        for answer in found:
            if "error" in answer:
                raise EngineRefusedError(f"{self._place}: {answer['error'].get('reason', answer['error'])}")
        return found


class _Filling:
    """Hands documents on, and says plainly what goes wrong."""

    def __init__(self, new: NewIndex, place: str) -> None:
        self._new, self._place = new, place

    def fill(self, documents: Sequence[Any], version: int) -> None:
        """Put in documents of objects that have no newer version here. Raises EngineError."""
        with errors(self._place):
            self._new.fill(documents, version)
