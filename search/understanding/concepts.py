"""Terms that are the same thing in six languages: those of guidance, and the labels of the vocabularies."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from django.utils.translation import override

from core.i18n.languages import LANGUAGES
from core.terms import until_changed
from core.vocabularies import Audience, CompetenceCode, Service
from search.interface import SynonymGroup

_FILE = Path(__file__).resolve().parent.parent / "content" / "concepts.yaml"


@until_changed
def concepts() -> tuple[SynonymGroup, ...]:
    """Groups for every language."""
    groups = [tuple(dict.fromkeys(terms)) for terms in yaml.safe_load(_FILE.read_text(encoding="utf-8"))]
    return tuple(SynonymGroup("", group) for group in (*groups, *_labels()))


def _labels() -> Iterator[tuple[str, ...]]:
    for vocabulary in (Audience, Service, CompetenceCode):
        for code in vocabulary:
            names = []
            for language in LANGUAGES:
                with override(language):
                    names.append(str(code.label))
            yield tuple(dict.fromkeys(names))
