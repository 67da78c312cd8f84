"""French keeps its marks on the line: a space before ``: ; ? ! »`` and after ``«`` does not break (Lexique de l’Imprimerie nationale)."""

import re

import pytest
from django.utils.translation import trans_real

from tests.texts import CONTENT, content

BREAKS = re.compile(r"(?<=[^\s\u00a0\u202f:/]) (?=[:;?!»](?!\w|/|-))|(?<=«) ")
NOT_ON_SCREEN = ("En-tête « ", "L'en-tête « ")
"""How answers of the REST framework begin that no reader sees."""


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_content_keeps_its_marks(path):
    assert [text for text in content(path, "fr") if BREAKS.search(text)] == []


def test_messages_keep_their_marks_also_those_of_packages():
    catalogue = trans_real.DjangoTranslation("fr")._catalog
    keys = {key for part in catalogue._catalogs for key in part}
    # A package with three French plurals keeps a form that is never asked for.
    shown = [catalogue[key] for key in keys if not isinstance(key, tuple) or key[1] < 2]
    assert len(shown) > 3000
    assert [text for text in shown if BREAKS.search(text) and not text.startswith(NOT_ON_SCREEN)] == []
