"""Who shows a page: models know nothing of the views above them; a room registers its views when it is ready.

A context view adds to what the page itself tells its template; a serving view answers the whole request; a preview shows
what is no page but stands on one. Each is found by the class, the nearest ancestor's where it has none of its own.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

ContextView = Callable[[Any, HttpRequest], dict[str, Any]]
"""``view(page, request)`` gives the part of the template's context that is this page type's own."""
ServingView = Callable[..., HttpResponse]
"""``view(page, request, **kwargs)`` with the keyword arguments of the page's route."""
Preview = Callable[[Any, HttpRequest, str], HttpResponse]
"""``view(instance, request, language)`` shows the instance as it is being edited, to readers of ``language``."""
View = TypeVar("View", bound=Callable[..., Any])

_contexts: dict[type[Page], ContextView] = {}
_servings: dict[type[Page], ServingView] = {}
_previews: dict[type[Model], Preview] = {}


def shows(model: type[Page]) -> Callable[[View], View]:
    """Registers what the template of ``model`` is given: ``@shows(EventPage) def event(page, request) -> dict``."""
    return _into(_contexts, model)


def serves(model: type[Page]) -> Callable[[View], View]:
    """Registers what answers requests for ``model``: ``@serves(FinderPage) def finder(page, request, **kwargs)``."""
    return _into(_servings, model)


def previews(model: type[Model]) -> Callable[[View], View]:
    """Registers what shows an edited ``model``: ``@previews(Centre) def centre(centre, request, language)``."""
    return _into(_previews, model)


def context_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the page's context view gives; empty where none is registered."""
    view = _nearest(_contexts, page)
    return view(page, request) if view else {}


def serving_of(page: Page) -> ServingView | None:
    """The view that answers requests for the page; ``None``: Wagtail's way, its template with its context."""
    return _nearest(_servings, page)


def preview_of(instance: Model, request: HttpRequest, language: str) -> HttpResponse:
    """The answer of the preview registered for the instance. Raises LookupError when there is none."""
    view = _nearest(_previews, instance)
    if view is None:
        raise LookupError(f"No preview is registered for {type(instance).__name__}.")
    if not isinstance(instance, Page) and hasattr(request, "revision_id"):
        # It is drawn within a page, and Wagtail's bar would look for a version of that page by this number.
        del request.revision_id
    return view(instance, request, language)


def _into(views: dict[Any, Any], model: type[Model]) -> Callable[[View], View]:
    def register(view: View) -> View:
        views[model] = view
        return view

    return register


def _nearest(views: Mapping[Any, Any], shown: Model) -> Any:
    return next((view for model in type(shown).__mro__ if (view := views.get(model))), None)
