"""Where documents come from: every room registers what of its own can be found.

A source has a `name`, the `model` whose changes touch its documents, `related` models whose
changes do too (each with a function from a row to the primary keys concerned), and
`documents(pks)`. Objects that are not public give no document.
"""

import functools
import logging
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.apps import apps
from django.db import models
from django.utils.translation import gettext, override
from wagtail.models import Page

from core.vocabularies import Audience, CompetenceCode, Kind
from search.interface import Document, Key

logger = logging.getLogger(__name__)

Related = Mapping[type[models.Model], Callable[[Any], Iterable[Any]]]

_CHUNK = 200


class Source(Protocol):
    """What a room hands to `register`."""

    @property
    def name(self) -> str:
        """The same as `Document.source`; at most 50 characters."""
        ...

    @property
    def model(self) -> type[models.Model]:
        """The model whose primary keys the documents carry."""
        ...

    def documents(self, pks: Iterable[Any] | None = None) -> Iterator[Document]:
        """Yield the public documents of these objects in every language, of all objects when `pks` is None."""
        ...

    def public(self) -> Iterable[Any]:
        """Return the primary keys of all objects that everybody may see, for `manage.py search check`."""
        ...


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known. Call it when the room's app is ready; a second call with the same name replaces the first."""
    _sources[source.name] = source


def sources() -> dict[str, Source]:
    """Return the registered sources by name."""
    return dict(_sources)


def documents() -> Iterator[Document]:
    """Yield every public document of every source."""
    for source in _sources.values():
        yield from source.documents(None)


def touched_by(instance: models.Model) -> Iterator[Key]:
    """Yield the objects whose documents a change of `instance` may change."""
    # A page is often saved as a plain `Page`, by Wagtail's scheduled publishing for one.
    kind = instance.specific_class or type(instance) if isinstance(instance, Page) else type(instance)
    for source in _sources.values():
        if issubclass(kind, source.model):
            yield source.name, str(instance.pk)
        for model, owners in _related(source).items():
            if issubclass(kind, model):
                for pk in owners(instance):
                    yield source.name, str(pk)


def touched_below(paths: Iterable[str]) -> Iterator[Key]:
    """Yield the objects, pages or not, whose addresses or readers change with those of the pages at or below `paths`."""
    below = functools.reduce(operator.or_, (models.Q(path__startswith=path) for path in paths), models.Q(pk=None))
    for pk in Page.objects.filter(below).order_by("pk").values_list("pk", flat=True):
        yield PageSource.name, str(pk)
    for source in _sources.values():
        for model, owners in _related(source).items():
            if issubclass(model, Page):
                for page in model.objects.filter(below):
                    for pk in owners(page):
                        yield source.name, str(pk)


def _related(source: Source) -> Related:
    return getattr(source, "related", {})


def page_models() -> list[type[Page]]:
    """Return every page type of the portal: the concrete subclasses of `core.models.BasePage`."""
    from core.models import BasePage

    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def facet_labels(facets: Mapping[str, Iterable[str]]) -> list[str]:
    """What the codes of audiences and competences are called in the active language: people search for the names."""
    audiences = [str(Audience(code).label) for code in facets.get("audience", ()) if code in Audience.values]
    competences = [code for code in facets.get("competence", ()) if code in CompetenceCode.values]
    return [*audiences, *(str(CompetenceCode(code).label) for code in competences)]


def coded_names(kind: str, facets: Mapping[str, Iterable[str]]) -> list[str]:
    """`Module A`, `Competence A`: what a thing about one competence is called, in the active language."""
    codes = list(facets.get("competence", ()))
    if len(codes) != 1 or kind not in (Kind.MODULE, Kind.COMPETENCE):
        return []
    word = gettext("Module") if kind == Kind.MODULE else gettext("Competence")
    return [f"{word} {codes[0]}"]


class PageSource:
    """Pages of every type, without the fallback copies that repeat another language."""

    name = "pages"

    @property
    def model(self) -> type[Page]:
        """All pages; those that are none of ours give no document."""
        return Page

    def documents(self, pks: Iterable[Any] | None = None) -> Iterator[Document]:
        """Yield live pages that need no login, in chunks: about three queries for every 200 pages of a type."""
        wanted = None if pks is None else {int(pk) for pk in pks}
        for model in page_models():
            # A kind of page may be one of another: each page is read once, as what it is.
            pages = model.objects.exact_type(model).in_public().real().filter(depth__gt=1)
            pages = pages.select_related("locale").order_by("pk")
            if wanted is not None:
                pages = pages.filter(pk__in=wanted)
            for page in pages.iterator(chunk_size=_CHUNK):
                try:
                    # Labels and names of countries are part of the text, so they must be in its language.
                    with override(page.content_language or page.locale.language_code):
                        document = self._document(page)
                except Exception:
                    # A rebuild goes on without a page that cannot be read; a single change is tried again later.
                    if wanted is not None:
                        raise
                    logger.exception("Page %s cannot be indexed", page.pk)
                    continue
                if document:
                    yield document

    def public(self) -> Iterator[Any]:
        """Yield the keys of all pages that `documents` reads; one query for each type."""
        for model in page_models():
            pages = model.objects.exact_type(model).in_public().real().filter(depth__gt=1)
            yield from pages.values_list("pk", flat=True)

    def _document(self, page: Any) -> Document | None:
        url = page.get_url()
        if not url:
            return None
        facets = page.search_facets()
        return Document(
            source=self.name,
            pk=page.pk,
            language=page.content_language or page.locale.language_code,
            kind=page.kind,
            title=page.title,
            url=url,
            summary=page.summary,
            body=" \n".join((page.search_body(), *facet_labels(facets))),
            names=(*page.search_names(), *coded_names(page.kind, facets)),
            facets=facets,
            meta=tuple(page.search_meta()),
            group=f"page:{page.translation_key}",
            faded=bool(getattr(page, "search_faded", False)),
        )


__all__ = [
    "Document",
    "PageSource",
    "Source",
    "coded_names",
    "documents",
    "facet_labels",
    "page_models",
    "register",
    "sources",
    "touched_by",
]
