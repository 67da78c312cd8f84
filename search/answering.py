"""How a query is answered, whatever the engine: understood, asked for, mended, relaxed, boosted, marked.

An index only matches, scores and counts. What stands here and in `weights` decides what is found and in which order, so that
all engines agree.
"""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from core.distance import distance_km
from core.i18n.languages import LANGUAGES
from core.vocabularies import Kind
from search import analysis, interface, weights
from search.closeness import Closeness
from search.expressions import Boost, Clause, Facet, Known, Match, Matches, Phrase, Request, Word
from search.extracts import Marker
from search.interface import FacetCount, Query, Results
from search.mending import Mended, may_be_corrected, mend
from search.nearby import Nearby, centres_for, without_centres
from search.places import Spot
from search.relaxing import rarities, relaxed
from search.spelling import may_be_mistyped
from search.understanding import SPELLING, Group, Understood, understand

FEW = 3
"""With fewer hits than this, words are mended and not every word has to be there."""
QUESTION, FEW_ANSWERS = 4, 5
"""Who asks for so many things asks a question: the place in it is one of them, and so many hits are looked at."""
_ACRONYM = 5

Facets = Mapping[str, tuple[FacetCount, ...]]


class Index(Protocol):
    """What an answer needs of an engine; see `search.engines.base.Engine`."""

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        ...

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Count documents for several requests in one go."""
        ...

    def known(self, words: Sequence[str]) -> dict[str, dict[str, int]]:
        """Say which folded spellings are in the index."""
        ...

    def similar(self, word: str) -> list[Known]:
        """Return the spellings near a folded one."""
        ...


@dataclass(frozen=True, slots=True)
class _Found:
    """The texts of a query, and what was done to find them. `complete`: those with every word, when others have some of them."""

    matches: Matches
    mended: Mended | None = None
    complete: tuple[Match, ...] = ()
    relaxed: bool = False


def answer(index: Index, query: Query) -> Results:
    """Answer a query. Raises EngineError when the index does."""
    asked = understand(query.text, query.language, query.synonyms, query.events, query.undone)
    near = centres_for(index, asked.meaning, query)
    found = _found(index, _request(asked, query, near), asked, query, near)
    if found.mended and found.mended.corrected:
        text = _put_right(query.text, found.mended.corrected)
        meant = understand(text, query.language, query.synonyms, query.events, query.undone)
        if (
            meant.meaning.found and meant.meaning.codes != asked.meaning.codes
        ) or meant.meaning.place != asked.meaning.place:
            # A corrected word may be a place or a need: the corrected text is asked for, and what was typed is said.
            right = answer(index, replace(query, text=text, undone=query.undone | {SPELLING}))
            return replace(
                right, corrected=dict(found.mended.corrected), searched=(*found.mended.searched, *right.searched)
            )
    return _results(asked, query, near, found)


def _put_right(text: str, corrected: Sequence[tuple[str, str]]) -> str:
    for typed, right in corrected:
        text = re.sub(rf"\b{re.escape(typed)}\b", right, text, flags=re.IGNORECASE)
    return text


def clause(group: Group) -> Clause:
    """Return what a text must hold to have a group."""
    if group.exact:
        return Clause(((Phrase(group.words),),))
    if group.kept:
        # Names of places are inflected in Croatian only.
        names = dict.fromkeys((group.words, *group.others))
        return Clause(
            tuple((Word(name[0], languages=("hr",)),) if len(name) == 1 else (Phrase(name),) for name in names)
        )
    return Clause((_words(group.words), *(_words(term) for term in group.others)))


def _words(term: Sequence[str]) -> tuple[Word | Phrase, ...]:
    """A term of one or more words: in any inflection, but as it stands with small words in it, and acronyms as they are."""
    if len(term) > 1 and not small_words_of_all().isdisjoint(map(analysis.fold, term)):
        return (Phrase(tuple(term)),)
    return tuple(Word(word, inflected=not _is_name(word)) for word in term)


def _is_name(word: str) -> bool:
    """Whether a word is so short, and in no dictionary, that it must be an acronym."""
    return len(word) <= _ACRONYM and not analysis.is_word_but_for_marks(word)


@cache
def small_words_of_all() -> frozenset[str]:
    """The function words of every language."""
    return frozenset().union(*(analysis.function_words(language) for language in LANGUAGES))


def _found(index: Index, request: Request, asked: Understood, query: Query, near: Nearby) -> _Found:
    matches = index.match(request)
    if not asked.required or (
        matches.matching >= _enough(asked.required) and not _look_mistyped(index, asked, query, matches)
    ):
        return _Found(matches)
    likely = tuple(dict.fromkeys((query.language, asked.language)))
    mended = mend(index, request, asked.required, likely, correct=SPELLING not in query.undone)
    if mended.clauses != request.clauses:
        boosts = [boost for boost in request.boosts if boost.name != "as typed"]
        request = replace(request, clauses=mended.clauses, boosts=(*boosts, *_as_typed(asked, mended)))
        matches = index.match(request)
    if matches.matching >= _enough(mended.clauses) or len(mended.clauses) == 1:
        return _Found(matches, mended)
    return _with_some(index, request, matches, mended, near)


def _enough(things: Sequence[object]) -> int:
    return FEW_ANSWERS if len(things) >= QUESTION else FEW


def _look_mistyped(index: Index, asked: Understood, query: Query, matches: Matches) -> bool:
    """Whether some word stands in no text and no dictionary: what is found has at most its ending in common with it.
    Where nothing is found in the visitor's language, the texts and dictionaries of others say nothing against a slip."""
    if SPELLING in query.undone:
        return False
    likely = LANGUAGES if matches.own_count else (query.language, asked.language)
    strange = [
        analysis.fold(group.words[0])
        for group in asked.required
        if may_be_corrected(group)
        and may_be_mistyped(group.words[0], group.shown or group.words[0], query.language, likely)
    ]
    known = index.known(strange) if strange else {}
    return any(known.get(word, {}).keys().isdisjoint(likely) for word in strange)


def _with_some(index: Index, request: Request, complete: Matches, mended: Mended, near: Nearby) -> _Found:
    """Let in texts with some of the words, after those with all of them in any language."""
    # Where centres of the place are shown, the other texts may do without its name; of a whole question it is one word of many.
    must = not near.matches and len(mended.groups) < QUESTION
    kept = [group.kept and must for group in mended.groups]
    every_word = Boost(name="every word", factor=weights.EVERY_WORD, clauses=request.clauses)
    rarity = rarities(mended.documents, mended.total)
    request = replace(request, boosts=(*request.boosts, every_word))
    some = index.match(relaxed(request, kept, rarity))
    if not some.count and any(kept):
        some = index.match(relaxed(request, [False] * len(kept), rarity))
    if some.count <= complete.count:
        return _Found(complete, mended)
    first = {(match.source, match.pk, match.language) for match in complete.hits}
    others = tuple(match for match in some.hits if (match.source, match.pk, match.language) not in first)
    if request.page == 1 and not request.nearest:
        others = Closeness.to(request.clauses, rarity).ordered(others, request.language)
    own = sum(match.language == request.language for match in complete.hits)
    front = complete.hits if request.page == 1 else ()
    page = replace(some, hits=(*front, *others), own_count=max(0, some.own_count - own))
    return _Found(page, mended, complete.hits, relaxed=True)


def _request(asked: Understood, query: Query, near: Nearby) -> Request:
    speaks = (("speaks", tuple(sorted(asked.speaks))),) if asked.speaks else ()
    let_in = speaks if asked.urgent or not asked.required else ()
    if not asked.meaning.topic and (audience := asked.meaning.codes.get("audience")) and len(asked.required) == 1:
        let_in = (*let_in, ("audience", audience))
    everything = not asked.required and not let_in
    if everything and query.radius_km is None and not any(query.filters.values()):
        everything = False
    return Request(
        language=query.language,
        clauses=tuple(clause(group) for group in asked.required),
        optional=tuple(clause(group) for group in asked.helpful) if asked.required else (),
        without=tuple(clause(group) for group in asked.without),
        let_in=let_in,
        everything=everything,
        filters=without_centres(query.filters, tuple(Kind.values)) if near.matches else query.filters,
        boosts=_boosts(asked, query, speaks),
        page=min(max(query.page, 1), interface.MAX_PAGE),
        per_page=query.per_page,
        lat=query.lat,
        lng=query.lng,
        radius_km=query.radius_km,
        nearest=query.nearest,
        until=None if query.deadline is None else time.monotonic() + query.deadline,
    )


def _boosts(asked: Understood, query: Query, speaks: tuple[Facet, ...]) -> tuple[Boost, ...]:
    boosts = [Boost(name=kind, factor=factor, facet=("kind", (kind,))) for kind, factor in weights.KINDS.items()]
    boosts.append(Boost(name="faded", factor=weights.FADED, facet=(interface.FADED, ("1",))))
    for facet in speaks:
        boosts.append(Boost(name="speaks", factor=weights.SPEAKS, facet=facet))
        if asked.urgent:
            boosts.append(Boost(name="first", factor=weights.FIRST, facet=facet))
    for name in (interface.NEED, interface.SERVICE, interface.ACCESS):
        if codes := asked.meaning.codes.get(name):
            boosts.append(Boost(name=name, factor=weights.NEEDED, facet=(name, codes)))
    if codes := asked.meaning.codes.get("audience"):
        boosts.append(Boost(name="audience", factor=weights.FOR_THEM, facet=("audience", codes)))
    if asked.also:
        typed = tuple(clause(replace(group, others=())) for group in asked.required)
        boosts.append(Boost(name="as typed", factor=weights.AS_TYPED, clauses=typed))
    if title := " ".join(analysis.exact_words(query.text[:200])):
        boosts.append(Boost(name="whole title", factor=weights.WHOLE_TITLE, title=title))
    return tuple(boosts)


def _as_typed(asked: Understood, mended: Mended) -> tuple[Boost, ...]:
    """Texts with the mended words themselves, when synonyms are searched too."""
    if not asked.also:
        return ()
    typed = tuple(
        Clause(one.any_of[:1]) if group.others else one
        for group, one in zip(mended.groups, mended.clauses, strict=True)
    )
    return (Boost(name="as typed", factor=weights.AS_TYPED, clauses=typed),)


def _results(asked: Understood, query: Query, near: Nearby, found: _Found) -> Results:
    mended, matches = found.mended, found.matches
    marker = Marker((*asked.required, *asked.helpful), mended.searched if mended else ())
    front = near.matches if query.page <= 1 else ()
    spot = asked.meaning.place
    hits = [_hit(match, marker, spot) for match in front] + [_hit(match, marker) for match in matches.hits]
    return Results(
        hits=tuple(hits),
        count=matches.count + len(near.matches),
        own_count=matches.own_count,
        facets=_with_centres(matches.facets, near.matches),
        corrected=dict(mended.corrected) if mended else {},
        also=asked.also,
        relaxed=found.relaxed,
        speaking_first=any("first" in match.boosts for match in (*front, *matches.hits)),
        partial=matches.partial,
        near=len(near.matches),
        complete=len(found.complete),
        place=spot.label if spot else "",
        elsewhere=near.elsewhere,
        spare=() if hits else tuple(_hit(match, marker, spot) for match in near.spare),
        parts=() if hits or not mended else _parts(mended),
        understood=tuple((kind, code) for kind, codes in asked.meaning.codes.items() for code in codes),
        searched=mended.searched if mended else (),
    )


def _with_centres(facets: Facets, centres: Sequence[Match]) -> Facets:
    """Count the centres that stand before the other texts among the kinds and languages."""
    counted = dict(facets)
    for name, codes in (("kind", [one.kind for one in centres]), ("language", [one.language for one in centres])):
        more = Counter(codes)
        known = {found.code: found.count for found in facets.get(name, ())}
        # Texts that are centres are left to the front, so the engine's count of that kind is of none that is shown.
        if name == "kind" and centres:
            known["centre"] = 0
        counted[name] = tuple(FacetCount(code, known.get(code, 0) + more[code]) for code in {**known, **more})
    return counted


def _parts(mended: Mended) -> tuple[tuple[str, int], ...]:
    """The things asked for that some texts have, the rarest first."""
    parts = zip(mended.groups, mended.documents, strict=True)
    known = [(group.shown or " ".join(group.words), number) for group, number in parts if number]
    return tuple(sorted(known, key=lambda part: part[1])) if len(mended.groups) > 1 else ()


def _hit(match: Match, marker: Marker, spot: Spot | None = None) -> interface.Hit:
    far = spot and match.lat is not None and match.lng is not None
    return interface.Hit(
        source=match.source,
        pk=match.pk,
        title=match.title,
        url=match.url,
        kind=match.kind,
        language=match.language,
        heading=marker.heading(match.title, match.language),
        extract=marker.extract(match.summary, match.body, match.language),
        meta=match.meta,
        score=match.score,
        boosts=match.boosts,
        lat=match.lat,
        lng=match.lng,
        km=distance_km(spot.lat, spot.lng, match.lat, match.lng) if far else None,
    )
