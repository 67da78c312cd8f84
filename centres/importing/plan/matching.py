"""Fetches the centres that rows are known to be: by what the source calls them, or by our identifier."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from modelcluster.models import get_all_child_relations

from centres.importing.plan.facts import Record
from centres.models import Centre, ImportSource, Reference


class Matches:
    """The centres that the rows of one batch mean. Three queries and one per kind of child, whatever their number."""

    def __init__(self, source: ImportSource, keys: Iterable[str], uids: Iterable[str], pks: Iterable[int]) -> None:
        self.by_key: dict[str, int] = dict(
            Reference.objects.filter(source=source, key__in=set(keys)).values_list("key", "centre_id")
        )
        relations = get_all_child_relations(Centre)
        self.children = tuple(name for relation in relations if (name := relation.get_accessor_name()) != "texts")
        wanted = Q(pk__in={*self.by_key.values(), *pks}) | Q(uid__in={UUID(uid) for uid in uids})
        centres = (
            Centre.objects.filter(wanted).order_by().select_related("parent", "organisation", "latest_revision__user")
        )
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
