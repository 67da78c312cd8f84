"""Links to pages, documents and entries that are gone or no longer public, read from Wagtail's index of references."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, get_page_models
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from core.waiting.sections import Row, Section, form_url


def broken_links(user: Any, most: int) -> list[Section]:
    """What is published, may be changed by ``user`` and leads nowhere: one row for each link."""
    sources = _sources(user)
    if not sources:
        return []
    links = ReferenceIndex.objects.filter(sources, _lost()).order_by("pk")
    shown = list(links.select_related("base_content_type")[:most])
    titles = _titles(shown)
    rows = [
        Row(
            titles.get((one.base_content_type_id, one.object_id), ""),
            form_url(one.base_content_type, one.object_id),
            str(one.describe_source_field()),
        )
        for one in shown
    ]
    return [Section("broken-links", _("Links that lead nowhere"), links.count(), rows)]


def _sources(user: Any) -> Q:
    found = Q()
    for model in (Page, *_entries()):
        rows = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["change"])
        if rows.query.is_empty():
            continue
        rows = rows.filter(live=True, alias_of=None) if model is Page else rows.filter(live=True)
        found |= Q(base_content_type=_kind(model), object_id__in=_keys(rows))
    return found


def _entries() -> list[Any]:
    return [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]


def _lost() -> Q:
    """A chosen thing that is deleted empties its field by itself, which the index does not hear: only a text keeps such a link."""
    fields = {
        one.name
        for model in (*get_page_models(), *_entries())
        for one in model._meta.concrete_fields
        if one.is_relation
    }
    lost = Q()
    for model in (Page, get_document_model(), *_entries()):
        every = model._default_manager.all()
        public = every.filter(live=True) if issubclass(model, DraftStateMixin) else every
        gone = ~Q(to_object_id__in=_keys(public)) & (~Q(model_path__in=fields) | Q(to_object_id__in=_keys(every)))
        lost |= Q(to_content_type=_kind(model)) & gone
    return lost


def _kind(model: Any) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by().annotate(_key=Cast("pk", CharField())).values("_key")


def _titles(links: list[ReferenceIndex]) -> dict[tuple[int, str], str]:
    """One query for each kind of thing among the rows."""
    keys: dict[ContentType, set[str]] = {}
    for one in links:
        keys.setdefault(one.base_content_type, set()).add(one.object_id)
    return {
        (kind.pk, str(row.pk)): str(row)
        for kind, wanted in keys.items()
        for row in kind.model_class()._default_manager.filter(pk__in=wanted)  # type: ignore[union-attr]
    }
