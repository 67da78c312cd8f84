"""Text analysis shared by every search engine.

An engine stores and compares the strings this package returns and nothing else, so that changing the engine never
changes what is found. `VERSION` is part of an index: a new value makes `manage.py search check` ask for a rebuild.
"""

from core.folding import fold, normalise
from search.analysis.forms import forms, is_word, is_word_but_for_marks, query_forms, warm
from search.analysis.inflections import inflection
from search.analysis.tokens import Token, exact_words, spans, words
from search.analysis.vocabulary import function_words, negations, request_words

VERSION = "2"

__all__ = [
    "VERSION",
    "Token",
    "exact_words",
    "fold",
    "forms",
    "function_words",
    "inflection",
    "is_word",
    "is_word_but_for_marks",
    "negations",
    "normalise",
    "query_forms",
    "request_words",
    "spans",
    "warm",
    "words",
]
