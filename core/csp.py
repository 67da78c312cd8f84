"""Content Security Policy: strict for visitors, relaxed for editors only where Wagtail's editor needs it."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

# Wagtail 8 starts its date fields, choosers and inline panels with inline scripts and sets style attributes while one
# types. Other hosts stay closed in the admin as well.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}


class AdminAwareCSPMiddleware(CSPMiddleware):
    """The policy of the settings; under ``/admin/`` with ``ADMIN_POLICY`` in its place."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith("/admin/") and not hasattr(response, "_csp_update"):
            setattr(response, "_csp_update", ADMIN_POLICY)  # noqa: B010 - django-csp reads this private attribute
        return super().process_response(request, response)


def allow_framing(response: HttpResponseBase, sources: list[str]) -> None:
    """Lets only pages of ``sources`` show the response in a frame (``frame-ancestors``).

    ``X-Frame-Options`` is left out, because it knows no list of sites and old browsers would obey it instead.
    """
    setattr(response, "_csp_replace", {"frame-ancestors": sources})  # noqa: B010 - as csp.decorators.csp_replace does
    setattr(response, "xframe_options_exempt", True)  # noqa: B010 - as clickjacking.xframe_options_exempt does


def allow_pictures(response: HttpResponseBase, host: str) -> None:
    """Lets this one response show pictures of another host (``https://tile.example.org``)."""
    setattr(response, "_csp_update", {"img-src": [host]})  # noqa: B010 - as csp.decorators.csp_update does
