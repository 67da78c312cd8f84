"""Brings what the desk knows in line with what the site says: for one thing, or for all that were marked.

Whatever happened (published, taken back, moved, deleted, copied, made an alias or a page of its own again), the thing is read
anew and compared with what is stored. So no event can be missed for good, and doing it twice changes nothing.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from translation.kinds import InPlace, Kind, Thing, Version, kinds
from translation.memory import remembered
from translation.models import Item, Mark, PastRendering, Rendering, RequestedText, Segment, Standing, mark
from translation.passages import Passage, pair
from translation.publications import publication_of
from translation.reckoning import Counted, Kept, count, settle
from translation.vocabularies import ItemState

logger = logging.getLogger(__name__)


def mark_everything() -> None:
    """Has every thing looked at again; also those of which nothing is left."""
    for code, kind in kinds().items():
        mark(code, [*kind.keys(), *Item.objects.filter(kind=code, live=True).values_list("key", flat=True)])


def begin() -> None:
    """On a site that is older than the desk: looks at everything once."""
    if not Item.objects.exists():
        mark_everything()
        follow()


def follow(most: int | None = None) -> int:
    """Looks at ``most`` marked things, or at all. Returns how many."""
    waiting = list(Mark.objects.order_by("pk")[:most])
    for one in waiting:
        try:
            with transaction.atomic():
                # Of two who look at the same time one finds the mark. What happens from here on leaves another one.
                if Mark.objects.filter(pk=one.pk).delete()[0]:
                    look_at(one.kind, one.key)
        except Exception:  # one thing nobody can read must not hide the others; it is marked again every night
            logger.exception("The translations of %s %s cannot be reckoned", one.kind, one.key)
            Mark.objects.filter(pk=one.pk).delete()
    return len(waiting)


def look_at(code: str, key: str) -> None:
    """Brings one thing up to date."""
    kind = kinds().get(code)
    item = Item.objects.select_for_update().filter(kind=code, key=key).first()
    thing = kind.read(key, item.locale_id if item else None) if kind else None
    if kind is None or thing is None or not thing.live:
        if item is not None and item.live:
            item.live = False
            item.save(update_fields=["live"])
        return
    _Look(kind, key, thing, item).take()


@dataclass(slots=True)
class _Look:
    """One thing being looked at."""

    kind: Kind
    key: str
    thing: Thing
    item: Item | None

    def take(self) -> None:
        item, first = self._item()
        stored = list(item.segments.filter(order__isnull=False))
        renderings = _renderings(stored)
        known = {one.locale_id: one for one in item.standings.all()}
        segments, changed, moved = self._segments(item, stored)
        self._take_along(segments, moved, renderings, known, changed=changed)
        passages = {one.pk: Passage(one.path, one.text) for one in segments}
        since = {one.pk: one.since for one in segments}
        for locale in Locale.objects.values_list("pk", flat=True):
            if locale == item.locale_id:
                continue
            version = self.thing.versions.get(locale)
            kept = {pk: one for (pk, where), one in renderings.items() if where == locale and pk in passages}
            found = settle(passages, version, kept)
            store(locale, kept, found)
            self._sign(locale, version, kept, found)
            standing = known.get(locale) or Standing(item=item, locale_id=locale)
            told = count(passages, since, found, version, now=item.version, answers=standing.answers)
            self._stand(standing, told)
        if first or changed:
            item.standings.filter(locale_id=item.locale_id).delete()

    def _sign(self, locale: int, version: Version | None, kept: Mapping[int, Kept], found: Mapping[int, Kept]) -> None:
        """Notes who has let readers read what they read since the last look; no query when that is the same."""
        new = [pk for pk, one in found.items() if one.approved and one.text and not (pk in kept and kept[pk].approved)]
        if not new or version is None:
            return
        publication = publication_of(self.thing.content_type, version.pk)
        if publication is not None:
            rows = PastRendering.objects.filter(segment__in=new, locale=locale).order_by("pk")
            last = dict(rows.values_list("segment", "pk"))
            signed = {"approved_by_id": publication.user, "approved_at": publication.at}
            PastRendering.objects.filter(pk__in=last.values(), approved_at__isnull=True).update(**signed)

    def _item(self) -> tuple[Item, bool]:
        thing = self.thing
        says = {
            "locale_id": thing.source,
            "content_type_id": thing.content_type,
            "source_pk": thing.source_pk,
            "title": thing.title,
            "live": True,
        }
        if self.item is None:
            return Item.objects.create(kind=self.kind.code, key=self.key, **says), True
        if any(getattr(self.item, name) != value for name, value in says.items()):
            if self.item.locale_id != thing.source:
                self.item.segments.filter(order__isnull=False).update(order=None)
            for name, value in says.items():
                setattr(self.item, name, value)
            self.item.save()
        return self.item, False

    def _segments(self, item: Item, stored: list[Segment]) -> tuple[list[Segment], bool, set[int]]:
        """The passages in order as rows, whether any is other than before, and those that stand or read otherwise."""
        was = pair([Passage(one.path, one.text) for one in stored], self.thing.passages)
        gone = [one.pk for number, one in enumerate(stored) if number not in set(was.values())]
        same = len(was) == len(stored) == len(self.thing.passages) and all(
            (stored[old].path, stored[old].text, stored[old].order) == (passage.path, passage.text, number)
            for number, old in was.items()
            for passage in (self.thing.passages[number],)
        )
        if same:
            return stored, False, set()
        item.version += 1
        item.save(update_fields=["version"])
        Segment.objects.filter(pk__in=gone).update(order=None)
        rows, moved = [], set()
        for number, passage in enumerate(self.thing.passages):
            row = stored[was[number]] if number in was else Segment(item=item, since=item.version)
            if row.pk and (row.path, row.text) != (passage.path, passage.text):
                moved.add(row.pk)
            row.path, row.text, row.words, row.order = passage.path, passage.text, passage.words, number
            rows.append(row)
        Segment.objects.bulk_update([one for one in rows if one.pk], ["path", "text", "words", "order"])
        Segment.objects.bulk_create([one for one in rows if not one.pk])
        return rows, True, moved

    def _take_along(
        self,
        segments: list[Segment],
        moved: set[int],
        renderings: Mapping[tuple[int, int], Kept],
        known: Mapping[int, Standing],
        *,
        changed: bool,
    ) -> None:
        """Lets translators go on with what they had: after an edit of the source, and where they begin passage by passage."""
        by_passages = [pk for pk, version in self.thing.versions.items() if version.said is not None]
        begun = [pk for pk in by_passages if pk not in known or not known[pk].managed]
        if not by_passages or not (changed or begun):
            return
        new = [one.text for one in segments]
        memory = remembered(new, self.thing.source, by_passages)
        texts: dict[int, dict[tuple[str, str], str]] = {locale: {} for locale in by_passages}
        found: dict[int, dict[tuple[str, str], str]] = {locale: {} for locale in by_passages}
        for locale in by_passages:
            said = self.thing.versions[locale].said or {}
            for one in segments:
                where = (one.path, one.text)
                kept = renderings.get((one.pk, locale))
                if where in said:
                    continue
                if kept and kept.text and (one.pk in moved or locale in begun):
                    texts[locale][where] = kept.text
                elif not kept and (text := memory.get((locale, one.text))):
                    found[locale][where] = text
        if self.kind.carry(self.key, self.thing.source, texts, found):
            self.thing = self.kind.read(self.key, self.thing.source) or self.thing

    def _stand(self, standing: Standing, told: Counted) -> None:
        version = self.thing.versions.get(standing.locale_id)
        says = asdict(told) | {
            "state": str(told.state.value),
            "target_pk": version.pk if version else "",
            "managed": isinstance(self.kind, InPlace) or bool(version and version.said is not None),
        }
        done = told.state is ItemState.PUBLISHED
        if done and standing.pk and standing.state != ItemState.PUBLISHED:
            RequestedText.objects.filter(standing=standing, done=False).update(done=True)
        says["since"] = None if done else standing.since or self.thing.changed_at or timezone.now()
        says["due"] = None if done else standing.due
        if standing.pk is None or any(getattr(standing, name) != value for name, value in says.items()):
            for name, value in says.items():
                setattr(standing, name, value)
            standing.save()


def _renderings(segments: Sequence[Segment]) -> dict[tuple[int, int], Kept]:
    """``{(segment, locale): rendering}``; one query."""
    rows = Rendering.objects.filter(segment__in=[one.pk for one in segments])
    return {
        (row.segment_id, row.locale_id): Kept(
            row.text, row.made_for, row.machine, row.approved, row.author_id, row.at, row.reused
        )
        for row in rows
    }


def store(locale: int, kept: Mapping[int, Kept], found: Mapping[int, Kept]) -> None:
    """Stores the renderings of a language, by their passages: what was ``kept`` before, what is ``found`` now; at most four queries."""
    Rendering.objects.filter(locale_id=locale, segment_id__in=[pk for pk in kept if pk not in found]).delete()
    other = {pk: one for pk, one in found.items() if one != kept.get(pk)}
    PastRendering.objects.bulk_create(
        PastRendering(segment_id=pk, locale_id=locale, **_written(one))
        for pk, one in other.items()
        if one.text and (pk not in kept or one.text != kept[pk].text)
    )
    new = [
        Rendering(segment_id=pk, locale_id=locale, approved=one.approved, **_written(one)) for pk, one in other.items()
    ]
    if new:
        Rendering.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["segment", "locale"],
            update_fields=["text", "made_for", "machine", "approved", "author", "at", "reused"],
        )


def _written(one: Kept) -> dict[str, Any]:
    """What a rendering and its past say alike."""
    return {
        "text": one.text,
        "made_for": one.made_for,
        "machine": one.machine,
        "author_id": one.author,
        "at": one.at or timezone.now(),
        "reused": one.reused,
    }
