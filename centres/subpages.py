"""Addresses below the finder that are not a centre's own page: each is registered by the module that answers it.

``<finder>/<word>/`` belongs to the directory, ``<finder>/<slug>/<word>/`` to one centre. The words are the same in every
language and can never be the slug of a centre.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

DirectoryView = Callable[[Any, HttpRequest], HttpResponse]
"""``view(finder page, request)``."""
CentreView = Callable[[Any, HttpRequest, Any], HttpResponse]
"""``view(finder page, request, public centre with its texts)``."""

_of_directory: dict[str, DirectoryView] = {}
_of_centre: dict[str, CentreView] = {}


def register_directory_view(word: str, view: DirectoryView) -> None:
    """Makes ``<finder>/<word>/`` known."""
    _of_directory[word] = view


def register_centre_view(word: str, view: CentreView) -> None:
    """Makes ``<finder>/<slug>/<word>/`` known."""
    _of_centre[word] = view


def directory_view(word: str) -> DirectoryView | None:
    return _of_directory.get(word)


def centre_view(word: str) -> CentreView | None:
    return _of_centre.get(word)


def reserved_words() -> set[str]:
    """Words that may not become the slug of a centre."""
    return set(_of_directory)
