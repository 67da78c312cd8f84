"""What stands below the agenda and its events: calendar files, sign-up, and the form for those who wait for a date."""

from django.urls import re_path

from agenda.views import files, own_signup, signing_up, subscribing

PAGE = r"^(?P<path>(?:[\w\-]+/)+)"

urlpatterns = [
    re_path(PAGE + r"event\.ics$", files.event_file, name="event_file"),
    re_path(PAGE + r"calendar\.ics$", files.calendar_file, name="calendar_file"),
    re_path(PAGE + r"tell-me/$", subscribing.subscribe, name="event_subscribe"),
    re_path(PAGE + r"tell-me/sent/$", subscribing.subscribed, name="event_subscribed"),
    re_path(PAGE + r"tell-me/no-more/$", subscribing.unsubscribe, name="event_unsubscribe"),
    re_path(PAGE + r"sign-up/$", signing_up.sign_up, name="event_sign_up"),
    re_path(PAGE + r"sign-up/sent/$", signing_up.sent, name="event_signed_up"),
    re_path(PAGE + r"my-sign-up/$", own_signup.mine, name="event_my_sign_up"),
    re_path(PAGE + r"my-sign-up/calendar/$", own_signup.calendar, name="event_my_calendar"),
    re_path(PAGE + r"my-sign-up/certificate/$", own_signup.own_certificate, name="event_my_certificate"),
]
