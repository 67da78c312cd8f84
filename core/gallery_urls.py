"""Addresses of the component gallery (demo and tests only)."""

from django.urls import URLPattern, path

from core.gallery import gallery
from core.letters import previews

urlpatterns: list[URLPattern] = [
    path("", gallery, name="gallery"),
    path("letters/", previews.letters, name="gallery-letters"),
    path("letters/<slug:code>/", previews.letter, name="gallery-letter"),
]
