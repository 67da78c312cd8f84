"""A module as a file for learning platforms, and what its page says of these files."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from core.conditional import unless_known
from core.kept import kept
from core.limits import too_many_files
from core.routing import public_page
from resources.models import LearningModulePage
from resources.packages import KINDS

SIZE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Package:
    """A file as a module's page names it. ``size``: ``41.3 KB`` in the active language."""

    url: str
    title: str
    size: str


def packages_of(page: LearningModulePage) -> list[Package]:
    """The files of a module with units; no query once their sizes are known, until something is published."""
    sizes = kept(f"packages/{page.pk}", lambda: _sizes(page), SIZE_SECONDS)
    titles = {"scorm": "SCORM 1.2", "cartridge": "Common Cartridge 1.1"}
    return [Package(f"{page.url}{kind}.zip", titles[kind], filesizeformat(size)) for kind, size in sizes.items()]


def _sizes(page: LearningModulePage) -> dict[str, int]:
    return {kind: len(write(page)) for kind, write in KINDS.items()} if page.live and page.activities else {}


@require_http_methods(["GET", "HEAD"])
def package(request: HttpRequest, path: str, kind: str) -> HttpResponseBase:
    """``<module>/scorm.zip`` and ``<module>/cartridge.zip``.

    Raises Http404 where no module stands that everybody may see, or it has no unit.
    """
    page = public_page(request, path)
    if not isinstance(page, LearningModulePage) or not page.activities:
        raise Http404
    if refused := too_many_files(request):
        return refused
    response = HttpResponse(KINDS[kind](page), content_type="application/zip")
    name = f"{page.slug}-{page.content_language}-{kind}.zip"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    # What is published takes effect at once; whoever has the file is told that it is still the same.
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return unless_known(request, response, page.last_published_at or page.first_published_at)
