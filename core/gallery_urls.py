"""Address of the component gallery (demo and tests only)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
