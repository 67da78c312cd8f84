"""The frame's address below each language: ``/hr/embed/centres/``. A component builds it from the language alone."""

from django.urls import path

from centres.embed.frame import frame

urlpatterns = [path("embed/centres/", frame, name="embed-frame")]
