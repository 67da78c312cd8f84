"""Two engines as one: the second answers while the first cannot."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from search.engines.base import Engine, Finder
from search.engines.breaker import CircuitBreaker
from search.expressions import Known, Matches, Request
from search.interface import EngineError, EngineRefusedError, Health, Query, Results, Suggestion

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Failover(Finder):
    """Answers by `first`, in at most `patience` seconds, or else by `second`. Both are kept current."""

    def __init__(self, first: Engine, second: Engine, patience: float) -> None:
        self.first, self.second = first, second
        self.breaker = CircuitBreaker()
        self._patience = patience

    def members(self) -> dict[str, Engine]:
        """Return both."""
        return {self.first.name: self.first, self.second.name: self.second}

    def search(self, query: Query) -> Results:
        """Find, rank, count; the results say whether they are the second's, or some of the first's."""
        partial: Results | None = None
        try:
            found = self._first(lambda: self.first.search(self._hurried(query)))
            if not found.partial:
                return found
            partial = found
        except EngineError:
            pass
        try:
            return replace(self.second.search(query), fallback=True)
        except EngineError:
            if partial:
                return partial
            raise

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Complete what was typed with titles, those in `language` first."""
        return self._either(lambda engine: engine.suggest(text, language, limit))

    def match(self, request: Request) -> Matches:
        """Find, order, count what a request asks for."""
        return self._either(lambda engine: engine.match(request))

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Return how many documents hold the clauses of each request."""
        return self._either(lambda engine: engine.count(requests))

    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return for each folded spelling that is in the index: language to number of documents."""
        return self._either(lambda engine: engine.known(words))

    def similar(self, word: str) -> list[Known]:
        """Return other spellings near a folded one."""
        return self._either(lambda engine: engine.similar(word))

    def health(self) -> Health:
        """Say how both are. Well only when both are: a monitor shall know before the second fails too."""
        first = replace(self.first.health(), breaker=self.breaker.state)
        second = self.second.health()
        bad = [f"{part.engine}: {part.detail}" for part in (first, second) if not part.ok]
        return replace(first, ok=not bad, detail=" ".join(bad), parts=(first, second))

    def _hurried(self, query: Query) -> Query:
        return replace(query, deadline=min(query.deadline or self._patience, self._patience))

    def _either(self, ask: Callable[[Engine], T]) -> T:
        try:
            return self._first(lambda: ask(self.first))
        except EngineError:
            return ask(self.second)

    def _first(self, ask: Callable[[], T]) -> T:
        """Ask the first engine if the breaker lets. Raises EngineError."""
        if not self.breaker.allows():
            raise EngineRefusedError(f"{self.first.name} is left alone for some seconds.")
        try:
            found = ask()
        except Exception as error:
            if self.breaker.failed():
                logger.error("Searches are answered by %s: %s", self.second.name, error)
            raise
        if self.breaker.succeeded():
            logger.warning("Searches are answered by %s again.", self.first.name)
        return found
