"""How a query is answered, whatever the engine: understood, asked for, corrected, relaxed, boosted, marked.

An index only matches, scores and counts. What stands here and in `weights` decides what is found and in which order, so that
all engines agree.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search import analysis, interface, spelling, weights
from search.expressions import Boost, Clause, Facet, Known, Match, Matches, Phrase, Request, Word
from search.extracts import Marker
from search.interface import Query, Results
from search.understanding import Group, Understood, understand

FEW = 3
"""With fewer hits than this, mistyped words are corrected and not every word has to be there."""


class Index(Protocol):
    """What an answer needs of an engine; see `search.engines.base.Engine`."""

    def match(self, request: Request) -> Matches:
        """Find, order, count."""
        ...

    def count(self, requests: Sequence[Request]) -> list[int]:
        """Count documents for several requests in one go."""
        ...

    def similar(self, word: str) -> list[Known]:
        """Return the spellings near a folded one."""
        ...


@dataclass(frozen=True, slots=True)
class _Plan:
    """A request, and what was done to what the visitor typed."""

    request: Request
    corrected: tuple[tuple[str, str], ...] = ()
    relaxed: bool = False


def answer(index: Index, query: Query) -> Results:
    """Answer a query. Raises EngineError when the index does."""
    asked = understand(query.text, query.language, query.synonyms)
    request = _request(asked, query)
    if request.everything and query.radius_km is None and not any(query.filters.values()):
        request = replace(request, everything=False)
    found = index.match(request)
    plan = _Plan(request)
    if asked.required and found.matching < FEW:
        plan = _relaxed(index, _corrected(index, plan, asked))
        if plan.request is not request:
            found = index.match(plan.request)
    marker = Marker((*asked.required, *asked.helpful), (word for _, word in plan.corrected))
    return Results(
        hits=tuple(_hit(match, marker) for match in found.hits),
        count=found.count,
        own_count=found.own_count,
        facets=found.facets,
        corrected=dict(plan.corrected),
        also=asked.also,
        relaxed=plan.relaxed,
        speaking_first=any("first" in match.boosts for match in found.hits),
        partial=found.partial,
    )


def clause(group: Group) -> Clause:
    """Return what a text must hold to have a group."""
    if group.exact:
        return Clause(((Phrase(group.words),),))
    others = ((Word(term[0]),) if len(term) == 1 else (Phrase(term),) for term in group.others)
    return Clause((tuple(Word(word) for word in group.words), *others))


def _request(asked: Understood, query: Query) -> Request:
    speaks = (("speaks", tuple(sorted(asked.speaks))),) if asked.speaks else ()
    return Request(
        language=query.language,
        clauses=tuple(clause(group) for group in asked.required),
        optional=tuple(clause(group) for group in asked.helpful) if asked.required else (),
        let_in=speaks if asked.urgent or not asked.required else (),
        everything=not asked.required and not asked.speaks,
        filters=query.filters,
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
    if asked.also:
        typed = tuple(clause(replace(group, others=())) for group in asked.required)
        boosts.append(Boost(name="as typed", factor=weights.AS_TYPED, clauses=typed))
    if title := " ".join(analysis.exact_words(query.text[:200])):
        boosts.append(Boost(name="whole title", factor=weights.WHOLE_TITLE, title=title))
    return tuple(boosts)


def _corrected(index: Index, plan: _Plan, asked: Understood) -> _Plan:
    """Put the nearest known spellings in the place of single words that no text has."""
    request = plan.request
    parts = list(request.clauses)
    single = [at for at, group in enumerate(asked.required) if len(group.words) == 1 and not group.exact]
    found = index.count([_only(request, parts[at]) for at in single])
    corrected = []
    for at, documents in zip(single, found, strict=True):
        typed = asked.required[at].words[0]
        if not documents and (near := spelling.nearest(analysis.fold(typed), index.similar(analysis.fold(typed)))):
            parts[at] = Clause(tuple((Word(word, inflected=False),) for word in near))
            corrected.append((typed, near[0]))
    if not corrected:
        return plan
    return _Plan(replace(request, clauses=tuple(parts)), tuple(corrected))


def _relaxed(index: Index, plan: _Plan) -> _Plan:
    """Let in the documents that have as many of the clauses as possible, until there are a few."""
    request = plan.request
    parts = request.clauses
    if len(parts) == 1:
        return plan
    fewer = range(len(parts), 0, -1)
    counts = index.count([replace(_only(request, *parts), at_least=number) for number in fewer])
    if counts[0] >= FEW:
        return plan
    for number, documents in zip(fewer, counts, strict=True):
        if number < len(parts) and (documents >= FEW or number == 1):
            break
    if documents == counts[0]:
        return plan
    complete = Boost(name="every word", factor=weights.EVERY_WORD, clauses=parts)
    return replace(plan, request=replace(request, at_least=number, boosts=(*request.boosts, complete)), relaxed=True)


def _only(request: Request, *clauses: Clause) -> Request:
    return Request(language=request.language, clauses=clauses, until=request.until)


def _hit(match: Match, marker: Marker) -> interface.Hit:
    return interface.Hit(
        source=match.source,
        pk=match.pk,
        title=match.title,
        url=match.url,
        kind=match.kind,
        language=match.language,
        extract=marker.extract(match.summary, match.body, match.language),
        meta=match.meta,
        score=match.score,
        boosts=match.boosts,
        lat=match.lat,
        lng=match.lng,
    )
