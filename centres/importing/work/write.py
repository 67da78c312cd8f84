"""Writes planned rows into the directory: all of a batch or nothing of it, with a version and a history line each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import ReferenceIndex

from centres.importing.plan.facts import Record
from centres.importing.plan.planner import Planned
from centres.importing.problems import Problem
from centres.importing.work import history
from centres.models import Centre, CentreText, DirectoryStamp, Import, ImportRow, Outcome, Reference
from centres.subpages import reserved_words
from core.bulk import insert
from core.slugs import slug_of
from search import changes

_WRITTEN = (Outcome.CREATE, Outcome.CHANGE)
_MEANT = (*_WRITTEN, Outcome.SAME)


def write(batch: Import, planned: Sequence[Planned]) -> None:
    """Brings the planned rows into the directory. To be called in a transaction.

    A fixed number of statements, and two for each centre whose main centre changes.
    """
    new = [plan for plan in planned if plan.outcome == Outcome.CREATE]
    changed = [plan for plan in planned if plan.outcome == Outcome.CHANGE]
    if new:
        _create(batch, _centres(new))
        _save(batch, [_entry(plan, history.CREATED) for plan in new])
    if changed:
        drop_blank_texts(plan.record for plan in changed if plan.record)
        _centres(changed)
        save_existing(batch, [_entry(plan, history.CHANGED) for plan in changed])
    _remember(batch, planned)


def save_existing(batch: Import, entries: Sequence[history.Entry]) -> None:
    """Writes centres that exist, texts attached, with what belongs to it."""
    _change([entry.centre for entry in entries])
    _save(batch, entries)


def _save(batch: Import, entries: Sequence[history.Entry]) -> None:
    """Versions, history, search index and finder of centres that have been written."""
    centres = [entry.centre for entry in entries]
    versions = history.add_versions(batch, centres)
    history.log(batch, entries, versions)
    touched([centre.pk for centre in centres])
    for entry in entries:
        if {"parent", "run_by"}.intersection(entry.fields):  # nothing else of a centre leads to another object
            ReferenceIndex.create_or_update_for_object(entry.centre)


def touched(pks: Sequence[int]) -> None:
    """Tells search and finder that these centres are not what they were; bulk writes send no signals."""
    changes.add(("centres", str(pk)) for pk in pks)
    DirectoryStamp.renew(pks)


def keep_plans(batch: Import, planned: Sequence[Planned]) -> None:
    """Keeps what the rows would do. Rows written by an earlier run of the same import stay as they are."""
    lines = [plan.line for plan in planned]
    batch.rows.filter(line__in=lines, written=False).delete()
    insert([_row(batch, plan) for plan in planned])


def mark_written(batch: Import, planned: Sequence[Planned]) -> None:
    """Notes on the kept rows that they are in the directory, and as which centre; one statement."""
    lines = [plan.line for plan in planned if plan.outcome in _WRITTEN]
    named = Reference.objects.filter(source=batch.source, key=OuterRef("key")).values("centre")
    batch.rows.filter(line__in=lines).update(written=True, centre=Subquery(named))


def _row(batch: Import, plan: Planned) -> ImportRow:
    return ImportRow(
        batch=batch,
        line=plan.line,
        outcome=plan.outcome,
        name=plan.name,
        key=plan.key,
        centre_id=plan.centre_pk,
        changes=plan.changes,
        problems=[as_json(problem) for problem in plan.problems] + _notes(plan),
        words=[as_json(problem) for problem in plan.words],
    )


def _notes(plan: Planned) -> list[dict[str, Any]]:
    """What else a row keeps beside its problems."""
    if plan.joined:
        return [{"joined": plan.joined}]
    if not plan.twin:
        return []
    why = {"why": {"text": plan.why.text, "params": dict(plan.why.params)}} if plan.why else {}
    return [{"twin": plan.twin} | why]


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept; its reason is translated when it is shown."""
    kept = {name: getattr(problem, name) for name in ("column", "field", "value", "suggestion", "severity")}
    return kept | {"text": problem.reason.text, "params": dict(problem.reason.params)}


def _centres(planned: Iterable[Planned]) -> list[Centre]:
    return [plan.record.gather() for plan in planned if plan.record is not None]


def _entry(plan: Planned, action: str) -> history.Entry:
    assert plan.record is not None  # noqa: S101 - rows that create or change have a centre
    return history.Entry(plan.record.centre, action, tuple(plan.changes))


def _create(batch: Import, centres: list[Centre]) -> None:
    now = timezone.now()
    is_live = bool(batch.option("publish", True))
    give_slugs(centres)
    for centre in centres:
        centre.live = is_live
        if is_live:
            centre.first_published_at = centre.last_published_at = now
    insert(centres)
    keys = dict(Centre.objects.filter(uid__in=[centre.uid for centre in centres]).values_list("uid", "pk"))
    for centre in centres:
        centre.pk = keys[centre.uid]
    insert(_own_texts(centres))


def _change(centres: list[Centre]) -> None:
    now = timezone.now()
    for centre in centres:
        if centre.live:
            centre.last_published_at = now
    texts = _own_texts(centres)
    upsert(Centre, centres, leave={"uid", "slug", "created_at"})
    upsert(CentreText, [row for row in texts if row.pk], leave={"centre", "language"})
    insert([row for row in texts if not row.pk])


def drop_blank_texts(records: Iterable[Record]) -> None:
    """Takes away texts that say nothing any more."""
    if pks := [pk for record in records for pk in record.blank_texts]:
        CentreText.objects.filter(pk__in=pks).delete()


def upsert(model: type[models.Model], rows: Sequence[Any], leave: set[str]) -> None:
    """Writes existing rows back in one statement; ``bulk_update`` would take one branch per row and field."""
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in leave]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields)


def _own_texts(centres: Iterable[Centre]) -> list[CentreText]:
    rows = [(centre, row) for centre in centres for row in centre.texts.all()]
    for centre, row in rows:
        row.centre_id = centre.pk
    return [row for _centre, row in rows]


def give_slugs(centres: Sequence[Centre]) -> None:
    """The end of each address: from the name, else name and town, else with a part of the identifier; one query."""
    wanted = {id(centre): _slugs(centre) for centre in centres}
    every = {slug for slugs in wanted.values() for slug in slugs}
    taken = set(Centre.objects.filter(slug__in=every).values_list("slug", flat=True)) | reserved_words()
    for centre in centres:
        centre.slug = next(slug for slug in wanted[id(centre)] if slug not in taken)
        taken.add(centre.slug)


def _slugs(centre: Centre) -> list[str]:
    base = slug_of(centre.name, 80) or "centre"
    town = f"{base}-{slug_of(centre.city, 25)}".strip("-") if centre.city else base
    numbered = [f"{town}-{number}" for number in range(2, 6)]
    return [base, town, *numbered, f"{base}-{centre.uid.hex[:12]}"]


def _remember(batch: Import, planned: Sequence[Planned]) -> None:
    """By what keys the source calls these centres from now on: those of joined rows too, and those given to another."""
    meant = {plan.key: plan.centre_pk for plan in planned if plan.outcome in _MEANT} | _joined(batch, planned)
    made = {plan.centre_pk for plan in planned if plan.outcome == Outcome.CREATE}
    known = Reference.objects.filter(source=batch.source)
    kept = dict(known.filter(key__in=meant).values_list("key", "centre_id"))
    named = set(known.filter(centre__in=set(meant.values())).values_list("centre_id", flat=True)) | made
    rows = [
        Reference(source=batch.source, key=key, centre_id=pk, adds=pk not in named and not key.startswith("uid:"))
        for key, pk in meant.items()
        if kept.get(key) != pk
    ]
    Reference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source", "key"], update_fields=["centre", "adds"]
    )


def _joined(batch: Import, planned: Sequence[Planned]) -> dict[str, int]:
    """Centres of the rows that others were joined to, by the keys of the latter."""
    joined = {plan.key: plan.joined for plan in planned if plan.outcome == Outcome.JOINED}
    if not joined:
        return {}
    earlier = batch.rows.filter(line__in=set(joined.values()), centre__isnull=False)
    centres = dict(earlier.values_list("line", "centre_id")) | {plan.line: plan.centre_pk for plan in planned}
    return {key: pk for key, line in joined.items() if (pk := centres.get(line))}
