"""Every address of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from core.api import problem_404
from core.feeds import feed
from core.routing import serve
from core.uploads import serving
from portal import health
from portal.sitemaps import sitemap_index, sitemap_part
from portal.views import OpenApiView, robots

handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("-/live", health.live),
    path("-/ready", health.ready),
    path("-/health", health.health),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap_part, name="sitemap-part"),
    path("favicon.ico", RedirectView.as_view(url="/static/core/favicon.ico", permanent=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("core.uploads.urls")),
    path("api/v1/openapi.json", OpenApiView.as_view(), name="openapi"),
    path("api/v1/", include("centres.data.api_urls")),
    path("api/v1/", include("search.api_urls")),
    path("api/v1/", include("skills.repository.api_urls")),
    path("skills/", include("skills.repository.concept_urls")),
    path("hsds/", include("centres.data.hsds.urls")),
    path("embed/", include("centres.embed.urls")),
    path("machine-translation/", include("translation.machine.urls")),
    re_path(r"^(?:api|hsds)/", problem_404),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serving.media))

urlpatterns += i18n_patterns(
    path("", include("centres.embed.page_urls")),
    path("", include("search.urls")),
    path("", include("home.follow.urls")),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)feed\.atom$", feed, name="feed"),
    path("", include("agenda.urls")),
    path("", include("skills.assessment.urls")),
    path("", include("home.urls")),
    path("", include("resources.urls")),
    path("", include("skills.repository.urls")),
    *([path("components/", include("core.gallery_urls"))] if settings.DEMO else []),
    path("_util/", include("core.private_urls")),
    # Wagtail's own page address pattern, answered by the faster router.
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
)
