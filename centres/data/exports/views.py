"""Exports over HTTP: one view per format, with the finder's filters, streamed."""

from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.request import Request

from centres.data.api_parameters import FILTERS, asked_of, language_of
from centres.data.api_schema import PROBLEMS
from centres.data.exports import atom, csv, geojson, xlsx
from centres.data.exports.conditional import edition_of
from centres.data.exports.prepared import WAIT, Workbook, must_wait
from centres.data.exports.rows import AddressOf, batches
from centres.data.exports.tasks import make_workbook
from centres.finder.answer import Answer, answer
from centres.models import Centre, FinderPage
from core.api import PROBLEM, NotReady, PublicAPIView
from core.limits import ExportThrottle


def finder_address(request: Request, language: str) -> str:
    """The absolute address of the finder in a language, of another where there is none; one query."""
    bases = FinderPage.urls_by_language()
    return request.build_absolute_uri(bases.get(language) or next(iter(bases.values()), "/"))


def addresses(request: Request, language: str) -> AddressOf:
    """Gives the absolute address of a centre's page in a language; one query now, none later."""
    base = finder_address(request, language)
    return lambda centre: f"{base}{centre.slug}/"


class Export(PublicAPIView, ABC):
    """What the finder finds, all pages of it, as one file."""

    throttle_classes = [ExportThrottle]
    content_type: ClassVar[str] = ""
    suffix: ClassVar[str] = ""
    is_download: ClassVar[bool] = True

    def get(self, request: Request) -> HttpResponseBase:
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        language = language_of(request)
        with override(language):
            found = answer(asked_of(request, language), counts=False)
            # Nothing is read from the database for HEAD, and no length is told.
            response = StreamingHttpResponse(()) if request.method == "HEAD" else self.file(request, found, language)
        if response.status_code != 200:
            return response
        response["Content-Type"] = self.content_type
        response["Content-Language"] = language
        if self.is_download:
            name = f"centres-{timezone.localdate().isoformat()}.{self.suffix}"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response if response.has_header("ETag") else edition.stamp(response)

    @abstractmethod
    def file(self, request: Request, found: Answer, language: str) -> HttpResponseBase:
        """The answer with the file in it; it may name an edition of its own."""


GEOJSON = "application/geo+json"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATOM = "application/atom+xml"


def _described(operation: str, content_type: str, summary: str) -> Any:
    """Decorates an export with its OpenAPI description."""
    file = OpenApiResponse(OpenApiTypes.BINARY, description=summary)
    described = extend_schema(
        operation_id=operation,
        summary=summary,
        parameters=FILTERS,
        tags=["exports"],
        responses={(200, content_type): file, 304: OpenApiResponse(description="You have this edition."), **PROBLEMS},
    )
    return extend_schema_view(get=described)


def _now() -> str:
    return timezone.localtime().isoformat(timespec="seconds")


@_described("centres_geojson", GEOJSON, "Centres as GeoJSON.")
class GeoJsonExport(Export):
    """GeoJSON (RFC 7946)."""

    content_type = GEOJSON
    suffix = "geojson"

    def file(self, request: Request, found: Answer, language: str) -> HttpResponseBase:
        rows = batches(found, addresses(request, language))
        return StreamingHttpResponse(geojson.collection(rows, len(found.order), _now()))


@_described("centres_csv", CSV, "Centres as CSV.")
class CsvExport(Export):
    """CSV (RFC 4180)."""

    content_type = f"{CSV}; charset=utf-8; header=present"
    suffix = "csv"

    def file(self, request: Request, found: Answer, language: str) -> HttpResponseBase:
        return StreamingHttpResponse(csv.lines(batches(found, addresses(request, language))))


@_described("centres_xlsx", XLSX, "Centres as an Excel workbook.")
class XlsxExport(Export):
    """A workbook: centres on the first sheet, terms on the second."""

    content_type = XLSX
    suffix = "xlsx"

    def file(self, request: Request, found: Answer, language: str) -> HttpResponseBase:
        """The workbook; a long one as the worker made it, and until then a page that comes back for it.

        Raises NotReady for programs that must come back.
        """
        address, count = request.build_absolute_uri(), len(found.order)
        if not must_wait(count):
            about = xlsx.about_lines(address, _now(), count)
            return FileResponse(xlsx.workbook(batches(found, addresses(request, language)), about))
        workbook = Workbook(address, request.META.get("QUERY_STRING", ""), language, finder_address(request, language))
        if made := workbook.made(edition_of(request._request).modified):
            return workbook.response(request._request, made)
        make_workbook.enqueue(**asdict(workbook))
        if request._request.get_preferred_type([PROBLEM, "text/html"]) != "text/html":
            raise NotReady(WAIT)
        headers = {"Retry-After": str(WAIT), "Refresh": str(WAIT), "Cache-Control": "no-store"}
        context = {"count": count, "address": address}
        page = TemplateResponse(request._request, "centres/not_ready.html", context, status=503, headers=headers)
        # Now, while the language of the export is the active one.
        return page.render()


@_described("centres_atom", ATOM, "The hundred centres changed last, as an Atom feed.")
class AtomExport(Export):
    """The last changes."""

    content_type = f"{ATOM}; charset=utf-8"
    suffix = "atom"
    is_download = False

    def file(self, request: Request, found: Answer, language: str) -> HttpResponseBase:
        own = request.build_absolute_uri()
        finder = request.build_absolute_uri(FinderPage.urls_by_language().get(language, "/"))
        changed: list[Centre] = atom.changed_last(found)
        return HttpResponse(atom.feed(changed, language, own, finder, addresses(request, language)))
