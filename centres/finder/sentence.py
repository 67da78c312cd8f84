"""Sentences in the place box: "job zoeken Gent zonder Nederlands" sets filters and a place, as the search understands them."""

from django.http import QueryDict

from centres.gazetteer import GazetteerError, read_place
from core.params import clean_text
from search.events import life_events
from search.understanding import Meaning, read

MAX_LENGTH = 120
_FILTERS = ("need", "service", "audience", "access", "speaks")


def taken_apart(data: QueryDict, language: str) -> tuple[QueryDict, str]:
    """The question with filters and place in the place of a sentence, and the sentence; as it was, and empty, without one."""
    text = clean_text(data.get("place", ""), MAX_LENGTH)
    if not text:
        return data, ""
    meaning = read(text, language, life_events())
    if not _is_sentence(text, meaning, language):
        return data, ""
    changed = data.copy()
    for name in _FILTERS:
        if codes := meaning.codes.get(name):
            changed.setlist(name, list(dict.fromkeys((*changed.getlist(name), *codes))))
    if meaning.place:
        changed["place"] = meaning.place.written
    else:
        del changed["place"]
    return changed, text


def _is_sentence(text: str, meaning: Meaning, language: str) -> bool:
    """Whether more than a place was written: all of it is understood, or the text is no place by itself."""
    codes = any(meaning.codes.get(name) for name in _FILTERS)
    if not meaning.found or (codes and not meaning.topic):
        return codes
    try:
        return read_place(text, language).best is None
    except GazetteerError:
        return codes
