"""Calendar files: their addresses end in a file name, which Wagtail's own pattern does not know."""

from django.urls import re_path

from agenda import views

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)+)event\.ics$", views.event_file, name="event_file"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)calendar\.ics$", views.calendar_file, name="calendar_file"),
]
