"""The organisation that runs a centre: exports name it by the end of its address, files also by its name."""

from typing import Any

from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, Schema, Value
from centres.columns.lookups import Lookup
from centres.columns.messages import shown
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong
from community.models import Organisation
from core.kept import kept


class _Listed:
    """The published organisations by the end of their address, and the words for them."""

    def __init__(self) -> None:
        self.by_slug = {one.slug: one for one in Organisation.objects.filter(live=True)}
        names = Organisation.objects.filter(live=True).values_list("texts__name", "slug")
        own = [(name, one.slug) for one in self.by_slug.values() for name in (one.name, one.short_name)]
        self.pairs = [*own, *names]
        self.lookup = Lookup(tuple(self.by_slug), self.words)

    def words(self) -> list[tuple[str, str]]:
        return [(name, slug) for name, slug in self.pairs if name]


def _listed() -> _Listed:
    """Two queries, and again when something was published."""
    return kept("centres.columns.organisations", _Listed)


class RunBy(Column):
    """A published organisation. Others are named to nobody."""

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        lookup = _listed().lookup
        slug = lookup.find(text)
        if slug:
            return Reading(slug)
        return wrong(
            _("“%(value)s” is no organisation of this portal. Write its name as its page has it, or add it first."),
            {"value": shown(text)},
            lookup.nearest(text),
        )

    def store(self, value: Any) -> Organisation | None:
        return _listed().by_slug.get(str(value)) if value else None

    def write(self, stored: Organisation | None) -> Value:
        return stored.slug if stored and stored.live else None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
