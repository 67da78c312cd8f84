"""Models of the translation room."""

from translation.models.borrowed import BorrowedTexts
from translation.models.glossary import Concept, ConceptDefinition, ConceptTerm
from translation.models.glossary_page import GlossaryPage

__all__ = ["BorrowedTexts", "Concept", "ConceptDefinition", "ConceptTerm", "GlossaryPage"]
