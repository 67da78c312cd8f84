"""What the page of the glossary shows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.i18n.languages import LANGUAGES
from core.page_views import shows
from translation.models import Concept, ConceptTerm, GlossaryPage


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept for readers of one language. ``other_names``: further terms of that language; ``elsewhere``: the preferred
    ones of the other languages."""

    concept: Concept
    name: ConceptTerm
    definition: str
    source: str
    other_names: list[ConceptTerm]
    elsewhere: list[ConceptTerm]


@shows(GlossaryPage)
def glossary(page: GlossaryPage, request: HttpRequest) -> dict[str, Any]:
    """Every concept; three queries, whatever their number."""
    return {"entries": [_entry(concept, page.locale.language_code) for concept in page.concepts]}


def _entry(concept: Concept, language: str) -> Entry:
    name, *other_names = concept.sayable_in(language)
    others = [concept.preferred_in(code) for code in LANGUAGES if code != language]
    elsewhere = [term for term in others if term]
    return Entry(
        concept=concept,
        name=name,
        definition=concept.definition_in(language),
        source=name.source or concept.source,
        other_names=other_names,
        elsewhere=elsewhere,
    )
