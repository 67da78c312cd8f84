"""Whether two words are inflections of one: for terms, where a stem alone joins too much (`document`, `documentation`)."""

from functools import lru_cache

from core.folding import fold
from core.inflection import Inflection
from search.analysis.forms import dictionary_form, forms


@lru_cache(maxsize=20_000)
def inflection(word: str, language: str) -> Inflection:
    """Return the dictionary form and the stems of one normalised word."""
    lemma = dictionary_form(word, language)
    lemmas = {fold(word), fold(lemma)} if lemma else {fold(word)}
    return Inflection(frozenset(lemmas), frozenset(forms(word, language)), known=lemma is not None)
