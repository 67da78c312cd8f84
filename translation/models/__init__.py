"""Models of the translation room."""

from translation.models.borrowed import BorrowedTexts
from translation.models.glossary import Concept, ConceptDefinition, ConceptTerm
from translation.models.glossary_page import GlossaryPage
from translation.models.items import Item
from translation.models.machine import OPEN, MachinePart, MachineRequest, MachineState, MachineUsage
from translation.models.marks import Mark, mark
from translation.models.notes import Note
from translation.models.past import PastRendering
from translation.models.places import Place
from translation.models.renderings import Rendering
from translation.models.requests import RequestedText, TranslationRequest, open_requests
from translation.models.review import LanguageReview, ReviewSettings, object_to
from translation.models.segments import Segment
from translation.models.standings import Standing

__all__ = [
    "OPEN",
    "BorrowedTexts",
    "Concept",
    "ConceptDefinition",
    "ConceptTerm",
    "GlossaryPage",
    "Item",
    "LanguageReview",
    "MachinePart",
    "MachineRequest",
    "MachineState",
    "MachineUsage",
    "Mark",
    "Note",
    "PastRendering",
    "Place",
    "Rendering",
    "RequestedText",
    "ReviewSettings",
    "Segment",
    "Standing",
    "TranslationRequest",
    "mark",
    "object_to",
    "open_requests",
]
