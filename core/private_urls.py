"""Where people show that they may see a private page or document; Wagtail leads there by these names.

Wagtail's own list holds its page pattern too, which would answer in the place of ours.
"""

from django.contrib.auth.views import LoginView
from django.urls import path
from wagtail.views import authenticate_with_password

urlpatterns = [
    path(
        "authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("login/", LoginView.as_view(template_name="wagtailcore/login.html"), name="wagtailcore_login"),
]
