"""Addresses of the search page, whose path is translated, and of its description for browsers."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from search import views

urlpatterns = [
    path(pgettext_lazy("url", "search/"), views.results, name="search"),
    path("opensearch.xml", views.description, name="search-description"),
]
