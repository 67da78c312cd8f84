"""Addresses of following by mail; the first part is translated."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from home.follow import views

urlpatterns = [
    path(
        pgettext_lazy("url", "follow/"),
        include(
            [
                path("", views.follow, name="follow"),
                path("sent/", views.sent, name="follow_sent"),
                path("confirm/", views.confirm, name="follow_confirm"),
                path("own/", views.own, name="follow_own"),
                path("no-more/", views.no_more, name="follow_no_more"),
            ]
        ),
    )
]
