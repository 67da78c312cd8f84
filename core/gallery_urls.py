"""Address of the component gallery (demo and tests only)."""

from django.urls import URLPattern, path

from core.gallery import gallery

urlpatterns: list[URLPattern] = [path("", gallery, name="gallery")]
