"""The page on which visitors read the glossary."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from core.collation import sort_key
from core.models import OnePerLanguage
from translation.models.glossary import Concept


class GlossaryPage(OnePerLanguage):
    """Every concept with what it is called in the language of the page, what it means, and what others call it."""

    schema_type: ClassVar[str] = "DefinedTermSet"
    subpage_types: ClassVar[list[str]] = []
    template = "translation/glossary_page.html"

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    @cached_property
    def concepts(self) -> list[Concept]:
        """Those that have a name in the language of the page, in its alphabetical order; three queries, kept."""
        language = self.locale.language_code
        named = [concept for concept in Concept.objects.with_words() if concept.preferred_in(language)]
        return sorted(named, key=lambda concept: sort_key(concept.name_in(language), language))

    def json_ld(self) -> dict[str, Any]:
        """With every term as a schema.org DefinedTerm."""
        return super().json_ld() | {"hasDefinedTerm": [self._defined_term(concept) for concept in self.concepts]}

    def _defined_term(self, concept: Concept) -> dict[str, Any]:
        language = self.locale.language_code
        names = [term.text for term in concept.sayable_in(language)]
        told = {
            "@type": "DefinedTerm",
            "name": names[0],
            "alternateName": names[1:],
            "description": concept.definition_in(language),
            "termCode": concept.key,
            "url": f"{self.full_url}#{concept.key}",
            "sameAs": concept.uri,
        }
        return {name: value for name, value in told.items() if value}

    def _text_parts(self) -> list[str]:
        """What the search finds the page by: its terms and definitions too."""
        language = self.locale.language_code
        said = [[*(term.text for term in c.sayable_in(language)), c.definition_in(language)] for c in self.concepts]
        return super()._text_parts() + [text for texts in said for text in texts]
