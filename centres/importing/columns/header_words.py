"""What partners call our columns (``header_words.yaml``)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from centres.columns.word_lists import load_words

_FILE = Path(__file__).with_suffix(".yaml")


def header_words() -> Mapping[str, Any]:
    """All lists of the file by their name."""
    return load_words(_FILE)
