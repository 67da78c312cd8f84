"""The concepts of the project in six languages, and the page that shows them."""

from typing import Any

from core.seed import Log, load, seeder, upsert_page
from translation.models import Concept, ConceptDefinition, ConceptTerm, GlossaryPage
from translation.models.glossary import Status

CONTENT = "translation/content/glossary.yaml"
PAGE = "translation/content/glossary_page.yaml"


@seeder("glossary", after=("home",))
def seed(log: Log) -> None:
    """Adds the concepts that are missing. Those that are there belong to the people who look after them."""
    entries = load(CONTENT)
    known = set(Concept.objects.values_list("key", flat=True))
    for key, entry in entries.items():
        if key not in known:
            _add(key, entry)
    upsert_page(GlossaryPage, key="glossary", parent="home", source="en", texts=load(PAGE))
    log(f"{len(entries)} concepts in the glossary")


def _add(key: str, entry: dict[str, Any]) -> None:
    concept = Concept(key=key, **{name: entry.get(name, "") for name in ("source", "uri", "note")})
    concept.definitions = [
        ConceptDefinition(language=language, text=text) for language, text in entry["definitions"].items()
    ]
    concept.terms = [
        ConceptTerm(
            language=language,
            text=text,
            status=Status.ADMITTED if place else Status.PREFERRED,
            source=facts.get("read") or facts.get("near", ""),
            confirmed="read" in facts,
        )
        for language, terms in entry["terms"].items()
        for place, (text, facts) in enumerate(terms.items())
    ]
    concept.save()
