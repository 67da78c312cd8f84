"""Every address of the admin and what each role finds there: asked of the running code, never written by hand."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Locale, Site
from wagtail.snippets.models import get_snippet_models

from core.seed import page_by_key

ROLES = ("editor", "moderator", "partner", "translator-fr", "reviewer-fr", "coordinator-fr")
MAY, MAY_NOT, NOTHING = "yes", "no", "-"
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_login", "wagtailadmin_error_test"}


def names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(view name, names of its arguments) of every address below /admin/, in the order of their names.

    The parts of a list that scripts fetch (``…_results``) are the same view as the list.
    """
    found = {
        (name, tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex))
        for route, name, pattern in _walk(get_resolver().url_patterns)
        if route.startswith("admin/") and name and name not in LEFT_OUT and not name.endswith("_results")
    }
    yield from sorted(found)


def _walk(
    patterns: list[URLPattern | URLResolver], route: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, ":".join([*spaces, pattern.name]) if pattern.name else "", pattern
        else:
            yield from _walk(pattern.url_patterns, here, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def examples() -> dict[str, Any]:
    """Namespace of a set of views → the key of one object they are about."""
    objects: dict[str, Any] = {
        "wagtailusers_users": get_user_model().objects.get(username="translator-hr").pk,
        "wagtailusers_groups": 1,
        "wagtailsites": Site.objects.get().pk,
        "wagtaillocales": Locale.objects.get(language_code="it").pk,
    }
    for model in get_snippet_models():
        first = model._default_manager.first()
        if first is not None:
            objects[model.snippet_viewset.url_namespace] = first.pk
    return objects


def addresses() -> dict[str, str]:
    """Label → address: those without arguments, those about one object, and pages in French and Croatian."""
    # Viewsets make their models known when the addresses are read: before that some would be missing.
    every = list(names())
    objects = examples()
    pages = {language: page_by_key("contact", language) for language in ("fr", "hr")}
    found: dict[str, str] = {}
    for name, arguments in every:
        space = name.split(":")[0]
        if not arguments:
            found[name] = reverse(name)
        elif arguments in {("page_id",), ("parent_page_id",)}:
            found |= {f"{name} [{language}]": reverse(name, args=[page.pk]) for language, page in pages.items()}
        elif len(arguments) == 1 and space in objects:
            try:
                found[name] = reverse(name, args=[objects[space]])
            except NoReverseMatch:
                continue
    return found


def verdict(client: Client, address: str) -> str:
    """Whether the address shows something; Wagtail sends those who may not to its home."""
    response = client.get(address)
    if response.status_code in {400, 404, 405}:
        return NOTHING
    if response.status_code >= 500:
        return "error"
    turned_away = response.status_code == 403 or (
        response.status_code == 302 and response["Location"].split("?")[0] in {"/admin/", "/admin/login/"}
    )
    return MAY_NOT if turned_away else MAY
