"""The form by which anybody sends a case study, below the lists of these; units for the script that keeps progress; modules as files."""

from django.urls import path, re_path

from resources.contribute import views
from resources.views.packages import package
from resources.views.units import units

LIST = r"^(?P<path>(?:[\w\-]+/)+)contribute/"

urlpatterns = [
    path("units.json", units, name="units"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)(?P<kind>scorm|cartridge)\.zip$", package, name="package"),
    re_path(LIST + r"$", views.begin, name="contribute"),
    re_path(LIST + r"mailed/$", views.mailed, name="contribute_mailed"),
    re_path(LIST + r"status/$", views.status, name="contribute_status"),
    re_path(LIST + r"change/$", views.change, name="contribute_change"),
    re_path(LIST + r"withdraw/$", views.withdraw, name="contribute_withdraw"),
    re_path(LIST + r"(?P<step>[a-z]+)/$", views.step, name="contribute_step"),
]
