"""What was translated once, wherever it stood: texts of moved, copied, re-created and deleted passages are found again by their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Count, Max, QuerySet

from translation.models import Rendering
from translation.resembling import LEAST, Wordings, percent, words

NEWEST = 5
"""Renderings of the same words that are looked at: the last ones."""


def remembered(texts: Iterable[str], source: int, locales: Iterable[int]) -> Mapping[tuple[int, str], str]:
    """``{(locale, text of the source): its newest approved translation}``; ``source``: the locale of the texts. One query.

    Renderings of things that are no longer there count, those of an earlier wording do too: for these words they were right.
    """
    wanted = set(texts)
    if not wanted:
        return {}
    rows = _approved(source).filter(locale__in=list(locales), made_for__in=wanted)
    return {(row.locale_id, row.made_for): row.text for row in rows.order_by("at", "pk")}


@dataclass(frozen=True, slots=True)
class Similar:
    """An approved translation of words that resemble others by ``percent``: 60 to 100, 100 for the same words.

    ``title``: of the thing it stands in or stood in, may be ``""``; ``segment``: pk of its passage; ``at``: when it was written.
    """

    text: str
    made_for: str
    percent: int
    title: str
    segment: int
    at: datetime


def similar(text: str, source: int, target: int, most: int = 3) -> list[Similar]:
    """Translations into ``target`` of what resembles a ``text`` of ``source`` (both pk of a locale): as ``similar_of_many``."""
    return similar_of_many([text], source, target, most)[text]


def similar_of_many(texts: Iterable[str], source: int, target: int, most: int = 3) -> dict[str, list[Similar]]:
    """For each text at most ``most``, the most alike first, of equals the newest; each translation once.

    Two queries, however many texts, and one more when something was approved since the last time.
    """
    wanted = dict.fromkeys(texts)
    memory = _memories.setdefault((source, target), _Memory(source, target))
    candidates = memory.candidates(wanted)
    asked = {pk for pks in candidates.values() for pk in pks}
    rows = list(memory.rows().filter(pk__in=asked).select_related("segment__item").order_by("-at", "-pk"))
    by_pk = {row.pk: row for row in rows}
    return {text: _best(text, [by_pk[pk] for pk in pks if pk in by_pk], most) for text, pks in candidates.items()}


def _best(text: str, rows: Iterable[Rendering], most: int) -> list[Similar]:
    """Judged by the words the rows have now, as the memory may have known them by others."""
    said = words(text)
    judged = [(percent(said, words(row.made_for)), row) for row in rows]
    judged.sort(key=lambda one: (one[0], one[1].at, one[1].pk), reverse=True)
    found: dict[str, Similar] = {}
    for alike, row in judged:
        if alike >= LEAST and row.text not in found and len(found) < most:
            segment = row.segment
            found[row.text] = Similar(row.text, row.made_for, alike, segment.item.title, segment.pk, row.at)
    return list(found.values())


def _approved(source: int) -> QuerySet[Rendering]:
    return Rendering.objects.filter(segment__item__locale=source, approved=True).exclude(text="")


@dataclass(slots=True)
class _Memory:
    """The wordings of one pair of languages, held by the process: only what finds rows, which are read when they are asked for."""

    source: int
    target: int
    stamp: Any = None
    wordings: Wordings = field(default_factory=Wordings)
    newest: dict[str, list[int]] = field(default_factory=dict)
    lock: Any = field(default_factory=Lock)

    def rows(self) -> QuerySet[Rendering]:
        """What is remembered."""
        return _approved(self.source).filter(locale=self.target)

    def candidates(self, texts: Iterable[str]) -> dict[str, list[int]]:
        """``{text: keys of renderings that may resemble}``."""
        with self.lock:
            self._renew()
            return {
                text: [pk for _percent, wording in self.wordings.like(text) for pk in self.newest.get(wording, ())]
                for text in texts
            }

    def _renew(self) -> None:
        approved = Rendering.objects.filter(locale=self.target, approved=True)
        stamp = approved.aggregate(number=Count("pk"), last=Max("pk"), at=Max("at"))
        if stamp == self.stamp:
            return
        newest: dict[str, list[int]] = {}
        for pk, made_for in self.rows().order_by("-at", "-pk").values_list("pk", "made_for"):
            known = newest.setdefault(made_for, [])
            if len(known) < NEWEST:
                known.append(pk)
        self.wordings.add(newest)
        self.newest, self.stamp = newest, stamp


_memories: dict[tuple[int, int], _Memory] = {}
