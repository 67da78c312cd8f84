"""Addresses of the search page; the path is translated."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from search import views

urlpatterns = [path(pgettext_lazy("url", "search/"), views.results, name="search")]
