"""How the admin finds things by their words: without accents, inside words, and by the title of a draft too.

Editors look for "cakovec", and for the name they have just given a page that is not published. The databases below fold accents
each in their own way or not at all, so the few columns that are searched are read and folded here: ten thousand rows in a
moment, and there is no index to keep. Visitors' searches have engines of their own (``search``).
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from modelsearch.backends.database import fallback
from modelsearch.index import Indexed
from modelsearch.query import Phrase, PlainText
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import DraftStateMixin, Page
from wagtail.search.index import class_is_indexed

from core.folding import fold

BEGINS = "begins_with_query"


def matching(rows: QuerySet, fields: Sequence[str], words: Sequence[str]) -> tuple[list[Any], list[Any]]:
    """Keys of the ``rows`` whose ``fields`` hold all ``words``, and of those among them that begin with the first word."""
    wanted = [fold(word) for word in words]
    found, first = [], []
    for pk, *values in rows.order_by().values_list("pk", *fields, *_of_the_draft(rows.model)):
        texts = [fold(str(value)) for value in values if value]
        if all(any(word in text for text in texts) for word in wanted):
            found.append(pk)
            if any(text.startswith(wanted[0]) for text in texts):
                first.append(pk)
    return found, first


def _of_the_draft(model: type[Model]) -> tuple[str, ...]:
    """Where the name stands that is not published yet."""
    if issubclass(model, Page):
        return ("draft_title",)
    return ("latest_revision__object_str",) if issubclass(model, DraftStateMixin) else ()


class Compiler(fallback.DatabaseSearchQueryCompiler):
    """The words of a query as keys of what holds them."""

    first: Sequence[Any] = ()

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        if isinstance(query, PlainText | Phrase) and (words := query.query_string.split()):
            found, self.first = matching(self.queryset, self.fields_names, words)
            return Q(pk__in=found)
        return super().build_database_filter(query, boost)


class Results(fallback.DatabaseSearchResults):
    """What begins with the query stands before what only has it somewhere."""

    def get_queryset(self) -> QuerySet:
        compiler = self.query_compiler
        words = compiler.build_database_filter(compiler.query)
        if not isinstance(words, Q):  # everything, or nothing
            return super().get_queryset()
        rows = compiler.queryset.filter(words)
        if compiler.order_by_relevance:
            begins = Case(When(pk__in=compiler.first, then=Value(0)), default=Value(1), output_field=IntegerField())
            rows = rows.annotate(**{BEGINS: begins}).order_by(BEGINS, "-pk")
        elif not rows.query.order_by:
            rows = rows.order_by("-pk")
        return rows[self.start : self.stop]


class SearchBackend(fallback.DatabaseSearchBackend):
    """For ``WAGTAILSEARCH_BACKENDS``."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = Compiler
    results_class = Results


def connect() -> None:
    """Has lists of what Wagtail keeps no index of look in the same way. Called once when the app is ready, before modelsearch is.

    modelsearch would read back all that is saved, for an index that is not there.
    """
    Indexed.search_auto_update = False
    plain = BaseListingView.search_queryset

    def search_queryset(self: BaseListingView, queryset: QuerySet) -> QuerySet:
        if not self.is_searching or (class_is_indexed(queryset.model) and self.search_backend_name):
            return plain(self, queryset)
        found, _first = matching(queryset, list(self.search_fields or ()), self.search_query.split())
        return queryset.filter(pk__in=found)

    BaseListingView.search_queryset = search_queryset
