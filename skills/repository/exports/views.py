"""``/api/v1/skills.csv`` and ``.jsonld``; and ``/skills/<code>/``, by which programs name an item in any language."""

import json
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from core.api import MAX_AGE, PublicAPIView
from core.conditional import unless_known
from core.i18n.languages import LANGUAGES, active_language
from core.licence import name_license
from core.limits import ExportThrottle
from skills.codes import letter_of
from skills.models import SkillsIndexPage
from skills.repository.addresses import area_url, concept_url, item_url
from skills.repository.exports.csv_file import csv_file
from skills.repository.exports.skos import skos
from skills.repository.items import Repository, repository
from skills.vocabularies import ItemKind

CSV = "text/csv"
JSON_LD = "application/ld+json"


class RepositoryFile(PublicAPIView, ABC):
    """The repository in all languages as one file."""

    throttle_classes = [ExportThrottle]
    content_type: ClassVar[str]
    suffix: ClassVar[str]

    def get(self, request: Request) -> HttpResponseBase:
        known = repository()
        response = HttpResponse(self.content(request._request, known), content_type=self.content_type)
        response["Content-Disposition"] = f'attachment; filename="skills.{self.suffix}"'
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        patch_vary_headers(response, ["Accept-Encoding"])
        answer = unless_known(request._request, response, known.changed)
        name_license(answer)
        return answer

    @abstractmethod
    def content(self, request: HttpRequest, known: Repository) -> bytes:
        """The file."""


def _described(operation: str, content_type: str, summary: str) -> Any:
    file = OpenApiResponse(OpenApiTypes.BINARY, description=summary)
    unchanged = OpenApiResponse(description="You have this edition.")
    return extend_schema(
        operation_id=operation, summary=summary, tags=["skills"], responses={(200, content_type): file, 304: unchanged}
    )


class CsvFile(RepositoryFile):
    """For spreadsheet programs: one row a competence or item, one column a language."""

    content_type = f"{CSV}; charset=utf-8; header=present"
    suffix = "csv"

    @_described("skills_csv", CSV, "The repository of skills as CSV.")
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def content(self, request: HttpRequest, known: Repository) -> bytes:
        return csv_file(known, lambda code: concept_url(request, code))


class JsonLdFile(RepositoryFile):
    """For programs: a SKOS concept scheme."""

    content_type = JSON_LD
    suffix = "jsonld"

    @_described("skills_jsonld", JSON_LD, "The repository of skills as JSON-LD (SKOS).")
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def content(self, request: HttpRequest, known: Repository) -> bytes:
        data = skos(known, _titles(), _notes(), _kinds(), lambda code: concept_url(request, code))
        return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _titles() -> dict[str, str]:
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = gettext("Repository of skills of the partnership manager")
    return titles


def _notes() -> dict[str, str]:
    notes = {}
    for language in LANGUAGES:
        with override(language):
            notes[language] = gettext(
                "The titles of the competences are those of the project. Summaries, tasks, descriptors and outcomes are the portal’s own text where no source is named. No scale of levels was published."
            )
    return notes


def _kinds() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {kind: {} for kind in ItemKind.values}
    for language in LANGUAGES:
        with override(language):
            for kind in ItemKind:
                labels[kind.value][language] = str(kind.label)
    return labels


def concept(request: HttpRequest, code: str = "") -> HttpResponse:
    """``/skills/`` and ``/skills/<code>/``: leads to where it stands, in a language the browser asks for.

    Raises Http404 for a code nothing has.
    """
    language, known = active_language(), repository()
    base = SkillsIndexPage.url_in(language)
    if not code:
        url = base
    elif area := known.area(code.upper()):
        url = area_url(area, language)
    else:
        url = item_url(code, known, language)
        if not url and base and letter_of(code):
            url = f"{base}items/{code.lower()}/"
    if not url:
        raise Http404
    response = HttpResponse(status=303, headers={"Location": url})
    patch_vary_headers(response, ["Accept-Language"])
    return response
