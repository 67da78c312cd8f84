"""What every engine does. Every method but `health` may raise EngineError; none raises because of what a visitor typed."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import ClassVar, Protocol

from search.answering import answer
from search.expressions import Known, Matches, Request
from search.interface import (
    Change,
    Document,
    EngineRefusedError,
    FacetCount,
    Health,
    Indexed,
    Key,
    Outcome,
    Query,
    Results,
    Suggestion,
    Verdict,
)

FILL = 500
"""Documents handed to a new index at once."""


class Building(Protocol):
    """A new index, not yet in use."""

    def fill(self, documents: Sequence[Document], version: int) -> None:
        """Put in documents of objects that have no newer version here. Raises EngineError."""
        ...


class Finder(ABC):
    """What answers."""

    @abstractmethod
    def members(self) -> "dict[str, Engine]":
        """Return the engines to keep current, by name: this one, or those behind it."""

    def search(self, query: Query) -> Results:
        """Find, rank, count."""
        return answer(self, query)

    def facets(self, query: Query) -> Mapping[str, tuple[FacetCount, ...]]:
        """Count without fetching hits."""
        return self.search(replace(query, per_page=0)).facets

    @abstractmethod
    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Complete what was typed with titles: those in `language` first, in each what is over or closed last."""

    @abstractmethod
    def match(self, request: Request) -> Matches:
        """Find, order, count what a request asks for."""

    @abstractmethod
    def count(self, requests: Sequence[Request]) -> list[int]:
        """Return how many documents hold the clauses of each request; filters and grouping are left out."""

    @abstractmethod
    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return for each folded spelling that is in the index: language to number of documents."""

    @abstractmethod
    def similar(self, word: str) -> list[Known]:
        """Return other spellings within one slip of a folded one (two in words of eight letters), in all languages."""

    @abstractmethod
    def health(self) -> Health:
        """Say whether the index can answer; never raises."""


class Engine(Finder):
    """One index, and how it is kept. `name` is that of its queue in the outbox."""

    name: ClassVar[str]

    def members(self) -> "dict[str, Engine]":
        """Return this engine by its name."""
        return {self.name: self}

    @abstractmethod
    def apply(self, changes: Sequence[Change]) -> dict[Key, Outcome]:
        """Bring objects up to date, here and in an index that is being rebuilt; an older version never replaces a newer.

        Raises EngineError when none could be tried.
        """

    @abstractmethod
    def rebuilding(self) -> AbstractContextManager[Building]:
        """Start a new index; it takes the place of the one in use if the block ends well, and is dropped if not.

        From the start on `apply` writes into both, so that nothing committed meanwhile is lost. Raises EngineBusyError when
        another rebuild is under way.
        """

    @abstractmethod
    def indexed(self) -> Iterator[Indexed]:
        """Yield what the index holds, in no order."""

    def fill(self, building: Building, documents: Iterable[Document], version: int) -> int:
        """Fill a new index with documents read after `version` was taken; returns how many."""
        count, waiting = 0, iter(documents)
        while batch := list(islice(waiting, FILL)):
            building.fill(batch, version)
            count += len(batch)
        return count

    def rebuild(self, documents: Iterable[Document], version: int = 0) -> int:
        """Make a new index of the documents; returns how many."""
        with self.rebuilding() as building:
            return self.fill(building, documents, version)

    def index(self, documents: Iterable[Document]) -> None:
        """Put in documents as all that their objects have, whatever was there; for tests and measurements.

        Raises EngineRefusedError when one was not taken.
        """
        objects: dict[Key, list[Document]] = {}
        for document in documents:
            objects.setdefault(document.key, []).append(document)
        version = time.time_ns()
        outcomes = self.apply([Change(key, version, tuple(found)) for key, found in objects.items()])
        for key, outcome in outcomes.items():
            if outcome.verdict is not Verdict.DONE:
                raise EngineRefusedError(f"{' '.join(key)}: {outcome.reason}")

    def delete(self, keys: Iterable[Key]) -> None:
        """Take objects out, whatever was there; for tests and measurements."""
        version = time.time_ns()
        self.apply([Change(key, version) for key in keys])
