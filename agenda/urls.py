"""What stands below the agenda and its events: calendar files, and the form for those who wait for a date."""

from django.urls import re_path

from agenda.views import files, subscribing

PAGE = r"^(?P<path>(?:[\w\-]+/)+)"

urlpatterns = [
    re_path(PAGE + r"event\.ics$", files.event_file, name="event_file"),
    re_path(PAGE + r"calendar\.ics$", files.calendar_file, name="calendar_file"),
    re_path(PAGE + r"tell-me/$", subscribing.subscribe, name="event_subscribe"),
    re_path(PAGE + r"tell-me/sent/$", subscribing.subscribed, name="event_subscribed"),
    re_path(PAGE + r"tell-me/no-more/$", subscribing.unsubscribe, name="event_unsubscribe"),
]
