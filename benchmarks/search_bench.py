"""Measure the embedded search engine on made-up documents: `python benchmarks/search_bench.py [--documents 100000]`.

Words are invented per language and drawn by Zipf's law, so that a few are in most texts and most in a few. Prints how many
documents a second of processor time takes, and the 50th, 95th and worst time of searches and suggestions in milliseconds; exits
with 1 when fewer than 800 documents are indexed a second, or a 95th is above the budget of 50.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.clock import cpu_ms
from core.i18n.languages import LANGUAGES
from search.engines.embedded import EmbeddedEngine
from search.interface import Document, Query

BUDGET_MS = 50
LEAST_DOCUMENTS = 800
"""Documents that a second of processor time must index."""
KINDS = ("centre", "case-study", "module", "publication", "event", "page")
COUNTRIES = ("FR", "BE", "IT", "PT", "HR", "CH", "LU", "FI", "ES", "DE", "NO")
AUDIENCES = ("pupils", "students", "young", "job-seekers", "employees", "migrants", "seniors")
_WORDS = 20_000
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "han",
    "der",
    "ment",
    "tion",
    "ski",
    "nja",
    "gem",
    "lar",
    "pro",
    "con",
    "tra",
]


class Corpus:
    """Invented documents and queries, the same on every run."""

    def __init__(self, documents: int) -> None:
        self.random = random.Random(3)  # noqa: S311
        self.documents = documents
        self.weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
        self.words = {language: self._vocabulary() for language in LANGUAGES}

    def _vocabulary(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < _WORDS:
            words["".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))] = None
        return list(words)

    def text(self, language: str, length: int) -> str:
        """A text of `length` words."""
        return " ".join(self.random.choices(self.words[language], cum_weights=self.weights, k=length))

    def __iter__(self) -> Iterator[Document]:
        for number in range(self.documents):
            language = LANGUAGES[number % len(LANGUAGES)]
            pick = self.random.choice
            yield Document(
                source="bench",
                pk=str(number),
                language=language,
                group=str(number // len(LANGUAGES)),
                kind=pick(KINDS),
                title=self.text(language, 6),
                url=f"/{language}/{number}/",
                summary=self.text(language, 20),
                body=self.text(language, 150),
                facets={
                    "country": [pick(COUNTRIES)],
                    "audience": [pick(AUDIENCES), pick(AUDIENCES)],
                    "competence": [pick("ABCDEFG")],
                    "year": [str(2010 + number % 16)],
                },
            )

    def query(self) -> Query:
        """A query of one to three words; one in ten mistyped, three in ten filtered."""
        language = self.random.choice(LANGUAGES)
        words = self.text(language, self.random.randint(1, 3)).split()
        if self.random.random() < 0.1:
            words[0] = words[0][:2] + words[0][3:]
        filters = {"kind": (self.random.choice(KINDS),)} if self.random.random() < 0.3 else {}
        return Query(
            text=" ".join(words), language=language, filters=filters, page=1 if self.random.random() < 0.8 else 3
        )


def build(engine: EmbeddedEngine, corpus: Corpus) -> float:
    """Index the corpus; documents a second of processor time, without that of inventing them."""
    documents = list(corpus)
    return len(documents) / (cpu_ms(lambda: engine.rebuild(documents)) / 1000)


def timed(calls: list[Callable[[], object]]) -> list[float]:
    """Milliseconds of each call, ascending."""
    times = []
    for call in calls:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def report(name: str, times: list[float]) -> float:
    """Print one line; return the 95th percentile."""
    high = times[int(len(times) * 0.95)]
    print(f"{name:8} n={len(times)}  p50 {times[len(times) // 2]:.1f} ms  p95 {high:.1f} ms  worst {times[-1]:.1f} ms")
    return high


def main(arguments: Sequence[str] = ()) -> int:
    """Build, measure, print; 1 when over the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--index", help="keep the index at this path and reuse it if it is there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.index or folder) / "bench.sqlite3"
        corpus = Corpus(options.documents)
        engine = EmbeddedEngine(path)
        speed = float("inf") if engine.health().ok else build(engine, corpus)
        size = path.resolve().stat().st_size / 1e6
        print(f"index    {engine.health().documents} documents, {size:.0f} MB, {speed:.0f} a second of processor time")
        queries = [corpus.query() for _ in range(options.queries)]
        typed = [corpus.text(code, 2)[: corpus.random.randint(2, 12)] for code in LANGUAGES * (options.queries // 6)]
        engine.search(Query(text="warm up", language="en"))
        searches = report("search", timed([lambda query=query: engine.search(query) for query in queries]))
        suggestions = report("suggest", timed([lambda text=text: engine.suggest(text, "fr") for text in typed]))
    return int(max(searches, suggestions) > BUDGET_MS or speed < LEAST_DOCUMENTS)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    sys.exit(main(sys.argv[1:]))
