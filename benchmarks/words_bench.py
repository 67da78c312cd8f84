"""Measure how the search finds words typed in another way, on the content of the current portal and its index.

Per language: one typing error in a word of four to fifteen letters that at most eight texts have, and the same word without
its accents. `mrr`: the reciprocal rank of the first hit (of ten) with the word; `recall`: the share of the texts with the word
that are among the hits. Words are drawn by a fixed seed; `--seed` draws others, so that nothing need be tuned on them.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import fmean

from benchmarks.typos import double, drop, neighbour, plain, swap

_KINDS = (swap, drop, double, neighbour)
_FEW = 8
_AT = 10


def _texts_by_word() -> dict[str, dict[str, set[str]]]:
    """Language → word → addresses of the texts in which it stands, in any inflection of the language."""
    from search import analysis, sources

    by_form: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spelled: dict[str, set[str]] = defaultdict(set)
    for document in sources.documents():
        for word in set(analysis.words(" ".join((document.title, *document.names, document.summary, document.body)))):
            spelled[document.language].add(word)
            for form in analysis.forms(word, document.language):
                by_form[document.language][form].add(document.url)
    found: dict[str, dict[str, set[str]]] = {}
    for language, words in spelled.items():
        texts = {
            word: set().union(*(by_form[language][form] for form in analysis.forms(word, language))) for word in words
        }
        found[language] = {
            word: urls for word, urls in texts.items() if 4 < len(word) < 16 and word.isalpha() and len(urls) <= _FEW
        }
    return found


def measure(
    texts: dict[str, set[str]], words: Sequence[str], language: str, typed: Callable[[str], str]
) -> tuple[float, float]:
    """MRR@10 and recall of words typed in another way."""
    from search import service

    ranks, recalls = [], []
    for word in words:
        urls = [hit.url for hit in service.find(typed(word), language, {}).hits]
        first = next((rank for rank, url in enumerate(urls[:_AT], 1) if url in texts[word]), 0)
        ranks.append(1 / first if first else 0.0)
        recalls.append(len(texts[word].intersection(urls)) / len(texts[word]))
    return fmean(ranks), fmean(recalls)


def main(arguments: Sequence[str] = ()) -> int:
    """Draw, measure, print."""
    from core.i18n.languages import LANGUAGES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, default=150)
    options = parser.parse_args(arguments)
    print("language  typo mrr  typo recall  no accents mrr  no accents recall")
    known = _texts_by_word()
    for language in LANGUAGES:
        draw = random.Random(options.seed)  # noqa: S311
        texts = known[language]
        words = draw.sample(sorted(texts), min(options.words, len(texts)))
        marked = sorted(word for word in texts if plain(word) != word)
        accented = draw.sample(marked, min(options.words, len(marked)))
        mistyped = {word: draw.choice(_KINDS)(word, draw, language) for word in words}
        slips = measure(texts, words, language, mistyped.__getitem__)
        bare = measure(texts, accented, language, plain) if accented else (float("nan"),) * 2
        print(f"{language:8}  {slips[0]:8.3f}  {slips[1]:11.3f}  {bare[0]:14.3f}  {bare[1]:17.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
