"""French keeps its marks on the line: a space before ``: ; ? ! »`` and after ``«`` does not break (Lexique de l’Imprimerie nationale)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.utils.translation import trans_real

BREAKS = re.compile(r"(?<=[^\s\u00a0\u202f:/]) (?=[:;?!»](?!\w|/|-))|(?<=«) ")
NOT_ON_SCREEN = ("En-tête « ", "L'en-tête « ")
"""How answers of the REST framework begin that no reader sees."""
CONTENT = sorted(Path(settings.BASE_DIR).glob("*/content/**/*.yaml"))


def french(value: Any, inside: bool = False) -> Iterator[str]:
    """Every text below a key ``fr``."""
    if isinstance(value, str):
        yield from [value] if inside else []
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from french(part, inside or key == "fr")
    elif isinstance(value, list):
        for part in value:
            yield from french(part, inside)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_content_keeps_its_marks(path):
    texts = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [text for text in french(texts) if BREAKS.search(text)] == []


def test_messages_keep_their_marks_also_those_of_packages():
    catalogue = trans_real.DjangoTranslation("fr")._catalog
    keys = {key for part in catalogue._catalogs for key in part}
    # A package with three French plurals keeps a form that is never asked for.
    shown = [catalogue[key] for key in keys if not isinstance(key, tuple) or key[1] < 2]
    assert len(shown) > 3000
    assert [text for text in shown if BREAKS.search(text) and not text.startswith(NOT_ON_SCREEN)] == []
