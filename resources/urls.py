"""What stands below a list of case studies: the form by which anybody sends one, and what its author opens."""

from django.urls import re_path

from resources.contribute import views

LIST = r"^(?P<path>(?:[\w\-]+/)+)contribute/"

urlpatterns = [
    re_path(LIST + r"$", views.begin, name="contribute"),
    re_path(LIST + r"mailed/$", views.mailed, name="contribute_mailed"),
    re_path(LIST + r"status/$", views.status, name="contribute_status"),
    re_path(LIST + r"change/$", views.change, name="contribute_change"),
    re_path(LIST + r"withdraw/$", views.withdraw, name="contribute_withdraw"),
    re_path(LIST + r"(?P<step>[a-z]+)/$", views.step, name="contribute_step"),
]
