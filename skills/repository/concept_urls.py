"""The addresses by which programs name what is in the repository, whatever the language."""

from django.urls import path, re_path

from skills.repository.exports.views import concept

urlpatterns = [
    path("", concept, name="skills_scheme"),
    re_path(r"^(?P<code>[a-gA-G](?:-[0-9a-fA-F]{8})?)/$", concept, name="skills_concept"),
]
