"""A module as a file for learning platforms, and what its page says of these files."""

import hashlib
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.kept import kept
from core.limits import ExportThrottle, too_many_because
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
def package(request: HttpRequest, path: str, kind: str) -> HttpResponse:
    """``<module>/scorm.zip`` and ``<module>/cartridge.zip``.

    Raises Http404 where no module stands that everybody may see, or it has no unit.
    """
    page = public_page(request, path)
    if not isinstance(page, LearningModulePage) or not page.activities:
        raise Http404
    throttle = ExportThrottle()
    if not throttle.allow_request(request, None):
        seconds = int(throttle.wait()) + 1
        return too_many_because(request, _wait(seconds), seconds)
    content = KINDS[kind](page)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    changed = page.last_published_at or page.first_published_at
    response = HttpResponse(content, content_type="application/zip")
    name = f"{page.slug}-{page.content_language}-{kind}.zip"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    # What is published takes effect at once; whoever has the file is told that it is still the same.
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    modified = int(changed.timestamp()) if changed else None
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response) or response


def _wait(seconds: int) -> str:
    minutes = -(-seconds // 60)
    text = ngettext(
        "Too many files were asked for from your connection. Ask for this one again in %(n)s minute.",
        "Too many files were asked for from your connection. Ask for this one again in %(n)s minutes.",
        minutes,
    )
    return text % {"n": minutes}
