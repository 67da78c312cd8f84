"""What partners call our columns (``header_words.yaml``)."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from centres.columns.word_lists import load_words
from centres.gazetteer.fold import fold

_FILE = Path(__file__).with_suffix(".yaml")


def header_words() -> Mapping[str, Any]:
    """All lists of the file by their name."""
    return load_words(_FILE)


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """What a column may be called, folded: of facts and texts, and of what is not read."""
    lists = (*header_words()["facts"].values(), *header_words()["texts"].values(), header_words()["ignored"])
    return frozenset(fold(str(name)) for names in lists for name in names)
