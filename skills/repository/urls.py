"""What stands below the page of competences and takes what people send."""

from django.urls import re_path

from skills.repository import comparing
from skills.repository.addresses import DESCRIPTION, PROFILE

PAGE = r"^(?P<path>(?:[\w\-]+/)+)"

urlpatterns = [
    re_path(rf"{PAGE}{PROFILE}/$", comparing.profile, name="skills_job_profile"),
    re_path(rf"{PAGE}{DESCRIPTION}/$", comparing.description, name="skills_job_description"),
]
