"""Word lists are data: YAML files beside the module that reads them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=8)
def load_words(path: Path) -> dict[str, Any]:
    """The lists of a file by their name; read once. Not to be changed."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
