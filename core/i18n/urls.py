"""Addresses of the same view in the other languages."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from core.i18n.languages import LANGUAGES


def alternates_of_view(request: HttpRequest) -> dict[str, str]:
    """``{language: path}`` of the view that answers ``request``, in every language that has it."""
    match = request.resolver_match
    if match is None or not match.view_name:
        return {}
    paths = {}
    for language in LANGUAGES:
        with override(language):
            try:
                paths[language] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
    return paths
