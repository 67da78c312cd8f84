"""Knows a row again: by the source's own identifier, by ours, else by name and place."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from modelcluster.models import get_all_child_relations

from centres.importing.plan.duplicates import folded
from centres.importing.plan.facts import Record
from centres.models import Centre, ImportSource, Reference

MAX_KEY = 200


def key_of(values: Mapping[str, Any]) -> str:
    """What a row is called within its source. Not the website: offices of one town may share it, and a row that is
    taken for another one would be written in the wrong place.
    """
    if reference := values.get("reference"):
        return _short(f"id:{reference}")
    if uid := values.get("uid"):
        return f"uid:{uid}"
    place = values.get("postcode") or values.get("city") or values.get("region") or ""
    return _short(f"name:{folded(values.get('name') or '')}|{folded(place)}|{values.get('country') or ''}")


def is_identifier(key: str) -> bool:
    """Whether a key names one thing by decision, so that it may not stand twice in a file."""
    return key.startswith(("id:", "uid:"))


def _short(key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return key if len(key) <= MAX_KEY else f"{key[: MAX_KEY - 17]}~{digest}"


class Matches:
    """The centres that the rows of one batch mean. Three queries and one per kind of child, whatever their number."""

    def __init__(self, source: ImportSource, keys: Iterable[str], uids: Iterable[str], pks: Iterable[int]) -> None:
        self.by_key: dict[str, int] = dict(
            Reference.objects.filter(source=source, key__in=set(keys)).values_list("key", "centre_id")
        )
        relations = get_all_child_relations(Centre)
        self.children = tuple(name for relation in relations if (name := relation.get_accessor_name()) != "texts")
        wanted = Q(pk__in={*self.by_key.values(), *pks}) | Q(uid__in={UUID(uid) for uid in uids})
        centres = Centre.objects.filter(wanted).order_by().select_related("parent", "latest_revision__user")
        centres = centres.select_for_update(of=("self",)).prefetch_related("texts", *self.children)
        self.records = {row.pk: Record(row, list(row.texts.all()), self.children) for row in centres}
        self.by_uid = {str(record.centre.uid): pk for pk, record in self.records.items()}

    def find(self, key: str, uid: str | None) -> Record | None:
        """The centre a row is known to be."""
        pk = self.by_key.get(key) or self.by_uid.get(uid or "")
        return self.records.get(pk) if pk else None


def parents(texts: Iterable[str]) -> dict[str, Centre]:
    """Main centres by what a row calls them: identifier, end of the address, or name; one query."""
    wanted = {text for text in texts if text}
    if not wanted:
        return {}
    uids = {uid for text in wanted if (uid := _uuid(text))}
    found: dict[str, Centre] = {}
    for centre in Centre.objects.filter(Q(uid__in=uids) | Q(slug__in=wanted) | Q(name__in=wanted)).order_by("-pk"):
        found |= {centre.name: centre, centre.slug: centre, str(centre.uid): centre}
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
