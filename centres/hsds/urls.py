"""Addresses of the HSDS feed, below /hsds/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
