"""What stands below pages of this room without being a page."""

import re

from django.urls import re_path

from home.models import ImpactPage
from home.views import impact

urlpatterns = [
    re_path(rf"^(?P<path>(?:[\w\-]+/)+){re.escape(ImpactPage.CSV)}$", impact.impact_csv, name="impact_csv"),
]
