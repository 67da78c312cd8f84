"""The repository's files, below /api/v1/."""

from django.urls import path

from skills.repository.exports.views import CsvFile, JsonLdFile

urlpatterns = [
    path("skills.csv", CsvFile.as_view(), name="api-skills-csv"),
    path("skills.jsonld", JsonLdFile.as_view(), name="api-skills-jsonld"),
]
