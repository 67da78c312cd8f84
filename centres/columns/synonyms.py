"""What people write for our codes beside the codes' own labels (``synonyms.yaml``)."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from centres.columns.word_lists import load_words
from centres.gazetteer.fold import fold

_FILE = Path(__file__).with_suffix(".yaml")


def words_for_codes(vocabulary: str) -> Mapping[str, list[str]]:
    """Code → words, for the vocabulary of that name."""
    return load_words(_FILE)["codes"].get(vocabulary, {})


def words_for_countries() -> Mapping[str, list[str]]:
    """Code of a country → other codes and names."""
    return load_words(_FILE)["countries"]


@lru_cache(maxsize=1)
def truth_words() -> Mapping[str, bool]:
    """Folded word → yes or no. A sign of one character is kept as it is: folding drops it."""
    lists = load_words(_FILE)
    return {
        word if len(word) == 1 else fold(word): answer
        for name, answer in (("no", False), ("yes", True))
        for word in lists[name]
    }


@lru_cache(maxsize=1)
def on_request_words() -> frozenset[str]:
    """What stands, folded, for neither yes nor no: on request, in part."""
    return frozenset(map(fold, load_words(_FILE)["on_request"]))


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """What stands in a cell that says nothing, folded."""
    return frozenset(map(fold, load_words(_FILE)["nothing"])) - {""}


@lru_cache(maxsize=1)
def everyone_words() -> frozenset[str]:
    """What stands in a column of audiences, folded, when a centre is open to everyone."""
    return frozenset(load_words(_FILE)["everyone"])
