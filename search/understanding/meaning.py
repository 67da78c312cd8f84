"""What a visitor means, beside the words: a need, for whom, how to get in touch, in which language, where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.i18n.languages import LANGUAGES
from search import analysis
from search.interface import LifeEvent
from search.places import Spot
from search.understanding.lexicon import Meant, meant
from search.understanding.naming import named_place, small_words
from search.understanding.spoken import Spoken, languages_in

KINDS = ("need", "service", "audience", "access", "speaks", "place")
"""What can be understood, and undone one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Codes by kind. `event`: something happened to the visitor that leads to centres for the need.

    `used` are the positions of the words that say all this, `topic` of those that say something else; small words are in neither.
    `place_at`: those of the place; `phrases` are what was found of life events and vocabularies.
    """

    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: Spot | None = None
    spoken: Spoken = field(default_factory=Spoken)
    event: bool = False
    used: frozenset[int] = frozenset()
    topic: frozenset[int] = frozenset()
    place_at: frozenset[int] = frozenset()
    phrases: tuple[Meant, ...] = ()

    @property
    def found(self) -> bool:
        """Whether anything was understood that a form can hold."""
        return bool(self.place or any(self.codes.values()))


def read(text: str, language: str, events: tuple[LifeEvent, ...] = (), undone: frozenset[str] = frozenset()) -> Meaning:
    """What `text` means to a visitor whose pages are in `language`. Never raises; `undone` are kinds to leave alone."""
    language = language if language in LANGUAGES else "en"
    spans = list(analysis.spans(text))
    typed = [span.text for span in spans]
    languages = (language, likely_language(typed, language))
    spoken = languages_in(typed)
    phrases = [one for one in meant(typed, languages, events) if spoken.at.isdisjoint(one.at)]
    spot, place_at = None, frozenset[int]()
    if "place" not in undone:
        said = spoken.at.union(*(one.at for one in phrases))
        barred = spoken.at.union(*(one.at for one in phrases if len(one.at) > 1))
        spot, place_at = named_place(text, spans, languages, barred, said)
    phrases = [one for one in phrases if place_at.isdisjoint(one.at)]
    used = place_at.union(spoken.at, *(one.at for one in phrases))
    small = small_words(languages)
    codes: dict[str, list[str]] = {kind: [] for kind in KINDS[:-1]}
    for one in phrases:
        for kind, code in one.codes:
            codes[kind].append(code)
    codes["speaks"] = sorted(wanted_languages(spoken, language))
    return Meaning(
        codes={kind: tuple(dict.fromkeys(found)) for kind, found in codes.items() if found and kind not in undone},
        place=spot,
        spoken=spoken,
        event=any(one.leads for one in phrases),
        used=used,
        topic=frozenset(at for at, word in enumerate(typed) if at not in used and analysis.fold(word) not in small),
        place_at=place_at,
        phrases=tuple(phrases),
    )


def wanted_languages(spoken: Spoken, language: str) -> frozenset[str]:
    """The languages in which a visitor can be received; empty when all the same.

    Who writes in the language that is ruled out is taken to know another one of ours.
    """
    if spoken.wanted:
        return spoken.wanted
    if not spoken.ruled_out:
        return frozenset()
    return frozenset({language} - spoken.ruled_out) or frozenset(LANGUAGES) - spoken.ruled_out


def likely_language(typed: Sequence[str], language: str) -> str:
    """The language most small words belong to; the visitor's when no other has more."""
    folded = [analysis.fold(word) for word in typed]

    def small(code: str) -> int:
        return sum(word in analysis.function_words(code) or word in analysis.request_words(code) for word in folded)

    return max(LANGUAGES, key=lambda code: (small(code), code == language))
