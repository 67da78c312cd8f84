"""Codes of a vocabulary: one, or a list of them."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from centres import vocabularies
from centres.columns.answers import answer
from centres.columns.column import Column, Schema, Value
from centres.columns.languages import no_language
from centres.columns.lookups import Lookup, folded, language_lookup, vocabulary_lookup
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, noted, wrong
from centres.models import Centre
from core.terms import until_changed

_MAX_LISTED = 15
_PARTS = re.compile(r"\s*[;\n|]\s*")
_FINER = re.compile(r"\s*[,/+&]\s*|\s+(?:et|en|e|i|and|und|y|ou|of|o|or|ili)\s+")


@dataclass(frozen=True)
class Code(Column):
    """One code of the ``vocabulary`` (``TextChoices`` or ``core.terms.Vocabulary``); read from the code itself, its label in any language, or a synonym."""

    vocabulary: Any = field(kw_only=True)

    evidence: ClassVar[float] = 0.6

    @property
    def lookup(self) -> Lookup:
        """The words for the codes."""
        return vocabulary_lookup(self.vocabulary)

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        code = self.lookup.find(text)
        return Reading(code) if code else self.unknown(text)

    def unknown(self, text: str) -> Reading:
        """Says that a word stands for no code, and which comes nearest."""
        if self.lookup is language_lookup():
            return no_language(text)
        return wrong(
            _("“%(value)s” is not a word we know here. Write one of these: %(codes)s."),
            {"value": shown(text), "codes": self._labels()},
            self.lookup.nearest(text),
        )

    def _labels(self) -> list[str]:
        """What the codes are called, as msgids."""
        with override("en"):
            return [str(label) for _code, label in self.vocabulary.choices[:_MAX_LISTED]]

    def looks_like(self, text: str) -> bool:
        return len(folded(text)) > 1 and self.read(text).has_value

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.vocabulary.values)}


@dataclass(frozen=True)
class Codes(Code):
    """A list of codes in the vocabulary's order; the first word that is not known spoils the list."""

    @property
    def nothing(self) -> Value:
        return []

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        found: list[str] = []
        for part in _PARTS.split(text):
            for word in self._words(part):
                code = self.lookup.find(word)
                if code is None:
                    return _with_rest(self.unknown(word), text, word)
                found.append(code)
        return Reading([code for code in self.lookup.codes if code in found])

    def _words(self, part: str) -> list[str]:
        """A part as it is when it is known, else cut at commas and the like."""
        if not folded(part):
            return []
        return [part] if self.lookup.find(part) else [word for word in _FINER.split(part) if folded(word)]

    def store(self, value: Any) -> list[str]:
        return list(_sorted_codes(self.field, tuple(value or ())))

    def schema(self) -> Schema:
        return {"type": "array", "items": super().schema()}


@dataclass(frozen=True)
class Accessible(Codes):
    """What is accessible. A bare "yes", as in OpenStreetMap's ``wheelchair=yes``, is the entrance without steps."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        found = answer(text)
        if found is None:
            return super().read(text, row)
        value = [str(vocabularies.Accessibility.STEP_FREE)] if found.yes else []
        if found.yes and not found.note:
            return Reading(value)
        return noted(value, text)

    def looks_like(self, text: str) -> bool:
        return answer(text) is None and super().looks_like(text)


def _with_rest(reading: Reading, text: str, word: str) -> Reading:
    """The suggestion put back into the whole cell, so that it can be taken as it stands."""
    if reading.suggestion is None:
        return reading
    return Reading(None, reading.reason, text.replace(word, reading.suggestion, 1), has_value=False)


@until_changed
def _sorted_codes(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Centre._meta.get_field(name).sorted_codes(codes))
