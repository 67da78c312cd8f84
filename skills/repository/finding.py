"""Items found by words, in any inflection, with what else the words are called."""

from collections.abc import Iterable, Sequence

from core.i18n.languages import active_language
from search import analysis
from search.extracts import Marker
from search.interface import Segment
from search.service import synonyms
from search.understanding import Group, understand
from skills.repository.items import Item, language_for


class Question:
    """What was typed, as a reader of the active language means it. One query at most, for the editors' synonyms."""

    def __init__(self, text: str) -> None:
        language = active_language()
        understood = understand(text, language, synonyms(language)) if text else None
        self.groups: tuple[Group, ...] = understood.required if understood else ()
        self._marker = Marker(self.groups)

    def among(self, items: Iterable[Item]) -> list[Item]:
        """The items that hold all that was asked for; all items when nothing was."""
        language = active_language()
        return [item for item in items if self._fits(item, language_for(item.texts, language))]

    def marked(self, text: str, language: str) -> Sequence[Segment]:
        """A text whole, with the found words marked."""
        return self._marker.heading(text, language) if self.groups else (Segment(text),)

    def _fits(self, item: Item, language: str) -> bool:
        held = forms_of(item.texts[language], language) if self.groups else frozenset()
        return all(_has(held, group, language) for group in self.groups)


def forms_of(text: str, language: str) -> frozenset[str]:
    """Every form of every word of a text."""
    return frozenset(form for word in analysis.words(text) for form in analysis.forms(word, language))


def _has(held: frozenset[str], group: Group, language: str) -> bool:
    terms = (group.words, *group.others)
    return any(all(not held.isdisjoint(analysis.query_forms(word, language)) for word in term) for term in terms)
