"""Addresses of the embedded list that are the same in every language: partners' pages name them."""

from django.urls import path

from centres.embed.component import component
from centres.embed.look import look

urlpatterns = [
    path("centres.js", component, name="embed-component"),
    path("look/<slug:theme>.css", look, name="embed-look"),
    path("look/<slug:theme>/<slug:colour>.css", look, name="embed-look-accent"),
]
