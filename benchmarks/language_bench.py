"""Measure how the search finds words in another inflection, without accents, mistyped, and texts that answer a question.

The texts are not ours and nothing is tuned on them: sentences of Universal Dependencies treebanks, where linguists say which
dictionary form a word has (`--treebanks FOLDER` with `<language>-*.conllu`), and paragraphs with questions in the form of SQuAD
(`--questions FOLDER` with `<language>-*.json`; English from `benchmarks/passages.py`). All languages are in one index. Of words and
questions half is drawn from, by their hash, or from the files named `-held`; with `--tuning` from the others.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import passages
from benchmarks.passages import Passage
from benchmarks.treebanks import Lemma, Treebank, is_held, read
from benchmarks.typos import double, drop, neighbour, plain, swap
from core.i18n.languages import LANGUAGES
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.interface import Document, Query, Results

_SLIPS = (swap, drop, double, neighbour)
_MOST, _FEW = 50, 8
_AT = 10
_TYPED = (5, 15)


class Asked:
    """Asks an engine, and adds up what it finds."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def results(self, text: str, language: str) -> Results:
        """Everything that is found, best first."""
        return self.engine.search(Query(text=text, language=language, per_page=500))

    def urls(self, text: str, language: str) -> list[str]:
        """The addresses of what is found, best first."""
        return [hit.url for hit in self.results(text, language).hits]


def recalls(asked: Asked, bank: Treebank, typed: Iterable[tuple[str, Lemma]]) -> list[float]:
    """For each typed word, the share of the sentences with it, in any inflection, that are found."""
    found = []
    for text, lemma in typed:
        wanted = bank.urls(lemma)
        found.append(len(wanted.intersection(asked.urls(text, bank.language))) / len(wanted))
    return found


def inflected(bank: Treebank, draw: random.Random, number: int) -> list[tuple[str, Lemma]]:
    """Words, each in one of the forms in which it stands in some sentence."""
    lemmas = bank.inflected(_MOST)
    return [
        (draw.choice(sorted(bank.standing[lemma])), lemma) for lemma in draw.sample(lemmas, min(number, len(lemmas)))
    ]


def other_form(bank: Treebank, lemma: Lemma, form: str, draw: random.Random) -> str:
    """The word in an inflection other than this."""
    return draw.choice(sorted(set(bank.standing[lemma]) - {form}))


def apart(asked: Asked, bank: Treebank, draw: random.Random, number: int) -> float:
    """The share of pairs of words of one sentence, both typed in another inflection, for which no text with both is found."""
    standing: dict[int, list[tuple[Lemma, str]]] = {}
    for lemma in bank.inflected(_MOST):
        for form, sentences in bank.standing[lemma].items():
            for sentence in sentences:
                standing.setdefault(sentence, []).append((lemma, form))
    pairs = sorted(sentence for sentence, words in standing.items() if len({lemma for lemma, _ in words}) > 1)
    missed = []
    for sentence in draw.sample(pairs, min(number, len(pairs))):
        one, other = draw.sample(sorted(dict(standing[sentence]).items()), 2)
        text = f"{other_form(bank, *one, draw)} {other_form(bank, *other, draw)}"
        results = asked.results(text, bank.language)
        missed.append(not (results.complete or (results.count and not results.relaxed)))
    return fmean(missed)


def mistyped(asked: Asked, bank: Treebank, draw: random.Random, number: int) -> tuple[float, float]:
    """MRR@10 and recall of words of few sentences with one slip; whatever the word may be a form of is right."""
    shortest, longest = _TYPED
    words = [
        form
        for lemma in bank.inflected(_FEW)
        for form in sorted(bank.standing[lemma])
        if shortest <= len(form) <= longest
    ]
    ranks, found = [], []
    for form in draw.sample(words, min(number, len(words))):
        wanted, urls = bank.urls_of(form), asked.urls(draw.choice(_SLIPS)(form, draw, bank.language), bank.language)
        first = next((rank for rank, url in enumerate(urls[:_AT], 1) if url in wanted), 0)
        ranks.append(1 / first if first else 0.0)
        found.append(len(wanted.intersection(urls)) / len(wanted))
    return fmean(ranks), fmean(found)


def words(asked: Asked, bank: Treebank, seed: int, number: int) -> list[float]:
    """One row: recall inflected, share of pairs apart, recall without accents, MRR@10 and recall mistyped."""

    def drawn() -> random.Random:
        return random.Random(seed)  # noqa: S311

    typed = inflected(bank, drawn(), number)
    marked = [(plain(form), lemma) for form, lemma in inflected(bank, drawn(), sys.maxsize) if plain(form) != form]
    bare = recalls(asked, bank, marked[:number]) or [float("nan")]
    return [
        fmean(recalls(asked, bank, typed)),
        apart(asked, bank, drawn(), number),
        fmean(bare),
        *mistyped(asked, bank, drawn(), number),
    ]


def paragraphs(folder: Path, language: str, *, tuning: bool) -> list[Passage]:
    """The texts of a language with the questions to be asked. Raises OSError, ValueError."""
    found = []
    for path in sorted(folder.glob(f"{language}-*.json")):
        whole = path.stem.endswith(("-held", "-tuning"))
        if whole and path.stem.endswith("-tuning") is not tuning:
            continue
        for text, several in passages.read(path):
            found.append((text, [question for question in several if whole or is_held(question) is not tuning]))
    return found


def answered(asked: Asked, language: str, parts: Sequence[Passage], seed: int, number: int) -> tuple[int, float]:
    """How many questions were asked, and the share whose paragraph is among the first five texts."""
    draw = random.Random(seed)  # noqa: S311
    questions = [(question, place) for place, (_, several) in enumerate(parts) for question in several]
    chosen = draw.sample(questions, min(number, len(questions)))
    return len(chosen), fmean(
        f"/{language}/{place}/" in asked.urls(question, language)[:5] for question, place in chosen
    )


def _texts(language: str, parts: Sequence[Passage]) -> Iterable[Document]:
    for place, (text, _) in enumerate(parts):
        url = f"/{language}/{place}/"
        yield Document(source="questions", pk=url, language=language, kind="page", title="", url=url, body=text)


def _asked(documents: Iterable[Document], run: Callable[[Asked], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "index.sqlite3")
        engine.rebuild(documents)
        run(Asked(engine))


def main(arguments: Sequence[str] = ()) -> int:
    """Index, draw, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--tuning", action="store_true", help="draw from the half that may be tuned on")
    options = parser.parse_args(arguments)
    if not options.treebanks and not options.questions:
        print("nothing to read: see --help")
    if options.treebanks:
        banks = [
            read(code, sorted(options.treebanks.glob(f"{code}-*.conllu")), held=not options.tuning)
            for code in LANGUAGES
        ]

        def rows(asked: Asked) -> None:
            print("language  inflected  pairs apart  no accents  typo mrr  typo recall")
            for bank in banks:
                if bank.sentences:
                    figures = words(asked, bank, options.seed, options.number)
                    print(
                        "{:8}  {:9.3f}  {:11.3f}  {:10.3f}  {:8.3f}  {:11.3f}".format(bank.language, *figures),
                        flush=True,
                    )

        _asked((document for bank in banks for document in bank.documents()), rows)
    if options.questions:
        given = {code: paragraphs(options.questions, code, tuning=options.tuning) for code in LANGUAGES}

        def shares(asked: Asked) -> None:
            print("language  questions  success@5")
            for language, parts in given.items():
                if parts:
                    count, share = answered(asked, language, parts, options.seed, options.number)
                    print(f"{language:8}  {count:9}  {share:9.3f}", flush=True)

        _asked((text for language, parts in given.items() for text in _texts(language, parts)), shares)
    return 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    from core import terms

    terms.forget_all()  # no database is asked: none need be there
    sys.exit(main(sys.argv[1:]))
