"""What people type, understood once for the search box and the finder: words, needs, languages, places."""

from search.understanding.groups import MAX_TEXT, MAX_WORDS, SPELLING, SYNONYMS, Group, Understood, understand
from search.understanding.meaning import KINDS, Meaning, read

__all__ = [
    "KINDS",
    "MAX_TEXT",
    "MAX_WORDS",
    "SPELLING",
    "SYNONYMS",
    "Group",
    "Meaning",
    "Understood",
    "read",
    "understand",
]
