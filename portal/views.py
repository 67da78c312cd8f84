"""Views that belong to no room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.views import SpectacularJSONAPIView

from core.api import PublicAPIView, problem_404
from core.i18n.elsewhere import same_path_elsewhere
from core.i18n.languages import LANGUAGES
from resources.models.indexes import PLAN_FILES
from resources.plans.addresses import plan_subpage


class OpenApiView(SpectacularJSONAPIView, PublicAPIView):
    """The OpenAPI description of the public API, served as the rest of it."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A 404 that offers the same page in other languages."""
    if request.path.startswith("/api/"):
        return problem_404(request)
    words = request.path.strip("/").split("/")[-1].replace("-", " ")[:80]
    context = {"elsewhere": same_path_elsewhere(request.path), "query": words, "title": _("This stop does not exist")}
    return render(request, "404.html", context, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A 403 in words."""
    text = _(
        "You need other rights to see this page. If a form brought you here, go back, load the page again and send it once more."
    )
    said = {"kicker": _("Error 403"), "title": _("This stop is closed to you"), "text": text}
    return render(request, "core/refusal.html", said, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token is told the same; ``reason`` is Django's, for logs."""
    return forbidden(request)


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be read; answers to searches and training plans are left out, as there is no end of them."""
    searches = []
    for language in LANGUAGES:
        with override(language):
            searches.append(f"Disallow: {reverse('search')}?")
    for plans in plan_subpage().urls.values():
        searches += [f"Disallow: {plans}?", *(f"Disallow: {plans}{kind}/" for kind in PLAN_FILES)]
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *searches,
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
