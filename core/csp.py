"""Content Security Policy: strict for visitors, one relaxation for editors."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

ADMIN_STYLE = {"style-src": ["'self'", "'unsafe-inline'"], "img-src": ["'self'", "data:", "blob:"]}


class AdminAwareCSPMiddleware(CSPMiddleware):
    """Wagtail's editor sets style attributes while one types; scripts and other hosts stay closed there too."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith("/admin/") and not hasattr(response, "_csp_update"):
            response._csp_update = ADMIN_STYLE  # type: ignore[attr-defined]
        return super().process_response(request, response)
